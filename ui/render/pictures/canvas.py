"""A figure that is drawn on in pixels, from its upper left corner, and the spots on it that can be clicked."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ui.render.pictures.palette import INK, LINE

if TYPE_CHECKING:
    from matplotlib.patches import Patch

DPI = 72
SIZE = 12
"""Of letters, in pixels."""
_UNSHOWN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that XML can't hold."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be clicked: the group of that id, where it leads, and what it is in words."""

    id: str
    target: str
    label: str


class Canvas:
    """One picture in the making."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.figure: Any = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
        self.figure.patch.set_alpha(0)
        self.spots: list[Spot] = []
        self._axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def spot(self, target: str, label: str) -> str:
        """A new spot; what is drawn with its id belongs to it."""
        self.spots.append(Spot(f"spot{len(self.spots)}", target, clean(label)))
        return self.spots[-1].id

    def box(self, x: float, y: float, width: float, height: float, colour: str = "none", spot: str = "") -> None:
        """A rectangle; without a colour it is only there to be clicked."""
        from matplotlib.patches import Rectangle

        self._add(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"), spot)

    def circle(self, x: float, y: float, radius: float, colour: str, spot: str = "") -> None:
        """A disc around a point."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), radius, facecolor=colour, edgecolor="none"), spot)

    def polygon(self, x: float, y: float, corners: int, radius: float, colour: str, turn: float, spot: str) -> None:
        """A regular polygon around a point."""
        from matplotlib.patches import RegularPolygon

        self._add(RegularPolygon((x, y), corners, radius=radius, orientation=turn, facecolor=colour), spot)

    def curve(self, start: tuple[float, float], end: tuple[float, float], colour: str, dashes: Any) -> None:
        """A line from left to right that leaves and arrives level."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        middle = (start[0] + end[0]) / 2
        path = Path([start, (middle, start[1]), (middle, end[1]), end], [1, 4, 4, 4])
        self._add(PathPatch(path, facecolor="none", edgecolor=colour, linestyle=dashes, linewidth=1.3), "", below=True)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str = LINE) -> None:
        """A thin straight line."""
        self.curve(start, end, colour, "-")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
        turn: float = 0,
        bold: bool = False,
        spot: str = "",
    ) -> None:
        """Words, their middle at that height; turned, they rise from there."""
        self._axes.text(
            x,
            y,
            clean(words),
            color=colour,
            ha=align,
            va="center_baseline" if not turn else "bottom",
            rotation=turn,
            rotation_mode="anchor",
            fontsize=SIZE,
            fontweight="bold" if bold else "normal",
            parse_math=False,
            gid=spot or None,
        )

    def _add(self, patch: "Patch", spot: str, *, below: bool = False) -> None:
        patch.set_gid(spot or None)
        patch.set_clip_on(False)
        patch.set_zorder(0 if below else 1)
        self._axes.add_patch(patch)


def clean(words: str) -> str:
    """The words in one line, without what XML can't hold."""
    return " ".join(_UNSHOWN.sub("", words).split())


@lru_cache(maxsize=4096)
def width_of(words: str) -> float:
    """How wide they are, in pixels, by the font that is measured here; most fonts of browsers are narrower."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(clean(words), FontProperties(size=SIZE), ismath=False)
    return float(width)
