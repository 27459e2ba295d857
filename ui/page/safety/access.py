"""Who may reach the page: everybody on this machine; from elsewhere, who knows the user and the password."""

import logging
from dataclasses import dataclass, field
from ipaddress import ip_address

from corpus.errors import ExociteError
from ui.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Login:
    """What has to be known."""

    user: str
    password: str = field(repr=False)


def login_of(settings: Settings) -> Login | None:
    """The login that the page demands; None where it demands none.

    Raises ExociteError where the settings contradict each other, and for an address that others reach without one.
    """
    password = settings.password.get_secret_value() if settings.password else ""
    if settings.no_auth and (settings.user or password):
        raise ExociteError("A user or password is set and so is no_auth; leave one of the two out.")
    if settings.user or password:
        return _login(settings.user or "", password)
    if not is_loopback(settings.host):
        if not settings.no_auth:
            raise ExociteError(
                f"{settings.host} can be reached by others; set a user (--user) and a password (EXOCITE_PASSWORD), or "
                "let everybody in with --no-auth."
            )
        log.warning("Everybody who reaches %s can read the corpus and ask.", settings.host)
    return None


def warn_of_plain_http(host: str) -> None:
    """Say that others can read along, where they can."""
    if not is_loopback(host):
        log.warning("%s is served over plain HTTP, which others can read; put a proxy with TLS in front of it.", host)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _login(user: str, password: str) -> Login:
    if not user:
        raise ExociteError("A password is set and no user; name one with --user or EXOCITE_USER.")
    if ":" in user:
        raise ExociteError("The user's name has a colon, which a login can't carry; choose another.")
    if not password:
        raise ExociteError("A user is set and no password; set EXOCITE_PASSWORD, or start on a terminal to be asked.")
    return Login(user, password)
