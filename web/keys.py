"""The secrets of visit tokens: those of the settings, or one made once and kept here."""

from advisor.log.pseudonyms import open_pseudonyms
from advisor.settings import Settings
from web.tokens import VisitKeys


def open_visit_keys(settings: Settings) -> VisitKeys:
    """Return the keys that visit tokens are signed with.

    Raises:
        AdvisorError: the setting is wrong, or the key's file cannot be read or written.
    """
    if settings.visit_keys is not None:
        return VisitKeys.read(settings.visit_keys.get_secret_value())
    made = open_pseudonyms(None, settings.data_dir / "visit.key")
    return VisitKeys({"own": made.of("visits").encode() + made.of("tokens").encode()})
