"""The Gradio app: shows the events of a turn, holds no logic."""

import os
import socket
import sys
import threading
from tempfile import TemporaryDirectory

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.routing import Mount

from advisor.settings import Settings
from graph.advisor import Advisor
from retrieval.errors import AdvisorError
from retrieval.progress import Progress
from views import theme
from views.downloads import add_downloads
from views.operators.app import Operators, add_operators_page
from views.page import Page
from views.security import SecurityHeaders

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
    app.add_middleware(SecurityHeaders)
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


def serve(settings: Settings, progress: Progress | None = None) -> None:
    """Open the chat on the address of the settings and serve it until it is stopped.

    Raises:
        AdvisorError: the address is taken or not ours, or data is missing or damaged.
    """
    listening = _listen(settings.host, settings.port)
    with TemporaryDirectory(prefix="career-advisor-") as uploads, listening:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        advisor = Advisor.open(settings, progress=progress)
        app = mount(advisor, Operators.of(settings))
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
        listening.listen()  # from here on a browser is let in, and waits the moment it takes
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Open http://{host}:{settings.port} in your browser. Ctrl-C stops.", flush=True)  # noqa: T201
        if advisor.retention is not None:
            advisor.retention.start()
        # The embedding model takes seconds to load; the first page must not wait for it.
        threading.Thread(target=advisor.warm, daemon=True).start()
        try:
            _Server(config, app).run(sockets=[listening])
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)  # noqa: T201
        finally:
            advisor.close()


class _Server(uvicorn.Server):
    """Ends what open pages listen to before it waits for what is still being answered."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for route in self._app.routes:
            if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
                route.app.stop_event.set()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; the port asked for, never another one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise AdvisorError(
            f"expected to listen on {host}, port {port}, but {error.strerror or error}; stop what"
            " uses it, or choose another port with --port or ADVISOR_PORT"
        ) from error
    return listening
