"""``advisor operators``: who may sign in on the operators' page."""

import argparse

from advisor.accounts.roles import OPERATOR
from advisor_cli.accounts import add_account_commands


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``operators add``, ``remove`` and ``list``."""
    add_account_commands(
        subparsers,
        OPERATOR,
        kept="Their notes stay.",
    )
