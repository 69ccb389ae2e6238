"""What a program that embeds the advisor does with the API, over real HTTP."""

import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from tests.web.signing import ORIGIN, SITE, claims, sign

Json = dict[str, Any]


class Visitor:
    """A visitor of a site, with a token or without.

    Args:
        address: of the service.
        name: the visitor's id at the site; None for an anonymous visit.
        origin: of the page; None for a program that names none.
        comes_from: the address of this machine that they seem to be at; None for any.
    """

    def __init__(
        self,
        address: str,
        name: str | None = "visitor-1",
        origin: str | None = ORIGIN,
        comes_from: str | None = None,
    ) -> None:
        headers = {"Origin": origin} if origin else {}
        self.http = httpx.Client(
            base_url=f"{address}/api/v1",
            headers=headers,
            timeout=30,
            transport=httpx.HTTPTransport(local_address=comes_from),
        )
        body = {"site": SITE} if name is None else {"token": sign(claims(sub=name))}
        begun = self.http.post("/visits", json=body)
        assert begun.status_code == 200, begun.text
        self.visit: Json = begun.json()
        self.http.headers["Authorization"] = f"Bearer {self.visit['token']}"
        self._elsewhere: list[Visitor] = []

    def begin(self, consent: str = "use") -> str:
        """Begin a conversation; return its id."""
        begun = self.http.post("/conversations", json={"consent": consent})
        assert begun.status_code == 201, begun.text
        return str(begun.json()["id"])

    def say(self, conversation: str, text: str, message_id: str | None = None) -> Json:
        """Send a message; return what came of it."""
        body = {"id": message_id or new_id(), "text": text}
        said = self.http.post(f"/conversations/{conversation}/messages", json=body)
        assert said.status_code == 200, said.text
        answered: Json = said.json()
        return answered

    def state(self, conversation: str) -> Json:
        found: Json = self.http.get(f"/conversations/{conversation}").json()
        return found

    def stream(self, conversation: str, text: str, message_id: str) -> Iterator[tuple[str, Json]]:
        """Send a message and yield the events as they come; raises ``httpx`` errors."""
        body = {"id": message_id, "text": text}
        where = f"/conversations/{conversation}/messages"
        accepted = {"Accept": "text/event-stream"}
        with self.http.stream("POST", where, json=body, headers=accepted) as answer:
            assert answer.status_code == 200, answer.read()
            yield from events(answer)

    def at(self, address: str) -> "Visitor":
        """Return the same visitor, asking another replica; closed with this one."""
        same = Visitor.__new__(Visitor)
        same.http = httpx.Client(
            base_url=f"{address}/api/v1", headers=self.http.headers, timeout=self.http.timeout
        )
        same.visit = self.visit
        same._elsewhere = []
        self._elsewhere.append(same)
        return same

    def close(self) -> None:
        for one in (self, *self._elsewhere):
            one.http.close()


def new_id() -> str:
    """Return an id for a message."""
    return secrets.token_hex(8)


def events(response: httpx.Response) -> Iterator[tuple[str, Json]]:
    """Yield the server-sent events of a streamed response."""
    kind, data = "", ""
    for line in response.iter_lines():
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data = line.removeprefix("data: ")
        elif not line and kind:
            yield kind, json.loads(data)
            kind = data = ""


def code_of(response: httpx.Response) -> str:
    """Return the code of a refusal; fails for anything else."""
    body: Mapping[str, Any] = response.json()
    assert response.status_code >= 400
    assert set(body) == {"error"} and body["error"]["message"] and body["error"]["request_id"]
    return str(body["error"]["code"])
