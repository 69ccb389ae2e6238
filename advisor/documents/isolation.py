"""Runs the reading of a file we do not trust in a process with limits on time and memory."""

import json
import logging
import signal
import subprocess  # nosec B404
import sys
from pathlib import Path
from threading import BoundedSemaphore

from advisor.documents.extracted import Extracted
from advisor.documents.file_kind import Kind
from retrieval.errors import AdvisorError

_log = logging.getLogger(__name__)

TOO_COSTLY = 3
"""Exit status of a process that ran out of memory."""

_PACKAGES = Path(__file__).resolve().parents[2]
"""The folder that holds this package: the process sees the same code wherever it starts."""

_WALL_SECONDS = 30
"""Longer than the process's own limit on processor time: the machine may be busy."""

_AT_ONCE = BoundedSemaphore(2)
"""However many people upload, this many files are read at a time."""

_WAIT_SECONDS = 30


def extract_apart(kind: Kind, data: bytes) -> Extracted:
    """Return the text of a PDF or Word file.

    Raises:
        AdvisorError: the file is unreadable, or takes more time or memory than a CV could.
    """
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise AdvisorError("too many documents are being read just now; try again in a minute")
    try:
        done = subprocess.run(  # nosec B603  # our own program, no shell
            [sys.executable, "-s", "-P", "-m", "advisor.documents.extraction", kind],
            input=data,
            capture_output=True,
            timeout=_WALL_SECONDS,
            # Nothing else, so that no key of the operator's is within the file's reach.
            env={"PYTHONPATH": str(_PACKAGES)},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_costly() from error
    finally:
        _AT_ONCE.release()
    if done.returncode in (TOO_COSTLY, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV):
        raise _too_costly()
    if done.returncode:
        # The last line of a traceback; what follows the colon may be the person's own words.
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        _log.warning("%s not readable: %s", kind, last.partition(":")[0][:80])
        raise AdvisorError(
            "the file seems damaged or cut off; open it, save it again as PDF or .docx, and upload"
            " that"
        )
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise AdvisorError(answer["problem"])
    return Extracted(**answer["extracted"])


def _too_costly() -> AdvisorError:
    return AdvisorError(
        "the file takes more time or memory to read than a CV should; save it again as a plain PDF"
        " or .docx, or paste its text into the chat"
    )
