"""``advisor conversations``: looks after the database of conversations."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("conversations", help="look after the stored conversations")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    migrate = actions.add_parser(
        "migrate",
        help="bring the tables to a version",
        description=(
            "Brings the tables to a version, forward or back. A service brings them forward when"
            " it starts; stop every replica before going back."
        ),
    )
    migrate.add_argument("revision", nargs="?", default="head", metavar="REVISION")
    migrate.set_defaults(run=run_migrate)


def run_migrate(args: argparse.Namespace) -> int:
    """Bring the tables to the version; return 0."""
    from datetime import UTC, datetime  # noqa: PLC0415  # quick --help

    from advisor.settings import Settings  # noqa: PLC0415
    from graph.store.opening import open_store  # noqa: PLC0415

    store = open_store(Settings.load(), lambda: datetime.now(UTC))
    print(f"the conversations' tables are of version {store.migrate(args.revision)}")
    store.close()
    return 0
