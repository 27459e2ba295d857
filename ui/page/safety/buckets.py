"""How often something may be done: a bucket for each client, which fills again steadily."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

_CLIENTS = 10_000


class Buckets:
    """Buckets of a minute's worth; only used by the server's own thread. 0 a minute is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._size = per_minute
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Take one; 0.0 where there was one, else the seconds until there is."""
        if not self._size:
            return 0.0
        left, now = self._left(client), self._clock()
        if left < 1:
            return (1 - left) * 60 / self._size
        self._held[client] = left - 1, now
        self._held.move_to_end(client)
        if len(self._held) > _CLIENTS:
            self._held.popitem(last=False)
        return 0.0

    def empty(self, client: str) -> bool:
        """Whether there is none to take."""
        return bool(self._size) and self._left(client) < 1

    def _left(self, client: str) -> float:
        left, since = self._held.get(client, (float(self._size), self._clock()))
        return min(self._size, left + (self._clock() - since) * self._size / 60)
