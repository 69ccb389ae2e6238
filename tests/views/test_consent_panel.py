"""The panel of the choice says no more than is done."""

import pytest

from advisor.log.consent import Consent
from advisor.log.notice import notice_of
from advisor.settings import Settings
from views.consent import consent_html


@pytest.mark.parametrize("chosen", [None, *Consent])
def test_without_a_log_no_copy_is_spoken_of(chosen: Consent | None) -> None:
    assert "copy" not in consent_html(notice_of(Settings(log=False)), chosen)


def test_what_a_change_means_is_said_beside_it() -> None:
    notice = notice_of(Settings())
    assert "told so far can become part" in consent_html(notice, Consent.USE)
    assert "erased at once" in consent_html(notice, Consent.EVALUATION)


def test_who_works_out_the_chances_is_named() -> None:
    notice = notice_of(Settings(model_base_url="http://chances.example.org/v1"))
    assert "chances.example.org" in consent_html(notice, None)
