"""Downloads a file to a temporary folder, and notices when what came is not the whole file."""

import http.client
import re
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tqdm import tqdm

from retrieval.errors import AdvisorError

_CHUNK = 1 << 16
_SLOWEST = 256  # bytes a second; slower counts as standing still


@contextmanager
def fetched(url: str, timeout_s: float, max_bytes: int) -> Iterator[Path]:
    """Download ``url``, show progress on a terminal, and delete the file afterwards.

    Args:
        url: an http or https address.
        timeout_s: how long the server may send nothing, or next to nothing.
        max_bytes: give up on anything larger.

    Raises:
        AdvisorError: no such address, no answer, an error status, a broken or stalled transfer,
            or more than ``max_bytes``.
    """
    if not re.match(r"https?://[^/]", url, re.IGNORECASE):
        raise AdvisorError(f"{url}: expected an http or https address, a folder or a zip file")
    with tempfile.TemporaryDirectory(prefix="advisor-") as folder:
        path = Path(folder) / "download.zip"
        try:
            with _opener().open(url, timeout=timeout_s) as response, path.open("wb") as file:
                _copy(response, file, url, timeout_s, max_bytes)
        except urllib.error.HTTPError as error:
            error.close()
            raise AdvisorError(
                f"{url}: the server answered {_line(error.code, error.reason)}; check the address"
            ) from error
        except TimeoutError as error:
            raise AdvisorError(_stalled(url, timeout_s)) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None)
            if isinstance(reason, TimeoutError):
                raise AdvisorError(_stalled(url, timeout_s)) from error
            raise AdvisorError(
                f"{url}: the download failed: {_line(reason or error)}; try again"
            ) from error
        yield path


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that follows redirects to http and https only, and honours proxies."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _copy(
    response: http.client.HTTPResponse,
    file: IO[bytes],
    url: str,
    timeout_s: float,
    max_bytes: int,
) -> None:
    stated = response.headers.get("Content-Length", "")
    expected = int(stated) if stated.isdecimal() else None
    if (expected or 0) > max_bytes:
        raise AdvisorError(_too_large(url, max_bytes))
    received = at_mark = 0
    mark = time.monotonic()
    with tqdm(
        total=expected, unit="B", unit_scale=True, desc="Downloading", disable=None, leave=False
    ) as bar:
        while chunk := response.read1(_CHUNK):
            file.write(chunk)
            received += len(chunk)
            bar.update(len(chunk))
            if received > max_bytes:
                raise AdvisorError(_too_large(url, max_bytes))
            if time.monotonic() - mark > timeout_s:
                # A trickle never trips the socket's own time-out.
                if received - at_mark < _SLOWEST * timeout_s:
                    raise AdvisorError(_stalled(url, timeout_s))
                mark, at_mark = time.monotonic(), received
    if expected is not None and received != expected:
        raise AdvisorError(
            f"{url}: the download broke off after {received:,} of {expected:,} bytes; try again"
        )


def _line(*words: object) -> str:
    """Return one line: what a server or the library says may be long and broken up."""
    return " ".join(" ".join(map(str, words)).split())[:120]


def _stalled(url: str, timeout_s: float) -> str:
    return f"{url}: the server sent nothing useful for {timeout_s:g} s; try again later"


def _too_large(url: str, max_bytes: int) -> str:
    return f"{url}: larger than {max_bytes // 1_000_000} MB, which no O*NET release is"
