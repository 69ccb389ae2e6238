"""``advisor prepare``: check the data and build the index before the first chat."""

import argparse

from advisor_cli.progress import bar


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("prepare", help="check the data and build the index")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:  # noqa: ARG001
    """Build the index unless it is there; return 0."""
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from retrieval.catalog import Catalog  # noqa: PLC0415
    from retrieval.search import open_search  # noqa: PLC0415

    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    with bar() as progress:
        open_search(catalog, settings.data_dir, progress)
    print(f"O*NET {catalog.release}: {len(catalog.occupations)} occupations ready.")
    return 0
