"""Puts the service together: the API, the widget, health and figures, and the page behind them."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version

from fastapi import FastAPI

from advisor.log.pseudonyms import open_pseudonyms
from advisor.settings import Settings
from graph.advisor import Advisor
from views.counsellors.app import Counsellors, add_counsellors_page
from views.own_address import OwnAddress, origin_of
from views.security import AddHeaders, SameSite, page_headers
from web.access import Access, Own, Rates
from web.api import API, build_api
from web.health import Readiness, add_health
from web.keys import open_visit_keys
from web.limits import BodyLimits, PageRates, Rate, RateLimits
from web.metrics import Measured, Metrics
from web.plain_paths import PlainPaths
from web.request_ids import RequestIds
from web.request_log import RequestLog
from web.service import Service
from web.sites import Sites
from web.tokens import Tokens
from web.turns import Turns
from web.widget.routes import add_widget


class WebApp:
    """The service of a process.

    Args:
        advisor: holds the conversations.
        settings: limits, keys and addresses.
        sites: that may embed it.
        add_page: adds the page for browsers behind everything else; returns the application.
        now: the clock, timezone-aware.

    Attributes:
        app: the ASGI application.
        turns: being answered.
        readiness: whether to send visitors here.

    Raises:
        AdvisorError: a key, or the counsellors' file, is missing or wrong.
    """

    def __init__(
        self,
        advisor: Advisor,
        settings: Settings,
        sites: Sites,
        add_page: Callable[[FastAPI], FastAPI],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        own = origin_of(settings.public_url) if settings.public_url else None
        keys = open_visit_keys(settings)
        names = open_pseudonyms(settings.log_secret, settings.data_dir / "log.key")
        tokens = Tokens(sites, keys, names.of, now)
        limits = RateLimits(advisor.store.rates.spend, next(iter(keys.secrets.values())))
        rates = _rates(settings)
        access = Access(tokens, advisor.store, limits, rates, _own(settings))
        self.metrics = Metrics()
        self.turns = Turns(settings.turns_at_once, settings.turns_waiting)
        self.readiness = Readiness(advisor)
        service = Service(advisor, access, self.turns, self.metrics)
        app = FastAPI(openapi_url=None, redirect_slashes=False)
        token = settings.metrics_token
        add_health(app, self.readiness, self.metrics, token.get_secret_value() if token else None)
        app.mount(API, build_api(service, sites.origins, version("career-advisor")))
        add_widget(app, sites.origins)
        counsellors = Counsellors.of(settings)
        if counsellors is not None:
            add_counsellors_page(app, advisor, counsellors)
        app = add_page(app)
        # The last one added sees a request first.
        app.add_middleware(PlainPaths)
        app.add_middleware(PageRates, limits=limits, rate=rates.address)
        app.add_middleware(BodyLimits, spared=_has_own_rules)
        app.add_middleware(SameSite, open_to_others=_has_own_rules, configured=own)
        app.add_middleware(AddHeaders, headers=page_headers(sites.origins, own))
        app.add_middleware(OwnAddress, configured=own)
        app.add_middleware(Measured, metrics=self.metrics, log=RequestLog())
        app.add_middleware(RequestIds)
        self.app = app


def _has_own_rules(path: str) -> bool:
    return path.startswith(f"{API}/")


def _own(settings: Settings) -> Own:
    url = settings.public_url.rstrip("/") if settings.public_url else None
    return Own(url, counsellors=settings.counsellors is not None)


def _rates(settings: Settings) -> Rates:
    """Return the limits; a visitor may write in bursts, as people do."""
    return Rates(
        visitor=Rate(settings.requests_per_minute, settings.requests_per_minute),
        messages=Rate(settings.messages_per_minute, settings.messages_per_minute),
        address=Rate(settings.address_per_minute, settings.address_per_minute),
        visits=Rate(settings.visits_per_minute, settings.visits_per_minute),
    )
