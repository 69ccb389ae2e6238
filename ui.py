"""The Gradio app: shows the events of a turn, holds no logic."""

import os
import sys
import threading
from collections.abc import Callable
from tempfile import TemporaryDirectory

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.progress import Progress
from views import theme
from views.downloads import add_downloads
from views.operators.app import Operators, add_operators_page
from views.page import Page
from views.security import AddHeaders, SameSite, page_headers
from web.server import Server, configuration, listen, shown_address

_UPLOAD_LIMIT = "12mb"
"""What the server takes in; ``read_document`` has the documented limit and the clear message."""


def build_app(advisor: Advisor) -> gr.Blocks:
    """Return the page: the chat on one side, progress, suggestions and history on the other."""
    app = gr.Blocks(title="Career advisor", analytics_enabled=False, delete_cache=(3600, 3600))
    with app:
        Page(advisor).connect(app)
    app.queue(default_concurrency_limit=16)
    return app


def mount(advisor: Advisor, operators: Operators | None = None) -> FastAPI:
    """Return the web application: the page, the downloads and, if there are any, the operators'."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(SameSite, open_to_others=lambda path: False, own_origin=None)  # noqa: ARG005
    app.add_middleware(AddHeaders, headers=page_headers())
    return add_page(app, advisor, operators)


def add_page(app: FastAPI, advisor: Advisor, operators: Operators | None = None) -> FastAPI:
    """Add the page at ``/``, the downloads and, if there are any, the operators' page.

    Args:
        app: gets them; what it serves already comes first.
        advisor: holds the conversations.
        operators: who may look at the log; None for nobody.
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
    return mounted


def end_streams(app: FastAPI) -> Callable[[], None]:
    """Return what ends the streams that open pages listen to: no server stops before they end."""

    def end() -> None:
        for route in app.routes:
            if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
                route.app.stop_event.set()

    return end


def serve(settings: Settings, progress: Progress | None = None) -> None:
    """Open the chat on the address of the settings and serve it until it is stopped.

    Raises:
        AdvisorError: the address is taken or not ours, or data is missing or damaged.
    """
    listening = listen(settings.host, settings.port)
    with TemporaryDirectory(prefix="career-advisor-") as uploads, listening:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        advisor = Advisor.open(settings, progress=progress)
        app = mount(advisor, Operators.of(settings))
        config = configuration(app, log_level="warning", timeout_graceful_shutdown=2)
        listening.listen()  # from here on a browser is let in, and waits the moment it takes
        address = shown_address(settings.host, settings.port)
        print(f"Open {address} in your browser. Ctrl-C stops.", flush=True)  # noqa: T201
        if advisor.retention is not None:
            advisor.retention.start()
        # The embedding model takes seconds to load; the first page must not wait for it.
        threading.Thread(target=advisor.warm, daemon=True).start()
        try:
            Server(config, end_streams(app)).run(sockets=[listening])
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)  # noqa: T201
        finally:
            advisor.close()
