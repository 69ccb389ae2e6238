from pathlib import Path

import pytest

from retrieval.errors import AdvisorError
from web.sites import Sites

GOOD = """
[[site]]
id = "north"
name = "Careers North"
origins = ["https://north.example", "http://localhost:8000"]
anonymous = true

[[site.key]]
id = "a"
alg = "HS256"
env = "NORTH_KEY"
"""
KEY = "s" * 32


def load(tmp_path: Path, text: str, **environment: str) -> Sites:
    path = tmp_path / "sites.toml"
    path.write_text(text, "utf-8")
    return Sites.load(path, environment)


def test_a_file_of_sites_is_read(tmp_path: Path) -> None:
    sites = load(tmp_path, GOOD, NORTH_KEY=KEY)
    assert sites.origins == ("https://north.example", "http://localhost:8000")
    assert sites.by_id["north"].keys["a"].secret == KEY


def test_no_file_means_no_sites() -> None:
    assert Sites.load(None).origins == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"https://north.example"', '"https://*.example"', "expected an origin"),
        ('"https://north.example"', '"*"', "expected an origin"),
        ('"https://north.example"', '"https://north.example/"', "expected an origin"),
        ('"https://north.example"', '"null"', "expected an origin"),
        ('"https://north.example"', '"https://North.example"', "expected an origin"),
        ('"HS256"', '"none"', "alg"),
        ('"HS256"', '"RS256"', "alg"),
        ('"HS256"', '"EdDSA"', "expected a public key as PEM"),
        ("anonymous = true", "anonymus = true", "anonymus"),
        ('id = "north"', "", "id"),
        ("[[site]]", "[[site", "expected a TOML file"),
        ("NORTH_KEY", "OTHER_KEY", "OTHER_KEY: expected the key a of the site north"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(AdvisorError, match=said) as caught:
        load(tmp_path, GOOD.replace(old, new), NORTH_KEY=KEY)
    assert "\n" not in str(caught.value) or "TOML" in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="at least 32 bytes"):
        load(tmp_path, GOOD, NORTH_KEY="short")


def test_a_site_nobody_could_visit_is_refused(tmp_path: Path) -> None:
    text = GOOD.split("[[site.key]]", maxsplit=1)[0].replace("true", "false")
    with pytest.raises(AdvisorError, match="nobody could visit"):
        load(tmp_path, text)


def test_ids_are_given_once(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="once, got north twice"):
        load(tmp_path, GOOD + GOOD, NORTH_KEY=KEY)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="ADVISOR_SITES"):
        Sites.load(tmp_path / "none.toml")
