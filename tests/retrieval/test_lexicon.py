"""Every line of the word lists is well formed and points at occupations that exist."""

from collections import Counter

from retrieval.catalog import Catalog
from retrieval.lexicon import around_titles, employers, lexicon, not_jobs
from retrieval.titles import abbreviations, clean, key
from retrieval.word_lists import rows


def test_every_code_exists_and_the_title_beside_it_is_right(catalog: Catalog) -> None:
    for row in rows("lexicon.csv"):
        codes = row["codes"].split()
        assert len(set(codes)) == len(codes)
        assert all(code in catalog.occupations for code in codes), row
        assert catalog.occupations[codes[0]].title == row["first_title"]


def test_it_is_large_and_speaks_several_languages() -> None:
    languages = Counter(term.language for term in lexicon())
    assert languages.total() >= 1_500
    assert languages["es"] >= 500
    assert {"en", "es", "fr", "pt", "vi", "tl", "zh"} <= languages.keys()


def test_no_term_is_listed_with_two_meanings() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for term in lexicon():
        assert clean(term.text), term
        assert seen.setdefault(key(term.text, expand=False), term.codes) == term.codes, term


def test_what_is_no_job_is_not_a_term_too() -> None:
    terms = {key(term.text, expand=False) for term in lexicon()}
    assert not terms & not_jobs()


def test_the_small_lists_are_clean() -> None:
    assert all(name == clean(name) for name in employers())
    assert all(short == clean(short) for short in abbreviations())
    assert "worked" in around_titles("filler")
    assert "night" in around_titles("soft")
