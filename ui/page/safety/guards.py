"""All guards, in the order in which a request meets them."""

from typing import TYPE_CHECKING

from ui.page.safety.access import Login
from ui.settings import Settings

if TYPE_CHECKING:
    from starlette.middleware import Middleware


def guards(settings: Settings, login: Login | None) -> "list[Middleware]":
    """The middleware for the page's server."""
    from starlette.middleware import Middleware

    from ui.page.safety.headers import HeaderGuard
    from ui.page.safety.login import LoginGuard
    from ui.page.safety.origins import OriginGuard
    from ui.page.safety.rates import RateGuard

    found = [Middleware(HeaderGuard), Middleware(OriginGuard, host=settings.host)]
    if login:
        found.append(Middleware(LoginGuard, login=login))
    rates = (settings.requests_per_minute, settings.uploads_per_minute)
    return [*found, Middleware(RateGuard, *rates)]
