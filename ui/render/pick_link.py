"""A pick as the target of a link on the page, which ``ui/static/explore.js`` hands to the server."""

from dataclasses import asdict, fields
from urllib.parse import parse_qsl, urlencode

from assistant.overview.picks import Pick

PICK = "#pick?"
_FIELDS = frozenset(field.name for field in fields(Pick))


def pick_link(pick: Pick) -> str:
    """The target, such as ``#pick?mirna=miR-21&drug=cisplatin``."""
    return PICK + urlencode({name: value for name, value in asdict(pick).items() if value is not None})


def read_pick(link: str) -> Pick:
    """The pick of a target; what it does not know of is passed over, since a browser sends what it likes."""
    return Pick(**{name: value for name, value in parse_qsl(link.removeprefix(PICK)) if name in _FIELDS})
