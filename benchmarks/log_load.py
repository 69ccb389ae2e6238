"""What logging costs a turn, and fifty people at once: ``python -m benchmarks.log_load [--write]``.

Labelled conversations are played one at a time, unlogged and logged; then fifty simulated people,
made of real careers, talk at once. The interviewer is the built-in one, all agreed to be kept,
on SQLite and on Postgres. What a turn waits for the log (redacting, writing) is timed inside it.
"""

import argparse
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.evaluation.conversations.labelled import load_split
from advisor.evaluation.people import people as held_out
from advisor.evaluation.registry import Sources
from advisor.evaluation.simulated.conversation import converse
from advisor.evaluation.simulated.drawing import draw_people
from advisor.evaluation.simulated.naming import Names
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.simulated.styles import STYLES
from advisor.evaluation.simulated.written import Templates
from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.reading import turns
from advisor.log.record import Versions
from advisor.model.situation import GroupOf
from advisor.model.transitions import TransitionCounts
from advisor.panels.reading import PanelFiles
from advisor.redaction.redactor import open_redactor
from advisor.settings import Settings
from advisor_cli.evaluate_options import panels_folder
from advisor_cli.progress import bar
from advisor_cli.simulating import SessionTalk
from benchmarks.machine import describe, percentile
from graph.advisor import Advisor
from graph.events import Failed, Noticed
from graph.services import open_services
from graph.session import Session
from graph.state import ConversationState, Services
from graph.store.sqlite import CONVERSATIONS, SqliteStore
from graph.turn_log import TurnLog
from graph.turn_record import Turn
from retrieval.catalog import Catalog
from tests.postgres import Postgres, programs

PEOPLE = 50
_TODAY = date(2026, 11, 15)
_ENOUGH_ALONE = 60
"""Conversations that are played one at a time."""


class TimedLog(TurnLog):
    """A log that notes the milliseconds each turn spends in it."""

    def __init__(self, log: ConversationLog, settings: Settings) -> None:
        secret = Pseudonyms(b"only for measuring")
        super().__init__(log, secret, open_redactor(settings), lambda: datetime.now(UTC))
        self.waited: list[float] = []

    def write(self, turn: Turn, after: ConversationState, versions: Versions) -> str | None:
        """Write the turn and note how long that took."""
        began = time.perf_counter()
        said = super().write(turn, after, versions)
        self.waited.append((time.perf_counter() - began) * 1000)
        return said


@dataclass
class Played:
    """Turns played: the milliseconds each took, and what went wrong."""

    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def play(self, advisor: Advisor, messages: Sequence[str]) -> None:
        """Hold one conversation to its end."""
        session = agreed(advisor)
        for message in (*messages, "show me suggestions now"):
            began = time.perf_counter()
            events = list(session.reply(message))
            self.took.append((time.perf_counter() - began) * 1000)
            self.wrong += [e.message for e in events if isinstance(e, Failed | Noticed)]

    def meet(self, advisor: Advisor, person: Person, group_of: GroupOf) -> None:
        """Let a simulated person talk to the advisor on their day."""
        services = replace(advisor.services, today=lambda: person.today)
        talk = SessionTalk(agreed(Advisor(services, advisor.store, advisor.turn_log)))
        for turn in converse(person, talk, group_of, Templates()).turns:
            self.took.append(turn.answer.seconds * 1000)
            self.wrong += turn.answer.failures


def agreed(advisor: Advisor) -> Session:
    """Return a new conversation that may be kept."""
    session = advisor.conversation()
    session.choose(Consent.EVALUATION)
    return session


def alone(services: Services, log: TimedLog | None) -> Played:
    """Play conversations one at a time; without a log, unlogged."""
    with _advisor(services, log) as advisor:
        played = Played()
        played.play(advisor, ("I was a cook",))  # loads the embedding model and the redaction
        played.took.clear()
        if log is not None:
            log.waited.clear()
        for conversation in load_split("dev")[:_ENOUGH_ALONE]:
            played.play(advisor, conversation.messages)
        return played


def at_once(
    services: Services, log: TimedLog, people: Sequence[Person], group_of: GroupOf
) -> tuple[Played, int]:
    """Have all people talk at once; return how many turns the log holds at the end as well."""
    log.warm()
    with _advisor(services, log) as advisor:
        played = Played()
        talks = [
            threading.Thread(target=played.meet, args=(advisor, person, group_of))
            for person in people
        ]
        for talk in talks:
            talk.start()
        for talk in talks:
            talk.join()
        found = turns(log.log.database)
        return played, sum(t.text is not None and bool(t.text.reply) for t in found)


def simulated(settings: Settings, names: Names) -> Sequence[Person]:
    """Return the people: of the ``valid`` split, who are not kept for final figures."""
    with bar() as progress:
        sources = Sources(settings, "nlsy97", 0, True, progress)
        files = PanelFiles.of(panels_folder(settings), "nlsy97")
        asked = held_out(files, "nlsy97", "valid", sources.codes)
        return draw_people(asked, names, PEOPLE, 0, STYLES).people


@contextmanager
def _advisor(services: Services, log: TimedLog | None) -> Iterator[Advisor]:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder, CONVERSATIONS), lambda: datetime.now(UTC))
        advisor = Advisor(services, store, log)
        yield advisor
        advisor.close()


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/log.sqlite"


@contextmanager
def _postgres() -> Iterator[str]:
    with TemporaryDirectory(prefix="pg-") as folder, Postgres(Path(folder)) as server:
        yield server.url


_DATABASES = {"SQLite": _sqlite, "Postgres": _postgres}


def main() -> None:
    """Measure, print, and with ``--write`` keep the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/log_load.md")
    args = parser.parse_args()
    if programs() is None:
        parser.error("expected Postgres to be installed (Debian: apt install postgresql)")
    settings = Settings.load()
    services = open_services(settings, lambda: _TODAY, None)
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    group_of = TransitionCounts.load(settings.careers_dir, catalog).group_of
    people = simulated(settings, Names(catalog, group_of))
    bare = alone(services, None)
    rows, crowd = [_alone_row("not logged", bare, None)], list[str]()
    for name, database in _DATABASES.items():
        with database() as url:
            log = TimedLog(ConversationLog(Database(url)), settings)
            rows.append(_alone_row(name, alone(services, log), log))
        with database() as url:
            log = TimedLog(ConversationLog(Database(url)), settings)
            crowd.append(_crowd_row(name, *at_once(services, log, people, group_of), log))
    lines = [
        "# What logging costs",
        "",
        f"`python -m benchmarks.log_load --write` on {describe()}. The built-in interviewer, all"
        " texts kept and redacted. “In the log” is what a turn spends on redacting and writing.",
        "",
        f"## One conversation at a time ({_ENOUGH_ALONE} conversations, {len(bare.took)} turns)",
        "",
        "| log | turn, p50 (ms) | turn, p95 (ms) | in the log, p50 (ms) | in the log, p95 (ms) |",
        "|---|---|---|---|---|",
        *rows,
        "",
        f"## {len(people)} simulated people at once, in one process",
        "",
        "| log | turns sent | in the log, whole | said to have failed | turn, p95 (s) |"
        " in the log, p50 (ms) | in the log, p95 (ms) |",
        "|---|---|---|---|---|---|---|",
        *crowd,
    ]
    print("\n".join(lines))
    if args.write:
        Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")


def _alone_row(name: str, played: Played, log: TimedLog | None) -> str:
    took = f"{percentile(played.took, 0.5):.1f} | {percentile(played.took, 0.95):.1f}"
    waited = "– | –"
    if log is not None:
        waited = f"{percentile(log.waited, 0.5):.2f} | {percentile(log.waited, 0.95):.2f}"
    return f"| {name} | {took} | {waited} |"


def _crowd_row(name: str, played: Played, logged: int, log: TimedLog) -> str:
    waited = f"{percentile(log.waited, 0.5):.1f} | {percentile(log.waited, 0.95):.1f}"
    slow = percentile(played.took, 0.95) / 1000
    sent = len(played.took)
    return f"| {name} | {sent:,} | {logged:,} | {len(played.wrong)} | {slow:.1f} | {waited} |"


if __name__ == "__main__":
    main()
