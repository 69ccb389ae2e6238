"""The panel where a person chooses what may be kept, before the first message and at any time."""

from advisor.log.consent import Consent
from advisor.log.notice import Notice
from views.templates import render


def consent_html(notice: Notice, chosen: Consent | None) -> str:
    """Return the panel: the choice itself, or what was chosen and how to change it."""
    return render("consent", notice=notice, chosen=chosen)


def read_choice(form: object) -> Consent | None:
    """Return what was chosen; None if the form holds no such thing."""
    said = form.get("action") if isinstance(form, dict) else None
    return Consent(said) if said in set(Consent) else None
