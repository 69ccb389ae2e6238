"""Work told in a sentence is read by its verb and object; what is no work is left alone."""

import csv
from importlib.resources import files

import pytest

from retrieval.catalog import Catalog
from retrieval.described import described
from retrieval.lexicon import verb_forms


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I fix elevators", "47-4021.00"),
        ("my job was fixing old escalators", "47-4021.00"),
        ("elevator fixer", "47-4021.00"),
        ("taking care of old people", "31-1122.00"),
        ("answering phones for a dentist", "43-6013.00"),
        ("answering phones", "43-4171.00"),
        ("drive a school bus", "53-3051.00"),
        ("serving drinks on flights", "53-2031.00"),
        ("serving drinks", "35-3011.00"),
        ("dog walking", "39-2021.00"),
        ("asst prof of chem", "25-1052.00"),
        ("guy who reads the gas meters", "43-5041.00"),
    ],
)
def test_a_verb_and_its_object_mean_an_occupation(text: str, code: str) -> None:
    found = described(text)
    assert found is not None
    assert found.codes[0] == code
    assert 0.34 <= found.covered <= 1.0
    assert found.trust <= 0.95


@pytest.mark.parametrize(
    "text",
    ["", "nurse", "took care of my kids", "the stock market", "living with my parents", "banana"],
)
def test_what_tells_of_no_work_is_left_alone(text: str) -> None:
    assert described(text) is None


def test_what_it_does_not_explain_lowers_the_trust() -> None:
    whole, part = described("fixing elevators"), described("fixing elevators and purple unicorns")
    assert whole is not None
    assert part is not None
    assert part.trust < whole.trust


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("scrub", "scrubbing"),
        ("bake", "baked"),
        ("carry", "carried"),
        ("fix", "fixer"),
        ("look after", "looked after"),
        ("teach", "taught"),
        ("unclog", "unclogging"),
    ],
)
def test_a_verb_has_every_form(phrase: str, form: str) -> None:
    assert form in verb_forms(phrase)


def test_every_rule_is_well_formed(catalog: Catalog) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        text = (files("retrieval") / "words" / name).read_text(encoding="utf-8")
        return list(csv.DictReader(text.splitlines(), strict=True))

    groups = {row["name"] for row in rows("verb_groups.csv")}
    for row in rows("described.csv"):
        codes = row["codes"].split()
        assert len(set(codes)) == len(codes)
        assert catalog.occupations.keys() >= set(codes), row
        assert catalog.occupations[codes[0]].title == row["first_title"]
        verbs, objects = row["verbs"].split("; "), row["objects"].split("; ")
        assert all(verb in groups or verb.islower() for verb in verbs), row
        assert len(set(objects)) == len(objects), row
        assert all(word == word.strip() != "" for word in verbs + objects), row
