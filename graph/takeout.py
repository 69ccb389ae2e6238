"""Everything that is kept of a conversation, for the person to take along."""

from dataclasses import asdict
from typing import Any

from advisor.history_json import history_to_json, recommendation_to_json, target_to_json
from advisor.log.export import exported
from advisor.log.reading import Filter, consents, verdicts
from graph.advisor import Advisor
from graph.session import Session
from graph.sharing import shares_to_json


def everything(advisor: Advisor, session: Session) -> dict[str, Any]:
    """Return what is kept: the conversation, and what the log holds of it, all as JSON values.

    Raises:
        LogUnavailableError: the log cannot be reached, so that not all could be told.
    """
    state = session.state()
    shown, target = state.recommendation, state.assessment
    kept = {
        "consent": state.consent.value if state.consent else None,
        "transcript": [asdict(line) for line in state.transcript],
        "history": history_to_json(state.history),
        "recommendation": recommendation_to_json(shown) if shown else None,
        "target": target_to_json(target) if target else None,
        "questions_asked": list(state.questions_asked),
        "questions_answered_or_declined": list(state.closed),
        "last_message": state.last_message,
        "earlier_histories": [history_to_json(history) for history in state.earlier],
        "variants": advisor.store.variants(session.id) or {},
        "owner": advisor.store.owners.ever(session.id),
        "messages_received": list(state.received),
        "shares": shares_to_json(advisor, session.id),
    }
    return {"conversation": kept, "log": _logged(advisor, session)}


def _logged(advisor: Advisor, session: Session) -> dict[str, Any] | None:
    if advisor.turn_log is None:
        return None
    name = advisor.turn_log.pseudonyms.of(session.id)
    database = advisor.turn_log.log.database
    chosen = [{**row, "at": row["at"].isoformat()} for row in consents(database, name)]
    turns = list(exported(database, Filter(conversation=name)))
    judged = [
        {
            "at": v.at.isoformat(),
            "turn": v.turn,
            "judge": v.judge,
            "prompt": v.prompt,
            "ratings": v.ratings,
        }
        for v in verdicts(database, name)
    ]
    return {"pseudonym": name, "consents": chosen, "turns": turns, "verdicts": judged}
