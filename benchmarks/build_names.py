"""Writes ``data/names/names.csv`` from Faker's lists: ``python -m benchmarks.build_names``.

Needs Faker (``pip install Faker``), which the project does not depend on. The same version gives
the same file.
"""

import csv
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from advisor.redaction.name_tables import NAMES_FILE, fold

OUT = Path(__file__).resolve().parent.parent / "data" / "names" / NAMES_FILE
_GIVEN, _FAMILY = "first_name", "last_name"
_FEWEST_LETTERS = 2
_split = str.split
_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяё",
        _split(
            "a b v g g d e ye zh z i i yi y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya yo"
        ),
        strict=True,
    )
)
_UKRAINIAN = _CYRILLIC | {"г": "h", "и": "y", "й": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        _split("a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
        strict=True,
    )
)
_LETTERS = (
    {ord(letter): latin.replace("_", "") for letter, latin in (_CYRILLIC | _GREEK).items()},
    {ord(letter): latin.replace("_", "") for letter, latin in (_UKRAINIAN | _GREEK).items()},
)


def _lists(provider: Any) -> Iterator[tuple[str, str]]:
    """Yield ("g" or "f", name as listed) of one locale's provider."""
    for attribute in dir(provider):
        kind = "g" if _GIVEN in attribute else "f" if _FAMILY in attribute else ""
        kind = kind or {"first_romanized_names": "g", "last_romanized_names": "f"}.get(
            attribute, ""
        )
        names = getattr(provider, attribute)
        if not kind or not isinstance(names, (list, tuple, dict, set)):
            continue
        for name in names:
            yield kind, name


def _spellings(name: str) -> Iterator[str]:
    """Yield the folded words of a name, those in Cyrillic and Greek also in Latin letters."""
    for word in name.lower().replace("-", " ").replace(".", " ").split():
        yield fold(word)
        for letters in _LETTERS:
            if (latin := word.replace("ου", "ou").translate(letters)) != word:
                yield fold(latin)


def _entries() -> dict[str, dict[str, set[str]]]:
    """Return each folded word of a name -> its kinds -> the locales that have it so."""
    providers = importlib.import_module("faker.providers.person")
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module in pkgutil.iter_modules(providers.__path__):
        locale = module.name
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind, name in _lists(provider):
            for word in _spellings(str(name)):
                if len(word) >= _FEWEST_LETTERS and word.replace("'", "").isalpha():
                    found[word][kind].add(locale)
    return found


def main() -> None:
    """Write the table."""
    entries = _entries()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["name", "given", "family"])
        for word in sorted(entries):
            kinds = entries[word]
            table.writerow([word, len(kinds.get("g", ())), len(kinds.get("f", ()))])
    print(f"{len(entries):,} words of names in {OUT}")


if __name__ == "__main__":
    main()
