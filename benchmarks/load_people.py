"""The people of the load test, for Locust: what each of them does, and how long they think.

Started by ``benchmarks.load``. A person visits, agrees to something, writes the messages of one
labelled conversation, asks for suggestions, looks at how far to trust them, sometimes takes a
copy, and leaves or erases everything; then somebody new comes. Each has an address of their own
in 127.0.0.0/8, so that the limits by address hold as they are shipped.
"""

import http.client
import itertools
import json
import os
import random
import secrets
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from locust import User, constant, events, task
from locust.env import Environment

from advisor.evaluation.conversations.labelled import load_split
from benchmarks.load_runs import HURRIED, OUT
from tests.web.signing import ORIGIN, claims, sign

READING = 238 / 60
"""Words a second that adults read silently (Brysbaert 2019, doi 10.1016/j.jml.2019.104047)."""
WRITING = 0.67
"""Words a second, median: 40 a minute, between 52 on a keyboard (Dhakal et al. 2018,
doi 10.1145/3173574.3174220) and 36 on a phone (Palin et al. 2019, doi 10.1145/3338286.3340120)."""
WRITING_SPREAD = 0.35
"""Of the logarithm, from person to person."""
PAUSE_S, PAUSE_SPREAD = 2.0, 0.6
"""Median of the seconds before somebody begins to write, and spread of the logarithm."""
_PEOPLE = itertools.count()
_TALKS = load_split("dev")
_SUGGEST = "show me suggestions now"
_STREAM = {"Accept": "text/event-stream"}


class RefusedError(Exception):
    """A request was not answered as it should be."""


class Person(User):
    """Somebody at a page that embeds the advisor, one conversation after the other."""

    wait_time = constant(0)

    def on_start(self) -> None:
        """Get a connection with an address of one's own."""
        number = next(_PEOPLE)
        self._own = (f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}", 0)
        self._to = urlsplit(str(self.host))
        self._random = random.Random(number)
        self._connection: http.client.HTTPConnection | None = None
        self._hurried = bool(os.environ.get(HURRIED))
        self._token = ""

    @task
    def talk(self) -> None:
        """Hold one conversation, as somebody new."""
        self._pace = WRITING * self._random.lognormvariate(0, WRITING_SPREAD)
        try:
            self._talk()
        except (RefusedError, OSError, http.client.HTTPException):
            self._hang_up()  # it was counted where it happened; somebody else comes
            time.sleep(0 if self._hurried else 5)

    def _talk(self) -> None:
        chance = self._random
        self._token = ""
        token = sign(claims(sub=secrets.token_hex(8)))
        self._token = str(self._asked("visit", "POST", "/visits", {"token": token})["token"])
        self._asked("notice", "GET", "/notice")
        consent = "evaluation" if chance.random() < 0.6 else "use"
        begun = self._asked("begin", "POST", "/conversations", {"consent": consent})
        where = f"/conversations/{begun['id']}"
        reply = str(begun["greeting"])
        suggested = False
        for text in (*chance.choice(_TALKS).messages, _SUGGEST):
            if text == _SUGGEST and suggested:
                continue
            self._think(reply, text)
            state = self._said(where, text)
            reply = state["transcript"][-1]["text"]
            suggested = suggested or state["recommendation"] is not None
        self._asked("recommendation", "GET", f"{where}/recommendation")
        self._trust(where)
        self._think(reply + " " + "word " * 80, "")  # the cards are read
        if chance.random() < 0.3:
            kind = chance.choice(("everything.json", "resume.json", "report.pdf"))
            self._asked(f"export {kind}", "GET", f"{where}/export/{kind}")
        if chance.random() < 0.4:
            self._asked("erase", "DELETE", where)
        else:
            self._asked("leave", "POST", f"{where}/leave")

    def _think(self, read: str, written: str) -> None:
        if self._hurried:
            return
        pause = self._random.lognormvariate(0, PAUSE_SPREAD) * PAUSE_S
        time.sleep(len(read.split()) / READING + len(written.split()) / self._pace + pause)

    def _said(self, where: str, text: str) -> Any:
        """Send a message and follow its events; return the conversation after it."""
        body = {"id": secrets.token_hex(8), "text": text}
        with self._timed("turn") as timed:
            answer = self._sent("POST", f"{where}/messages", body, _STREAM)
            done = None
            for kind, data in _events(answer):
                timed.setdefault("first_ms", timed["since"]())
                if kind == "failed":
                    raise RefusedError(f"failed: {data['message']}")
                if kind == "done":
                    done = data
            if done is None:
                raise RefusedError("the stream ended before its end")
            return done["state"]

    def _trust(self, where: str) -> None:
        with self._timed("competence"):
            kinds = [k for k, _ in _events(self._sent("GET", f"{where}/competence", None, _STREAM))]
            if kinds[-1:] != ["done"]:
                raise RefusedError("the stream ended before its end")

    def _asked(self, name: str, method: str, where: str, body: Any = None) -> Any:
        with self._timed(name):
            answer = self._sent(method, where, body, {})
            data = answer.read()
            kind = answer.headers.get("Content-Type", "")
            return json.loads(data) if data and kind.startswith("application/json") else None

    def _sent(
        self, method: str, where: str, body: Any, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        if self._connection is None or _ended(self._connection):
            self._hang_up()
            self._connection = http.client.HTTPConnection(
                str(self._to.hostname), self._to.port, timeout=60, source_address=self._own
            )
        said = {"Origin": ORIGIN, **headers}
        if self._token:
            said["Authorization"] = f"Bearer {self._token}"
        if body is not None:
            said["Content-Type"] = "application/json"
        sent = None if body is None else json.dumps(body)
        self._connection.request(method, f"/api/v1{where}", sent, said)
        answer = self._connection.getresponse()
        if answer.status >= 400:
            raise RefusedError(f"{answer.status} {answer.read()[:200].decode(errors='replace')}")
        return answer

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _timed(self, name: str) -> Iterator[dict[str, Any]]:
        begun, at = time.perf_counter(), time.time()
        noted: dict[str, Any] = {"since": lambda: (time.perf_counter() - begun) * 1000}
        wrong: Exception | None = None
        try:
            yield noted
        except (RefusedError, OSError, http.client.HTTPException) as error:
            wrong = error
            raise
        finally:
            self.environment.events.request.fire(
                request_type="API",
                name=name,
                response_time=noted["since"](),
                response_length=0,
                exception=wrong,
                context={"at": at, "first_ms": noted.get("first_ms")},
            )


@events.init.add_listener  # type: ignore[untyped-decorator]
def write_down(environment: Environment, **_: Any) -> None:
    """Write every request as a line, as soon as it is answered."""
    file = Path(os.environ[OUT]).open("a", buffering=1, encoding="utf-8")  # noqa: SIM115

    def note(name: str, response_time: float, exception: Any, context: Any, **_: Any) -> None:
        said = {"name": name, "ms": response_time, **context}
        said["error"] = None if exception is None else f"{type(exception).__name__}: {exception}"
        file.write(json.dumps(said) + "\n")

    environment.events.request.add_listener(note)  # type: ignore[no-untyped-call]


def _ended(connection: http.client.HTTPConnection) -> bool:
    """Whether the server closed a connection that was idle, as it may; browsers look, too."""
    return connection.sock is None or bool(select.select([connection.sock], [], [], 0)[0])


def _events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Yield the server-sent events; the last piece must come whole."""
    kind = ""
    while line := answer.readline():
        text = line.decode().rstrip("\n")
        if text.startswith("event: "):
            kind = text.removeprefix("event: ")
        elif text.startswith("data: ") and kind:
            yield kind, json.loads(text.removeprefix("data: "))
            kind = ""
