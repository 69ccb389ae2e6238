"""The process that reads one PDF or Word file: bytes on stdin, JSON on stdout."""

import json
import resource
import sys
from dataclasses import asdict

from advisor.documents.extracted import Extracted
from advisor.documents.isolation import TOO_COSTLY
from retrieval.errors import AdvisorError

_CPU_SECONDS = 8
"""Thirty dense pages take about three."""

_MEMORY = 400 * 2**20
"""Bytes of address space; an ordinary CV takes 40 MB, the interpreter included."""


def main(kind: str) -> int:
    """Read one file and print its text, or the line for the person; return the exit status.

    Whatever else a broken file makes a library raise ends the process with a status of its own.
    """
    _limit_resources()
    try:
        data = sys.stdin.buffer.read()
        answer: dict[str, object] = {"extracted": asdict(_read(kind, data))}
    except AdvisorError as error:
        answer = {"problem": str(error)}
    except MemoryError:
        return TOO_COSTLY
    json.dump(answer, sys.stdout)
    return 0


def _read(kind: str, data: bytes) -> Extracted:
    """Read with the library of the kind; the other one is not loaded."""
    if kind == "pdf":
        from advisor.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data)
    from advisor.documents.word import read_word  # noqa: PLC0415

    return read_word(data)


def _limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
