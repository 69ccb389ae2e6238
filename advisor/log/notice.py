"""What is kept of a conversation, for how long and where: one text for people and programs."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from advisor.log.consent import Consent
from advisor.settings import Settings
from retrieval.frozen import Frozen

NOTICE_VERSION = 2
"""Counts up with every change of what is kept; noted with each choice."""

VISIT_GRACE_MINUTES = 5
"""After the page was closed: a page loaded anew, or a lost connection, is no end of a visit."""

REMOVED = (
    "names of people",
    "e-mail addresses",
    "phone numbers",
    "street addresses",
    "dates of birth",
    "links and handles",
    "numbers of passports, licences, accounts and the like",
)
"""What the redaction takes out of a text before it is kept."""


@dataclass(frozen=True, slots=True)
class Kept(Frozen):
    """Something that is kept.

    Attributes:
        what: in words a person reads.
        text: whether it holds anything that the person wrote or was told.
        until: how long, in words.
    """

    what: str
    text: bool
    until: str


@dataclass(frozen=True, slots=True)
class Choice(Frozen):
    """A level as it is offered.

    Attributes:
        consent: the level.
        title: what a button says.
        summary: one sentence on what that means.
        kept: everything that is kept.
    """

    consent: Consent
    title: str
    summary: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Notice(Frozen):
    """What is kept at each level.

    Attributes:
        choices: the levels, the one that keeps least first.
        model: the language model that messages are sent to; None for none.
        model_host: the computer it runs on; None for none.
        chances_host: the computer that jobs and education are sent to, for the chances; None for
            this one.
        removed: what is taken out of a copy before it is kept; empty where none is.
    """

    choices: tuple[Choice, ...]
    model: str | None
    model_host: str | None
    chances_host: str | None
    removed: tuple[str, ...]

    def of(self, consent: Consent) -> Choice:
        """Return what a level means."""
        return next(choice for choice in self.choices if choice.consent is consent)


def notice_of(settings: Settings) -> Notice:
    """Return the notice for how this advisor is set up."""
    counts, redacted = _logged(settings)
    traced = _traced(settings) if settings.traces_url and settings.log else {}
    visit = Kept(
        "The conversation itself",
        True,
        f"until {VISIT_GRACE_MINUTES} minutes after you close the page, or"
        f" {_hours(settings.visit_minutes)} after your last message",
    )
    stays = Kept(
        "The conversation itself, so that you can come back to it by its link",
        True,
        f"for {settings.checkpoint_days} days after your last message",
    )
    use = Choice(
        Consent.USE,
        "Just use the advisor",
        "Nothing you write is kept after your visit.",
        (visit, counts, *traced.get(Consent.USE, ())) if settings.log else (visit,),
    )
    evaluation = Choice(
        Consent.EVALUATION,
        "Use it and help improve it",
        "Our conversation is kept, so that you can come back; and a copy with names, addresses and"
        " phone numbers taken out, to find out where the advisor is wrong.",
        (stays, redacted, counts, *traced.get(Consent.EVALUATION, ())),
    )
    if not settings.log:
        summary = "Your conversation is kept on this computer, so that you can come back by a link."
        evaluation = Choice(Consent.EVALUATION, "Let me come back later", summary, (stays,))
    return Notice(
        choices=(use, evaluation),
        model=settings.llm_model,
        model_host=_host(settings.llm_base_url),
        chances_host=_host(settings.model_base_url),
        removed=REMOVED if settings.log else (),
    )


def notice_to_json(notice: Notice) -> dict[str, Any]:
    """Return the notice for programs: an embedding site, an audit."""
    levels = [
        {
            "level": choice.consent.value,
            "title": choice.title,
            "summary": choice.summary,
            "kept": [{"what": k.what, "text": k.text, "until": k.until} for k in choice.kept],
        }
        for choice in notice.choices
    ]
    sent_to: list[dict[str, str | None]] = []
    if notice.model:
        sent_to.append({"what": "messages", "model": notice.model, "host": notice.model_host})
    if notice.chances_host:
        sent_to.append({"what": "jobs and education", "host": notice.chances_host})
    return {
        "version": NOTICE_VERSION,
        "levels": levels,
        "default": None,
        "removed_before_keeping": list(notice.removed),
        "identifiers": "salted HMAC-SHA256 pseudonyms",
        "sent_to": sent_to,
        "rights": ["change the level", "download everything", "erase everything"],
    }


def _logged(settings: Settings) -> tuple[Kept, Kept]:
    """Return what the log keeps: counts, and the redacted text."""
    url = settings.log_url
    host = urlsplit(url.get_secret_value()).hostname if url else None
    where = f" (in a database on {host})" if host else ""
    counts = Kept(
        "Counts and times: when you wrote, how many jobs and schools you told of, what kind of"
        " question came next, how many suggestions were shown, which replies you found helpful, how"
        " long they took, which version answered (in an experiment: which variant) and whether"
        " something failed",
        False,
        f"for {settings.log_days} days",
    )
    redacted = Kept(
        f"A copy of what was said{where}, without what identifies people, for those who improve the"
        " advisor and a language model that they may have judge it",
        True,
        f"for {settings.log_days} days",
    )
    return counts, redacted


def _traced(settings: Settings) -> dict[Consent, tuple[Kept]]:
    """Return what is sent to a trace server besides: it keeps to rules of its own."""
    where = _host(settings.traces_url) or "another computer"
    until = "as long as that computer keeps it; deleting it here does not delete it there"
    counts = Kept(f"The same counts and times once more, on {where}", False, until)
    redacted = Kept(f"The same copy, counts and times once more, on {where}", True, until)
    return {Consent.USE: (counts,), Consent.EVALUATION: (redacted,)}


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def _hours(minutes: int) -> str:
    if minutes % 60:
        return f"{minutes} minutes"
    hours = minutes // 60
    return "an hour" if hours == 1 else f"{hours} hours"
