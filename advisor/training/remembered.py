"""Remembers on disk what servers answered, so that a run that was killed asks nothing twice."""

import hashlib
from dataclasses import dataclass

from advisor.training.chat import ChatClient, Schema
from advisor.training.json_lines import Journal


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked; a ``schema`` asks for JSON."""

    system: str
    user: str
    schema: Schema | None = None


class RememberedChat:
    """Asks a server, unless the journal has its answer to the same request already."""

    def __init__(self, client: ChatClient, journal: Journal, kind: str) -> None:
        """Read what was answered before.

        Args:
            client: the server.
            journal: may be shared by several servers.
            kind: which server this is.
        """
        self._client = client
        self._journal = journal
        self._kind = kind
        self._known = {
            row["request"]: row["answer"] for row in journal.rows() if row["kind"] == kind
        }

    async def ask(self, question: str, request: Request) -> str:
        """Return the answer to a request about a question; raises as ``ChatClient.ask`` does."""
        words = f"{request.system}\0{request.user}"
        name = hashlib.sha256(words.encode()).hexdigest()
        if name not in self._known:
            answer = await self._client.ask(request.system, request.user, request.schema)
            self._journal.add(
                {"kind": self._kind, "question": question, "request": name, "answer": answer}
            )
            self._known[name] = answer
        return str(self._known[name])
