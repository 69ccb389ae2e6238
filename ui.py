"""The Gradio app: shows the events of a turn, holds no logic."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import Mount

from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.progress import Progress
from views import theme
from views.downloads import add_downloads
from views.gradio_door import GradioDoor
from views.operators.app import Operators, add_operators_page
from views.own_address import OwnAddress, origin_of
from views.page import Page
from views.script_hashes import ScriptHashes
from views.security import AddHeaders, SameSite, page_headers
from web.limits import BodyLimits
from web.server import SETTLING_S, WARMING_S, Server, configuration, listen, shown_address

_UPLOAD_LIMIT = "12mb"
"""What the server takes in; ``read_document`` has the documented limit and the clear message."""


_WAITING = 400
"""Events of pages that wait to be answered; the next one is refused."""


def build_app(advisor: Advisor) -> gr.Blocks:
    """Return the page: the chat on one side, progress, suggestions and history on the other."""
    app = gr.Blocks(title="Career advisor", analytics_enabled=False, delete_cache=(60, 600))
    with app:
        Page(advisor).connect(app)
    app.queue(default_concurrency_limit=16, max_size=_WAITING)
    return app


def mount(advisor: Advisor, operators: Operators | None = None, own: str | None = None) -> FastAPI:
    """Return the web application: the page, the downloads and, if there are any, the operators'.

    ``own`` is the origin of the settings' public address.
    """
    app = FastAPI(openapi_url=None)
    app.add_middleware(BodyLimits)
    app.add_middleware(SameSite, open_to_others=lambda path: False, configured=own)  # noqa: ARG005
    app.add_middleware(AddHeaders, headers=page_headers(configured=own))
    app.add_middleware(OwnAddress, configured=own)
    return add_page(app, advisor, operators)


def add_page(
    app: FastAPI,
    advisor: Advisor,
    operators: Operators | None = None,
    frame_ancestors: Sequence[str] = (),
) -> FastAPI:
    """Add the page at ``/``, the downloads and, if there are any, the operators' page.

    Args:
        app: gets them; what it serves already comes first.
        advisor: holds the conversations.
        operators: who may look at the log; None for nobody.
        frame_ancestors: origins that may show the page in frames.
    """
    add_downloads(app, advisor)
    if operators is not None:
        add_operators_page(app, advisor.turn_log, operators)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_app(advisor),
        path="/",
        theme=theme.theme(),
        css=theme.style(),
        footer_links=[],
        run_history=False,  # it would keep what was said in the browser
        show_error=False,
        max_file_size=_UPLOAD_LIMIT,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )
    uploads = os.environ.get("GRADIO_TEMP_DIR")
    for page in _gradio(mounted):
        page.add_middleware(GradioDoor, uploads=Path(uploads) if uploads else None)
        page.user_middleware.append(  # the innermost: it must see the page before it is packed
            Middleware(ScriptHashes, frame_ancestors=frame_ancestors)
        )
    return mounted


def end_streams(app: FastAPI) -> Callable[[], None]:
    """Return what ends the streams that open pages listen to: no server stops before they end."""

    def end() -> None:
        for page in _gradio(app):
            page.stop_event.set()

    return end


def _gradio(app: FastAPI) -> list[gr.routes.App]:
    mounts = [route.app for route in app.routes if isinstance(route, Mount)]
    return [page for page in mounts if isinstance(page, gr.routes.App)]


def serve(settings: Settings, progress: Progress | None = None) -> None:
    """Open the chat on the address of the settings and serve it until it is stopped.

    Raises:
        AdvisorError: the address is taken or not ours, or data is missing or damaged.
    """
    listening = listen(settings.host, settings.port)
    with TemporaryDirectory(prefix="career-advisor-") as uploads, listening:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        advisor = Advisor.open(settings, progress=progress)
        own = origin_of(settings.public_url) if settings.public_url else None
        app = mount(advisor, Operators.of(settings), own)
        config = configuration(
            app, log_level="warning", timeout_graceful_shutdown=2, proxy_headers=False
        )
        listening.listen()  # from here on a browser is let in, and waits the moment it takes
        address = shown_address(settings.host, settings.port)
        print(f"Open {address} in your browser. Ctrl-C stops.", flush=True)  # noqa: T201
        if advisor.retention is not None:
            advisor.retention.start()
        # The embedding model takes seconds to load; the first page must not wait for it.
        warming = threading.Thread(target=advisor.warm, daemon=True)
        warming.start()
        try:
            Server(config, end_streams(app)).run(sockets=[listening])
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)  # noqa: T201
        finally:
            warming.join(WARMING_S)
            advisor.settle(SETTLING_S)
            advisor.close()
