"""What is kept of a conversation, for how long and where: one text for people and programs."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from advisor.log.consent import Consent
from advisor.log.notice_words import WORDS, Audience, Language, NoticeWords
from advisor.settings import Settings
from retrieval.frozen import Frozen

NOTICE_VERSION = 4
"""Counts up with every change of what is kept; noted with each choice."""

VISIT_GRACE_MINUTES = 5
"""After the page was closed: a page loaded anew, or a lost connection, is no end of a visit."""
ANONYMOUS_HOURS = 12
"""How long the conversation of somebody stays whom the embedding site does not know."""


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


def notice_of(settings: Settings, language: Language = "en", audience: Audience = "link") -> Notice:
    """Return the notice for how this advisor is set up.

    Args:
        settings: the set-up.
        language: of the texts.
        audience: whom it is for: not everybody can come back to a conversation.
    """
    words = WORDS[language]
    counts, redacted = _logged(settings, words)
    days = words.days.format(days=settings.log_days)
    whose = (Kept(words.whose, False, days),) if audience == "known" else ()
    traced = _traced(settings, words) if settings.traces_url and settings.log else {}
    shares = settings.counsellors and audience == "known"
    shared = (Kept(words.shared, True, words.shared_until),) if shares else ()
    length = words.minutes(settings.visit_minutes)
    until = words.visit_until.format(grace=VISIT_GRACE_MINUTES, length=length)
    visit = Kept(words.visit, True, until)
    stays = _stays(settings, words, audience)
    use = Choice(
        Consent.USE,
        words.use_title,
        words.use_summary,
        (visit, *shared, counts, *whose, *traced.get(Consent.USE, ()))
        if settings.log
        else (visit, *shared),
    )
    evaluation = Choice(
        Consent.EVALUATION,
        words.evaluation_title,
        words.evaluation_anonymous if audience == "anonymous" else words.evaluation_summary,
        (stays, *shared, redacted, counts, *whose, *traced.get(Consent.EVALUATION, ())),
    )
    if not settings.log:
        later = words.later_known if audience == "known" else words.later_summary
        evaluation = Choice(Consent.EVALUATION, words.later_title, later, (stays, *shared))
    # Who cannot come back, where nothing is logged, has nothing to choose.
    offered = (use,) if audience == "anonymous" and not settings.log else (use, evaluation)
    return Notice(
        choices=offered,
        model=settings.llm_model,
        model_host=_host(settings.llm_base_url),
        chances_host=_host(settings.model_base_url),
        removed=words.removed if settings.log else (),
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


def _stays(settings: Settings, words: NoticeWords, audience: Audience) -> Kept:
    """Return what is kept of the conversation itself at the higher level."""
    if audience == "anonymous":
        length = words.minutes(ANONYMOUS_HOURS * 60)
        return Kept(words.visit, True, words.ends_until.format(length=length))
    what = words.stays_known if audience == "known" else words.stays
    return Kept(what, True, words.stays_until.format(days=settings.checkpoint_days))


def _logged(settings: Settings, words: NoticeWords) -> tuple[Kept, Kept]:
    """Return what the log keeps: counts, and the redacted text."""
    url = settings.log_url
    host = urlsplit(url.get_secret_value()).hostname if url else None
    where = words.database.format(host=host) if host else ""
    until = words.days.format(days=settings.log_days)
    return Kept(words.counts, False, until), Kept(words.copy.format(where=where), True, until)


def _traced(settings: Settings, words: NoticeWords) -> dict[Consent, tuple[Kept]]:
    """Return what is sent to a trace server besides: it keeps to rules of its own."""
    host = _host(settings.traces_url) or words.elsewhere
    counts = Kept(words.traced_counts.format(host=host), False, words.traced_until)
    redacted = Kept(words.traced_copy.format(host=host), True, words.traced_until)
    return {Consent.USE: (counts,), Consent.EVALUATION: (redacted,)}


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None
