"""The notice says what the settings do."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from advisor.log.consent import Consent
from advisor.log.notice import ANONYMOUS_HOURS, notice_of, notice_to_json
from advisor.log.notice_words import AUDIENCES, LANGUAGES, Audience, Language
from advisor.settings import Settings


def test_only_using_it_keeps_text_for_the_visit_alone() -> None:
    choice = notice_of(Settings(visit_minutes=60)).of(Consent.USE)
    assert [kept.until for kept in choice.kept if kept.text] == [
        "until 5 minutes after you close the page, or an hour after your last message"
    ]
    assert [kept.until for kept in choice.kept if not kept.text] == ["for 365 days"]


def test_helping_to_improve_it_names_every_time_limit() -> None:
    settings = Settings(checkpoint_days=30, log_days=180)
    kept = notice_of(settings).of(Consent.EVALUATION).kept
    assert [k.until for k in kept] == [
        "for 30 days after your last message",
        "for 180 days",
        "for 180 days",
    ]


def test_the_computer_of_the_database_is_named_and_its_password_is_not() -> None:
    url = SecretStr("postgresql://advisor:secret@db.example.org/advisor")
    (copy,) = (
        kept.what
        for kept in notice_of(Settings(log_url=url)).of(Consent.EVALUATION).kept
        if "copy" in kept.what
    )
    assert "db.example.org" in copy
    assert "secret" not in copy


def test_without_a_log_there_is_no_copy() -> None:
    for choice in notice_of(Settings(log=False)).choices:
        assert len(choice.kept) == 1
        assert "improve" not in choice.summary + choice.title


def test_programs_read_the_same() -> None:
    settings = Settings(llm_base_url="http://model.example.org:8000/v1", llm_model="small")
    read = notice_to_json(notice_of(settings))
    assert [level["level"] for level in read["levels"]] == ["use", "evaluation"]
    assert read["sent_to"] == [{"what": "messages", "model": "small", "host": "model.example.org"}]
    assert read["default"] is None


@pytest.mark.parametrize("log", [True, False])
def test_sharing_is_told_to_who_can_share(log: bool) -> None:
    settings = Settings(log=log, counsellors=Path("counsellors"))
    for choice in notice_of(settings, audience="known").choices:
        (shared,) = (kept for kept in choice.kept if "counsellor" in kept.what)
        assert shared.text and "notes" in shared.what
        assert "90 days" in shared.until and "take it back" in shared.until
    others = [notice_of(settings, audience=audience) for audience in ("link", "anonymous")]
    for notice in (*others, notice_of(Settings(log=log), audience="known")):
        told = [kept.what for choice in notice.choices for kept in choice.kept]
        assert not any("counsellor" in what for what in told)


def test_who_cannot_come_back_is_promised_no_coming_back() -> None:
    notice = notice_of(Settings(), audience="anonymous")
    choice = notice.of(Consent.EVALUATION)
    assert "come back" not in choice.summary and "deleted" in choice.summary
    assert choice.kept[0].until.startswith(f"for {ANONYMOUS_HOURS} hours at most")
    assert "cannot come back" in choice.kept[0].until
    (only,) = notice_of(Settings(log=False), audience="anonymous").choices
    assert only.consent is Consent.USE


def test_who_is_known_to_the_site_needs_no_link_and_learns_what_stays_noted() -> None:
    notice = notice_of(Settings(log_days=180), audience="known")
    assert not any(
        "link" in k.what for c in notice.choices for k in c.kept if "counsel" not in k.what
    )
    for choice in notice.choices:
        (whose,) = (kept for kept in choice.kept if "were yours" in kept.what)
        assert (whose.text, whose.until) == (False, "for 180 days")
    (without_log,) = (notice_of(Settings(log=False), audience="known").of(Consent.USE).kept,)
    assert not any("were yours" in kept.what for kept in without_log)


def test_every_other_computer_is_named() -> None:
    settings = Settings(
        model_base_url="http://chances.example.org/v1",
        traces_url="http://traces.example.org:6006/v1/traces",
    )
    notice = notice_of(settings)
    sent = notice_to_json(notice)["sent_to"]
    assert sent == [{"what": "jobs and education", "host": "chances.example.org"}]
    for choice in notice.choices:
        (traced,) = (kept for kept in choice.kept if "traces.example.org" in kept.what)
        assert traced.text is (choice.consent is Consent.EVALUATION)
        assert "does not delete it there" in traced.until
    assert (
        notice_of(Settings(log=False, traces_url="http://t.example.org")).of(Consent.USE).kept
        == notice_of(Settings(log=False)).of(Consent.USE).kept
    )


def test_that_the_conversation_itself_is_kept_as_it_was_is_said_where_it_is_chosen() -> None:
    summary = notice_of(Settings()).of(Consent.EVALUATION).summary
    assert "conversation is kept" in summary
    assert "copy with names" in summary


def test_what_is_taken_out_is_said_only_where_a_copy_is_kept() -> None:
    assert notice_of(Settings()).removed
    assert notice_to_json(notice_of(Settings(log=False)))["removed_before_keeping"] == []


def test_the_counts_are_those_that_are_kept() -> None:
    counts = next(k for k in notice_of(Settings()).of(Consent.USE).kept if not k.text)
    for told in ("jobs and schools", "suggestions", "helpful", "version", "failed", "when"):
        assert told in counts.what


SETTINGS = (
    Settings(),
    Settings(log=False),
    Settings(visit_minutes=60, log_days=180, checkpoint_days=31),
    Settings(visit_minutes=90, log_url=SecretStr("postgresql://a:b@db.example.org/advisor")),
    Settings(
        llm_base_url="http://model.example.org/v1",
        llm_model="small",
        model_base_url="http://chances.example.org/v1",
        traces_url="http://traces.example.org/v1/traces",
    ),
)


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_says_the_same(
    settings: Settings, language: Language, audience: Audience
) -> None:
    english = notice_to_json(notice_of(settings, audience=audience))
    other = notice_to_json(notice_of(settings, language, audience))
    for level, same in zip(english["levels"], other["levels"], strict=True):
        assert level["level"] == same["level"]
        assert level["title"] != same["title"]
        assert level["summary"] != same["summary"]
        for kept, told in zip(level["kept"], same["kept"], strict=True):
            assert told["text"] is kept["text"]
            assert told["what"] != kept["what"]
            for part in ("what", "until"):
                assert facts(told[part]) == facts(kept[part])
    removed = (english["removed_before_keeping"], other["removed_before_keeping"])
    assert len(removed[0]) == len(removed[1])
    ours = {"levels", "removed_before_keeping"}
    assert {k: v for k, v in other.items() if k not in ours} == {
        k: v for k, v in english.items() if k not in ours
    }


def facts(text: str) -> set[str]:
    """Return the numbers and hosts of a text; "an hour" is one."""
    counted = re.sub(r"\ban hour\b|\buna hora\b", "1 hour", text)
    return set(re.findall(r"\d+|[a-z]+\.example\.org", counted))


def test_the_facts_of_a_text_are_seen() -> None:
    assert facts("5 minutos, o una hora, en db.example.org") == {"5", "1", "db.example.org"}
