"""What may be narrowed down, in the words of the command line and of programs."""

NAMES = {
    "mirna": "this microRNA",
    "drug": "this drug, class or regimen",
    "cancer": "this cancer or a narrower one",
    "gene": "this gene or protein",
    "cell": "this cell of origin",
    "mechanism": "this mechanism, such as drug efflux",
}
"""Filters by a name, in any of its spellings: only passages that mention it."""
CHOICES = {
    "kind": (("review", "study", "note", "file"), "Only sources of this kind."),
    "effect": (
        ("promotes_resistance", "reverses_resistance", "biomarker_only"),
        "Only records with this effect.",
    ),
    "status": (("none", "retracted", "corrected", "concern"), "Only sources with this publication status."),
}
"""Filters by one of a few words."""
YEARS = {"since": "Only sources of this year or later.", "until": "Only sources of this year or earlier."}
"""Filters by a year of publication."""
