"""A download is whole, or it is refused with one clear line and leaves nothing behind."""

import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.download import fetched
from retrieval.errors import AdvisorError
from retrieval.release import open_release
from tests.retrieval.file_server import serve
from tests.retrieval.releases import write_zip


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with serve(write_zip(tmp_path / "a.zip").read_bytes()) as base:
        yield base
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["release.zip", "moved.zip", "release.zip?mirror=2"])
def test_reads_a_release_from_an_address(address: str, name: str) -> None:
    with open_release(f"{address}/{name}") as release:
        assert release.name == "31.7"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.zip", "the server answered 404"),
        ("broken.zip", "the server answered 500"),
        ("loop.zip", "the server answered 302"),
        ("file.zip", "the server answered 302"),
        ("page.zip", "a web page, not a zip"),
        ("cut.zip", "broke off after"),
        ("chunk-cut.zip", "the download failed"),
        ("huge.zip", "larger than 300 MB"),
    ],
)
def test_bad_answers(address: str, name: str, said: str) -> None:
    with pytest.raises(AdvisorError, match=said) as caught, open_release(f"{address}/{name}"):
        pass
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_more_than_allowed_without_a_stated_length(address: str) -> None:
    with (
        pytest.raises(AdvisorError, match="larger than"),
        fetched(f"{address}/endless.zip", timeout_s=5, max_bytes=20_000),
    ):
        pass


@pytest.mark.parametrize("name", ["stalled.zip", "silent.zip", "trickle.zip"])
def test_a_server_that_stands_still(address: str, name: str) -> None:
    start = time.monotonic()
    with (
        pytest.raises(AdvisorError, match=r"nothing useful for 0\.5 s"),
        open_release(f"{address}/{name}", timeout_s=0.5),
    ):
        pass
    assert time.monotonic() - start < 5


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with (
        pytest.raises(AdvisorError, match="the download failed"),
        open_release(f"http://127.0.0.1:{port}/release.zip"),
    ):
        pass


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a.zip", "file:///etc/passwd", "http://", "http:///a.zip"]
)
def test_other_addresses(address: str) -> None:
    with (
        pytest.raises(AdvisorError, match="expected an http or https address"),
        open_release(address),
    ):
        pass


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/a.zip", "http://[::1/a.zip", "http://a b/"]
)
def test_broken_addresses(address: str) -> None:
    with pytest.raises(AdvisorError) as caught, open_release(address):
        pass
    assert "\n" not in str(caught.value)
