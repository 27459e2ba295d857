"""Colours by what they mean: one in a file that is kept, and the page's own, which follow its theme."""

from assistant.overview.facts import Tendency

INK = "#1f2328"
FAINT = "#4f5661"
LINE = "#d3d7de"
PAPER = "#ffffff"
ON_FILL = "#fefefe"
COUNTED = "#2f6690"
FILL: dict[Tendency, str] = {
    "promotes": "#b3400e",
    "restores": "#1d5fa8",
    "both": "#6b3fa0",
    "marks": "#dfe3e8",
}
SIGN: dict[Tendency, str] = {"promotes": "↑", "restores": "↓", "both": "±", "marks": "·"}
"""The same for those to whom a colour says nothing."""
MEANING: dict[Tendency, str] = {
    "promotes": "promotes resistance",
    "restores": "reverses resistance",
    "both": "both, by record",
    "marks": "marks the response",
}
DASHES: dict[Tendency, str | tuple[int, tuple[int, ...]]] = {
    "promotes": "-",
    "restores": (0, (5, 3)),
    "both": (0, (8, 3, 1, 3)),
    "marks": (0, (1, 2)),
}
NOTED = "†"
"""Beside what rests on a source that was retracted, corrected or questioned."""
EDGE_MARKS = "#6f7783"

VARIABLES = {
    INK: "currentColor",
    FAINT: "var(--faint)",
    LINE: "var(--line)",
    PAPER: "var(--paper)",
    ON_FILL: "var(--on-fill)",
    COUNTED: "var(--counted)",
    EDGE_MARKS: "var(--edge)",
    **{colour: f"var(--{tendency})" for tendency, colour in FILL.items()},
}
"""What each colour is on the page; ``ui/static/explore.css`` says what that is in either theme."""
