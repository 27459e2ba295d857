"""A claim turned round, so that what contradicts it is looked for on purpose."""

import re

_PAIRS = (
    ("promote", "reverse"), ("promotes", "reverses"), ("promoted", "reversed"), ("promoting", "reversing"),
    ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("enhance", "reduce"), ("enhances", "reduces"), ("enhanced", "reduced"), ("enhancing", "reducing"),
    ("raise", "lower"), ("raises", "lowers"), ("raised", "lowered"), ("raising", "lowering"),
    ("induce", "suppress"), ("induces", "suppresses"), ("induced", "suppressed"), ("inducing", "suppressing"),
    ("confer", "overcome"), ("confers", "overcomes"), ("conferred", "overcame"), ("conferring", "overcoming"),
    ("activate", "inhibit"), ("activates", "inhibits"), ("activated", "inhibited"), ("activating", "inhibiting"),
    ("upregulate", "downregulate"), ("upregulates", "downregulates"), ("upregulated", "downregulated"),
    ("elevated", "decreased"), ("high", "low"), ("higher", "lower"), ("more", "less"), ("gain", "loss"),
    ("sensitises", "desensitises"), ("sensitizes", "desensitizes"), ("sensitised", "desensitised"),
)  # fmt: skip
_TURNED = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_OUTCOME = {
    "resistance": "sensitivity",
    "resistant": "sensitive",
    "sensitivity": "resistance",
    "sensitive": "resistant",
}
_WORDS = re.compile(r"[^\W\d_]+")


def opposite(claim: str) -> str:
    """The claim with its verbs of direction exchanged; where it has none, with resistance for sensitivity."""
    for table in (_TURNED, _OUTCOME):
        turned = _WORDS.sub(lambda match, words=table: words.get(match.group().lower(), match.group()), claim)
        if turned != claim:
            return turned
    return f"no evidence that {claim}"
