"""What the page does with who goes around it, and with a link whose conversation is gone."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.notice import notice_of
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.reading import turns
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.state import Services
from graph.store.sqlite import SqliteStore
from graph.turn_log import TurnLog
from tests.fakes import Blots
from views.downloads import add_downloads
from views.page import Page, Updates


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def asking(services: Services, tmp_path: Path) -> Iterator[Advisor]:
    """An advisor that logs, and asks first what may be kept."""
    log = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    advisor = Advisor(
        replace(services, notice=notice_of(Settings())),
        SqliteStore(tmp_path / "conversations.sqlite", now),
        TurnLog(log, Pseudonyms(b"sixteen bytes or more"), Blots("Priya"), now),
    )
    yield advisor
    advisor.close()


@pytest.fixture
def shown(asking: Advisor) -> Page:
    async def made() -> Page:  # where no loop runs, Gradio makes some that it leaves open
        with gr.Blocks():
            return Page(asking)

    return asyncio.run(made())


def form(**fields: str) -> gr.EventData:
    return gr.EventData(None, fields)


def last(page: Page, drawn: Iterator[Updates]) -> str:
    """Return the last line of the chat at the end."""
    line: Any = list(drawn)[-1][page.chat][-1]
    return str(line["content"])


def test_nothing_is_taken_before_it_is_chosen_what_may_be_kept(
    asking: Advisor, shown: Page, tmp_path: Path
) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Welder, Initech, 2015-2020")
    items = {"instrument": "activities-30", "language": "en", "page": "0", "item-1": "5"}
    taken = {
        "sent": shown.sent("I'm a welder", "c1"),
        "suggest": shown.asked_for_suggestions("c1"),
        "chosen": shown.chosen("c1", gr.SelectData(None, {"index": 0, "value": "cook"})),
        "upload": shown.uploaded(str(cv), "c1"),
        "edit": shown.edited("c1", form(kind="job", action="save", title="welder")),
        "items": shown.answered("c1", form(action="done", **items)),
        "kept": iter([shown.kept("c1", form(action="keep", **items))]),
    }
    said = {name: last(shown, drawn) for name, drawn in taken.items()}
    assert {name: "choose first" in line for name, line in said.items()} == dict.fromkeys(
        taken, True
    )
    assert not asking.store.known("c1")
    assert not asking.conversation("c1").logged()


def test_what_the_log_still_has_is_downloaded_and_erased_by_the_link(
    asking: Advisor, shown: Page
) -> None:
    session = asking.conversation()
    session.choose(Consent.EVALUATION)
    list(session.reply("I'm Priya, a welder at Initech"))
    asking.store.delete(session.id)  # as after 90 days
    (drawn,) = shown.opened(session.id, gr.Request(session_hash="p1"))
    assert "Delete my data" in drawn[shown.data]
    assert "report.pdf" not in drawn[shown.data]
    form = {"conversation": session.id}
    app = FastAPI()
    add_downloads(app, asking)
    with TestClient(app) as client:
        kept = client.post("/download/everything.json", data=form).json()
        assert kept["log"]["turns"][0]["message"] == "I'm [NAME], a welder at Initech"
        shown.deleted(session.id, gr.Request(session_hash="p1"))
        assert client.post("/download/everything.json", data=form).status_code == 404
    assert asking.turn_log is not None
    assert list(turns(asking.turn_log.log.database)) == []


def test_a_link_that_leads_nowhere_is_told(shown: Page) -> None:
    (drawn,) = shown.opened("nobody", gr.Request(session_hash="p1"))
    assert "leads to no conversation" in str(drawn[shown.chat])
    assert drawn[shown.id] != "nobody"


def test_somebodys_own_conversation_is_none_for_the_page(
    asking: Advisor, shown: Page, tmp_path: Path
) -> None:
    session = asking.conversation()
    session.choose(Consent.EVALUATION)
    list(session.reply("I'm a welder at Initech"))
    asking.store.owners.own(session.id, "site:ann")
    before = session.state()
    cv = tmp_path / "cv.txt"
    cv.write_text("Plumber, Globex, 2015-2020")
    request = gr.Request(session_hash="p1")
    (opened,) = shown.opened(session.id, request)
    assert "leads to no conversation" in str(opened[shown.chat])
    items = {"instrument": "activities-30", "language": "en", "page": "0", "item-1": "5"}
    removed = form(kind="job", action="remove", id="j1")
    drawn = [
        opened,
        *shown.sent("I'm a plumber", session.id),
        *shown.asked_for_suggestions(session.id),
        *shown.chosen(session.id, gr.SelectData(None, {"index": 0, "value": "cook"})),
        *shown.uploaded(str(cv), session.id),
        *shown.edited(session.id, removed),
        *shown.answered(session.id, form(action="done", **items)),
        shown.kept(session.id, form(action="keep", **items)),
        shown.agreed(session.id, form(action="use")),
        shown.deleted(session.id, request),
    ]
    assert list(shown.checked(session.id)) == [""]
    assert not any("Initech" in str(part) or session.id in str(part) for part in drawn)
    assert session.state() == before
    assert before.consent is Consent.EVALUATION
    assert asking.turn_log is not None
    assert len(list(turns(asking.turn_log.log.database))) == 1
