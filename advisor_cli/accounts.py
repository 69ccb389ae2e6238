"""What ``advisor operators`` and ``advisor counsellors`` do: add, remove and list accounts."""

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.accounts.passwords import AccountFile
    from advisor.accounts.roles import Role


def add_account_commands(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", role: "Role", kept: str
) -> None:
    """Add ``<role>s add``, ``remove`` and ``list``.

    Args:
        subparsers: of the program.
        role: whose accounts they are.
        kept: what becomes of somebody's things who is removed.
    """
    command = subparsers.add_parser(
        f"{role.name}s", help=f"who may sign in on the {role.name}s' page"
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser(
        "add",
        help=f"add {role.one}, or give one a new password",
        description="The password is asked for, or read from the first line of standard input."
        f" The file is the one that {role.variable} names.",
    )
    add.add_argument("name", metavar="NAME")
    add.set_defaults(run=partial(run_add, role))
    remove = actions.add_parser(
        "remove", help=f"take {role.one} off; their sessions end", description=kept
    )
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=partial(run_remove, role))
    names = actions.add_parser("list", help="print the names")
    names.set_defaults(run=partial(run_list, role))


def run_add(role: "Role", args: argparse.Namespace) -> int:
    """Add an account; return 0."""
    file = _file(role)
    file.add(args.name, _password())
    print(f"{args.name} can sign in at {role.path}; hashes are in {file.path}")
    return 0


def run_remove(role: "Role", args: argparse.Namespace) -> int:
    """Remove an account; return 0."""
    _file(role).remove(args.name)
    print(f"{args.name} is signed out and cannot sign in any more")
    return 0


def run_list(role: "Role", _: argparse.Namespace) -> int:
    """Print the names; return 0."""
    for name in sorted(_file(role).names()):
        print(name)
    return 0


def _file(role: "Role") -> "AccountFile":
    from advisor.accounts.passwords import AccountFile  # noqa: PLC0415  # quick --help
    from advisor.settings import Settings  # noqa: PLC0415

    path = getattr(Settings.load(), f"{role.name}s")
    if path is None:
        raise AdvisorError(
            f"expected {role.variable} to name the file of {role.name}s, it is not set;"
            f" try {role.variable}=/etc/advisor/{role.name}s"
        )
    return AccountFile(path, role)


def _password() -> str:
    """Return what was typed, twice alike, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass  # noqa: PLC0415

    typed = getpass("Password: ")
    if getpass("Again: ") != typed:
        raise AdvisorError("expected the same password twice")
    return typed
