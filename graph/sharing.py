"""What counsellors are shown of shared conversations, and what visitors are told of that."""

from typing import Any

from advisor.competence.as_json import competence_to_json
from advisor.history_json import history_to_json, recommendation_to_json, target_to_json
from graph.advisor import Advisor
from graph.snapshot import Snapshot
from graph.state import Line
from graph.store.shared import Note, Share


def shared_state(advisor: Advisor, share: Share) -> Snapshot:
    """Return the conversation of a share as it stands."""
    return advisor.conversation(share.conversation_id).state()


def shown_lines(share: Share, state: Snapshot) -> tuple[Line, ...] | None:
    """Return what was said; None where the person shares the summary alone."""
    return state.transcript if share.transcript else None


def client_to_json(advisor: Advisor, share: Share) -> dict[str, Any]:
    """Return the summary and the counsellor's notes; what was said only if that is shared."""
    state = shared_state(advisor, share)
    shown, target = state.recommendation, state.assessment
    checks = advisor.services.competence.kept(shown)
    lines = shown_lines(share, state)
    said = (
        {} if lines is None else {"transcript": [{"role": x.role, "text": x.text} for x in lines]}
    )
    return {
        "name": share.name,
        "shared_at": share.made_at.isoformat(),
        "expires_at": share.expires_at.isoformat(),
        "summary": {
            "history": history_to_json(state.history),
            "recommendation": recommendation_to_json(shown) if shown else None,
            "target": target_to_json(target) if target else None,
            "trust": [competence_to_json(check) for check in checks],
        },
        "notes": [_note(note) for note in advisor.store.shares.notes(share.id)],
        **said,
    }


def shares_to_json(advisor: Advisor, conversation_id: str) -> list[dict[str, Any]]:
    """Return what is kept of a conversation's shares, notes about the person as well.

    Their ids, by which they are opened, are left out.
    """
    shares = advisor.store.shares
    return [
        {
            "name": share.name,
            "transcript": share.transcript,
            "made_at": share.made_at.isoformat(),
            "expires_at": share.expires_at.isoformat(),
            "revoked_at": share.revoked_at.isoformat() if share.revoked_at else None,
            "opened_by": share.opened_by,
            "opened_at": share.opened_at.isoformat() if share.opened_at else None,
            "readings": [
                {
                    "at": reading.at.isoformat(),
                    "counsellor": reading.counsellor,
                    "what": reading.what,
                }
                for reading in shares.readings(share.id)
            ],
            "notes": [_note(note) for note in shares.notes(share.id)],
        }
        for share in shares.shares_of(conversation_id)
    ]


def _note(note: Note) -> dict[str, str]:
    return {"at": note.at.isoformat(), "counsellor": note.counsellor, "text": note.text}
