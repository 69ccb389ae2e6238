"""``advisor counsellors``: whom visitors can share a summary with."""

import argparse

from advisor.accounts.roles import COUNSELLOR
from advisor_cli.accounts import add_account_commands


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``counsellors add``, ``remove`` and ``list``."""
    add_account_commands(
        subparsers,
        COUNSELLOR,
        kept="What was shared with them stays closed until the visitors share it anew. Do not"
        " give the name to somebody else, who would see it.",
    )
