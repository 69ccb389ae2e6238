"""The notice says what the settings do."""

from pydantic import SecretStr

from advisor.log.consent import Consent
from advisor.log.notice import notice_of, notice_to_json
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
    assert read["sent_to"] == [{"model": "small", "host": "model.example.org"}]
    assert read["default"] is None
