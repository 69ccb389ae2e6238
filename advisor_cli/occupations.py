"""``advisor occupations``: what job titles mean, one or a file of them."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_cli.progress import bar
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from retrieval.search import HybridSearch


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("occupations", help="find O*NET occupations for job titles")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    match = actions.add_parser("match", help="list the best matching occupations")
    resolve = actions.add_parser("resolve", help="say which occupation is meant, if that is clear")
    for action in (match, resolve):
        source = action.add_mutually_exclusive_group(required=True)
        source.add_argument("text", nargs="?", metavar="TEXT", help="a job title")
        source.add_argument(
            "--file", type=Path, help="a UTF-8 text file, one title a line; blank lines are skipped"
        )
        action.add_argument("--json", action="store_true", help="print one JSON object a title")
    match.add_argument("-n", type=_count, default=5, help="how many occupations (default 5)")
    match.set_defaults(run=_match)
    resolve.set_defaults(run=_resolve)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 to 1000, got {text!r}")
    return int(text)


def _match(args: argparse.Namespace) -> int:
    texts = _texts(args)
    search = _search()
    for text in texts:
        matches = [asdict(match) for match in search.match(text, args.n)]
        if args.json:
            print(json.dumps({"text": text, "matches": matches}, ensure_ascii=False))
        else:
            print(text)
            for match in matches:
                print(_line(match))
            if not matches:
                print("  no occupation fits")
    return 0


def _resolve(args: argparse.Namespace) -> int:
    texts = _texts(args)
    search = _search()
    for text in texts:
        found = search.resolve(text)
        match = asdict(found.match) if found.match else None
        alternatives = [asdict(alternative) for alternative in found.alternatives]
        if args.json:
            answer = {
                "text": text,
                "match": match,
                "alternatives": alternatives,
                "confidence": found.confidence,
            }
            print(json.dumps(answer, ensure_ascii=False))
            continue
        print(f"{text}  (confidence {found.confidence:.2f})")
        if match:
            print(_line(match))
        elif alternatives:
            print("  did you mean")
            for alternative in alternatives:
                print(_line(alternative))
        else:
            print("  no occupation fits")
    return 0


def _line(match: dict[str, object]) -> str:
    return "  {code}  {title}  ({score:.2f}, as {matched_title})".format_map(match)


def _texts(args: argparse.Namespace) -> list[str]:
    if args.file is None:
        return [args.text]
    try:
        content = args.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AdvisorError(
            f"expected a UTF-8 text file with one job title a line, got {args.file} ({error})"
        ) from error
    texts = list(_filled(content))
    if not texts:
        raise AdvisorError(f"expected job titles, one a line, but {args.file} has none")
    return texts


def _filled(content: str) -> Iterator[str]:
    for line in content.split("\n"):
        if line.strip():
            yield line.strip()


def _search() -> "HybridSearch":
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from retrieval.catalog import Catalog  # noqa: PLC0415
    from retrieval.search import open_search  # noqa: PLC0415

    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    with bar() as progress:
        return open_search(catalog, settings.data_dir, progress)
