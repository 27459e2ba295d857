"""Headings of papers, known by their words or by how they are printed."""

import re

_NUMBERED = r"(?:(?:\d{1,2}|[IVX]{1,4})(?:\.\d{1,2})*[.)]?\s+)?"
_MAIN = re.compile(
    _NUMBERED + r"(?:(?:structured )?abstract|summary|background|introduction|"
    r"(?:(?:patients?|subjects|materials?|animals?|experimental)(?: section| procedures?)?(?:,? and |, | & )?)*"
    r"(?:materials?|methods?|methodology|experimental section|experimental procedures?)|results?(?: and discussion)?|"
    r"discussions?(?: and conclusions?)?|conclusions?(?: and (?:perspectives|outlook|future directions))?|"
    r"(?:concluding|closing) remarks|future (?:perspectives|directions)|limitations|case reports?|"
    r"acknowledge?ments?|funding|ethics(?: statement)?|abbreviations|key ?words|(?:author|authors'?’?) contributions?|"
    r"(?:conflicts?|competing|declaration) of? ?(?:competing )?interests?|competing interests|disclosures?|"
    r"data availability(?: statement)?|availability of data(?: and materials?)?|consent for publication|"
    r"supplementa(?:ry|l) (?:materials?|information|data)|appendix(?: [A-Z0-9])?)\s*[:.]?",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    _NUMBERED + r"(?:references(?: and notes)?|bibliography|literature(?: cited)?)\s*:?", re.IGNORECASE
)
_RUN_IN = re.compile(r"(abstract|summary)\s*[:.—–-]\s+(?=\S)", re.IGNORECASE)
CAPTION = re.compile(r"((?:supplementary )?(?:fig(?:ure)?|table|scheme|box)\.?\s*S?\d{1,3}[A-Z]?)\b", re.IGNORECASE)
_TOP = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]?\s+[^\W\d]")
_LONGEST = 150
_LETTERS = 0.6
"""Of the signs of a heading, spaces left out; formulas have fewer."""
_OPEN_END = (".", ",", ";", "-", "\N{HYPHEN}", "(")
_FORMULA = re.compile(r"[=\\∑∫∂≤≥±√∞]")


def is_main(text: str) -> bool:
    """Whether a line of its own is a heading that papers have by custom."""
    return len(text) < _LONGEST and _MAIN.fullmatch(text.strip()) is not None


def is_references(text: str) -> bool:
    """Whether a line of its own opens the reference list."""
    return len(text) < _LONGEST and _REFERENCES.fullmatch(text.strip()) is not None


def run_in(text: str) -> tuple[str, str]:
    """A heading inside the first line of its text, and the text; no heading where there is none."""
    found = _RUN_IN.match(text)
    return (found[1].capitalize(), text[found.end() :]) if found else ("", text)


def looks_like_heading(text: str, lines: int, ratio: float, *, bold: bool) -> bool:
    """Whether it is printed as a heading; ``ratio`` is its height over that of the text."""
    stands_out = ratio >= 1.12 or (bold and ratio > 0.93)
    letters = sum(letter.isalpha() for letter in text)
    begins = text[:1].isupper() or text[:1].isdigit()
    return (
        stands_out
        and lines <= 3
        and letters >= 3
        and len(text) < _LONGEST
        and letters >= _LETTERS * sum(not sign.isspace() for sign in text)
        and begins
        and not text.endswith(_OPEN_END)
        and not _FORMULA.search(text)
    )


def is_top(text: str) -> bool:
    """Whether the number of a heading says that it stands under no other: "2. Methods", and not "2.1 Cells"."""
    return _TOP.match(text) is not None


def tidy(heading: str) -> str:
    """A heading without its colon; one in capitals in plain letters."""
    heading = heading.strip().rstrip(":. ")
    return heading.capitalize() if heading.isupper() and is_main(heading) else heading
