"""``advisor operators``: who may sign in on the operators' page."""

import argparse
import sys
from typing import TYPE_CHECKING

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.operators.passwords import OperatorFile


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``operators add``, ``remove`` and ``list``."""
    command = subparsers.add_parser("operators", help="who may sign in on the operators' page")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser(
        "add",
        help="add an operator, or give one a new password",
        description="The password is asked for, or read from the first line of standard input."
        " The file is the one that ADVISOR_OPERATORS names.",
    )
    add.add_argument("name", metavar="NAME")
    add.set_defaults(run=run_add)
    remove = actions.add_parser("remove", help="take an operator off; their sessions end")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)
    names = actions.add_parser("list", help="print the names")
    names.set_defaults(run=run_list)


def run_add(args: argparse.Namespace) -> int:
    """Add an operator; return 0."""
    file = _file()
    file.add(args.name, _password())
    print(f"{args.name} can sign in at /operator; hashes are in {file.path}")
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Remove an operator; return 0."""
    _file().remove(args.name)
    print(f"{args.name} is signed out and cannot sign in any more")
    return 0


def run_list(_: argparse.Namespace) -> int:
    """Print the names; return 0."""
    for name in sorted(_file().names()):
        print(name)
    return 0


def _file() -> "OperatorFile":
    from advisor.operators.passwords import OperatorFile  # noqa: PLC0415  # quick --help
    from advisor.settings import Settings  # noqa: PLC0415

    path = Settings.load().operators
    if path is None:
        raise AdvisorError(
            "expected ADVISOR_OPERATORS to name the file of operators, it is not set;"
            " try ADVISOR_OPERATORS=/etc/advisor/operators"
        )
    return OperatorFile(path)


def _password() -> str:
    """Return what was typed, twice alike, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass  # noqa: PLC0415

    typed = getpass("Password: ")
    if getpass("Again: ") != typed:
        raise AdvisorError("expected the same password twice")
    return typed
