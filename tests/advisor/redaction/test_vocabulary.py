import gzip
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from advisor.redaction.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_words_are_found_as_their_lists_have_them(vocabulary: Vocabulary) -> None:
    spec = find_spec("spellchecker")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "resources" / "it.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    for word in [*list(counts)[:40], *list(counts)[5000::4000], *list(counts)[-40:]]:
        assert vocabulary.count(word) >= counts[word]


def test_a_word_of_no_language_is_in_none(vocabulary: Vocabulary) -> None:
    for word in ("", "qqqq", "kealoha kahananui", "zzzzzzz", "\n", '"'):
        assert vocabulary.count(word) == 0


def test_spanish_without_its_accents_is_known(vocabulary: Vocabulary) -> None:
    assert vocabulary.count("tambien") >= 1000
