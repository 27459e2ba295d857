"""Polite requests to one service: slow, patient, bounded, and never to another host."""

import json
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self, TypeVar

from corpus.errors import ExociteError
from corpus.readers.xml_tree import BrokenXmlError

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

T = TypeVar("T")

ATTEMPTS = 5
FIRST_WAIT = 1.0
"""Seconds before the second attempt; each further wait is twice as long, and some more."""
LONGEST_WAIT = 60.0
"""Seconds between two attempts at most, whatever the service asks for."""
_TIMEOUT = 30.0
_REDIRECTS = 3
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


class UnreachableError(ExociteError):
    """The service does not answer, so that asking it for more is of no use now."""


class _AgainError(Exception):
    """Something that may be over soon."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class Connection:
    """A service at an address. Proxies of the environment (HTTPS_PROXY, NO_PROXY) are used."""

    def __init__(self, address: str, per_second: float, max_bytes: int) -> None:
        import httpx

        self.address = address.rstrip("/")
        self._max_bytes = max_bytes
        self._pause = 1 / per_second
        self._next = 0.0
        self._client = httpx.Client(headers={"User-Agent": f"Exocite/{version('exocite')}"}, timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._client.close()

    def get(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> T | None:
        """What ``read`` makes of the answer, which is asked for again while it is broken; None for 404.

        Raises UnreachableError when the service can't be reached or stays busy, and ExociteError for an answer that
        is refused, too large, still broken in the end, or sends elsewhere.
        """
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

        attempts = Retrying(
            retry=retry_if_exception_type(_AgainError), stop=stop_after_attempt(ATTEMPTS), wait=_wait, reraise=True
        )
        try:
            return attempts(self._attempt, f"{self.address}/{path}", parameters, read)
        except _AgainError as error:
            raise UnreachableError(
                f"{self.address} can't be used now ({error}); check the network, EXOCITE_FETCH_ADDRESS and the proxy, "
                "or try again later: what was fetched before is kept."
            ) from error

    def _attempt(self, url: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> T | None:
        import httpx

        try:
            raw = self._answer(httpx.URL(url, params=dict(parameters)), _REDIRECTS)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _AgainError(str(error) or type(error).__name__) from error
        except (httpx.InvalidURL, httpx.HTTPError) as error:
            raise ExociteError(f"{url} can't be asked ({error}); correct EXOCITE_FETCH_ADDRESS.") from error
        try:
            return None if raw is None else read(raw)
        except (BrokenXmlError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise _AgainError(f"its answer is broken: {error}") from error

    def _answer(self, url: "httpx.URL", redirects: int) -> bytes | None:
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self._pause
        with self._client.stream("GET", url) as response:
            if response.status_code == 404:
                return None
            if response.status_code in _PASSING:
                raise _AgainError(f"status {response.status_code}", _asked_for(response.headers.get("Retry-After")))
            if response.next_request is not None:
                further = response.next_request.url
                if not redirects or (further.scheme, further.netloc) != (url.scheme, url.netloc):
                    raise ExociteError(
                        f"{self.address} sends to {str(further)[:200]}, which is not followed; check the address."
                    )
                return self._answer(further, redirects - 1)
            if response.status_code != 200:
                raise ExociteError(f"{self.address} refuses with status {response.status_code}; check the address.")
            return self._body(response)

    def _body(self, response: "httpx.Response") -> bytes:
        parts = bytearray()
        for part in response.iter_bytes():
            parts += part
            if len(parts) > self._max_bytes:
                raise ExociteError(
                    f"An answer of {self.address} has over {self._max_bytes / 1e6:.0f} MB; raise max_file_mb "
                    "(EXOCITE_MAX_FILE_MB) to take it."
                )
        return bytes(parts)


def read_json(raw: bytes) -> Any:
    """The value in an answer."""
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise ExociteError("An answer is nested too deeply to be read; check the address.") from error


def _asked_for(header: str | None) -> float | None:
    """The seconds in a header Retry-After; a date in it is not waited for."""
    return float(header) if header and header.isascii() and header.isdigit() and len(header) < 6 else None


def _wait(state: "RetryCallState") -> float:
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _AgainError) else None
    backing = FIRST_WAIT / 2 + wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT)(state)
    return min(max(asked or 0.0, backing), LONGEST_WAIT)
