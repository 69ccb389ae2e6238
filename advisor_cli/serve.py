"""``advisor serve``: the service for sites that embed the advisor, with API, widget and page."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "serve",
        help="serve the API, the widget and the page to other sites",
        description=(
            "Serves until it is stopped, and writes its log as JSON lines to standard error."
            " ADVISOR_SITES names the sites that may embed it."
        ),
    )
    command.add_argument("--host", help="address to listen on (ADVISOR_HOST)")
    command.add_argument("--port", type=int, help="port to listen on (ADVISOR_PORT)")
    command.add_argument("--sites", metavar="FILE", help="sites that may embed it (ADVISOR_SITES)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    from pathlib import Path  # noqa: PLC0415  # keeps --help quick

    from advisor.settings import Settings  # noqa: PLC0415
    from advisor_cli.progress import bar  # noqa: PLC0415
    from advisor_cli.serving import serve  # noqa: PLC0415

    settings = Settings.load()
    sites = Path(args.sites) if args.sites else None
    given = {"host": args.host, "port": args.port, "sites": sites}
    settings = settings.model_copy(update={k: v for k, v in given.items() if v is not None})
    with bar() as progress:
        serve(settings, progress)
    return 0
