"""The labelled job titles that title search is judged by are well formed."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
OCCUPATIONS = HERE.parents[1].parent / "shared" / "onet" / "db_30_1_text" / "Occupation Data.txt"
KINDS = {
    "typo",
    "slang",
    "abbreviation",
    "employer",
    "two_jobs",
    "spanish",
    "seniority",
    "plain",
    "other",
}
LISTS = {name: HERE / f"messy_titles_{name}.csv" for name in ("dev", "test", "uncommon")}
"""Those that the search was improved on, and two written by people who had seen none of it: titles
of all kinds, and such as an expert would have to think about."""


def read(name: str) -> list[dict[str, str]]:
    with LISTS[name].open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
    assert reader.fieldnames == ["text", "codes", "kind"]
    return rows


def folded(text: str) -> str:
    """Drop case, accents, punctuation and the order of words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"\w+", plain)))


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_a_text_with_codes_and_a_kind(name: str) -> None:
    for row in read(name):
        assert row["text"] == row["text"].strip() != "", row
        assert row["kind"] in KINDS, row
        codes = row["codes"].split(";")
        assert all(re.fullmatch(r"\d{2}-\d{4}\.\d{2}", code) for code in codes), row
        assert len(codes) == len(set(codes)), row


@pytest.mark.parametrize(("name", "rows", "of_a_kind"), [("dev", 600, 60), ("test", 300, 33)])
def test_every_kind_is_well_represented(name: str, rows: int, of_a_kind: int) -> None:
    counts = Counter(row["kind"] for row in read(name))
    assert counts.total() >= rows
    assert counts.keys() == KINDS
    assert min(counts.values()) >= of_a_kind


def test_no_text_is_listed_twice() -> None:
    counts = Counter(folded(row["text"]) for name in LISTS for row in read(name))
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.skipif(not OCCUPATIONS.exists(), reason="needs the O*NET release in ../shared")
@pytest.mark.parametrize("name", LISTS)
def test_every_code_is_an_occupation(name: str) -> None:
    lines = OCCUPATIONS.read_text(encoding="utf-8").splitlines()[1:]
    known = {line.split("\t", 1)[0] for line in lines}
    assert {code for row in read(name) for code in row["codes"].split(";")} <= known
