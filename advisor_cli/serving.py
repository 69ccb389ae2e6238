"""Runs the web service: opens everything, listens, and ends without losing an accepted message."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from tempfile import TemporaryDirectory

from fastapi import FastAPI

from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.progress import Progress
from ui import add_page, end_streams
from views.operators.app import Operators
from web.app import WebApp
from web.printed import Printed
from web.request_log import log_as_json
from web.server import SETTLING_S, WARMING_S, Server, configuration, listen, shown_address
from web.sites import Sites

_DRAIN_S = 20
"""Seconds that open requests get to be answered once the process is told to stop."""


def serve(settings: Settings, progress: Progress | None = None) -> None:
    """Serve on the address of the settings until stopped.

    Raises:
        AdvisorError: the address is taken or not ours, data is missing or damaged, or a setting or
            a key is wrong.
    """
    sites = Sites.load(settings.sites)
    listening = listen(settings.host, settings.port)
    with TemporaryDirectory(prefix="career-advisor-") as uploads, listening:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        advisor = Advisor.open(settings, progress=progress)
        try:
            operators = Operators.of(settings)

            def page(app: FastAPI) -> FastAPI:
                return add_page(app, advisor, operators, sites.origins)

            web = WebApp(advisor, settings, sites, page)
            config = configuration(
                web.app,
                log_config=None,
                access_log=False,
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies or None,
                timeout_graceful_shutdown=_DRAIN_S,
                backlog=1024,
            )
            listening.listen(1024)
            address = shown_address(settings.host, settings.port)
            print(f"Serving on {address}. Ctrl-C stops.", flush=True)
            log_as_json()
            if advisor.retention is not None:
                advisor.retention.start()
            warming = threading.Thread(target=_warm, args=(advisor, web), daemon=True)
            warming.start()
            end_open_pages = end_streams(web.app)

            def stopping() -> None:
                web.readiness.leave()
                end_open_pages()

            with (
                _ended_by_signals(),
                redirect_stderr(Printed()),
                redirect_stdout(Printed()),
            ):
                Server(config, stopping).run(sockets=[listening])
            web.turns.close()  # what was taken is answered, though nobody waits for it any more
            warming.join(WARMING_S)
            advisor.settle(SETTLING_S)
        finally:
            advisor.close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Go on behind the block after SIGTERM or SIGINT, of which the server there makes its end.

    It sends itself the signal once more when it has ended, which would end the process before what
    was taken is answered. After the block, a second signal does end it.
    """
    asked = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(one, lambda *_: None) for one in asked]
    try:
        yield
    finally:
        for one, handler in zip(asked, before, strict=True):
            signal.signal(one, handler)


def _warm(advisor: Advisor, web: WebApp) -> None:
    advisor.warm()
    web.readiness.warmed()
