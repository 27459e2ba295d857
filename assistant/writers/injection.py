"""Evidence that speaks to a model rather than of its subject: it is shown in its own words and given to none."""

import re

_TO_A_MODEL = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|do not (?:use|follow|obey))\b[^.]{0,60}"
    r"\b(?:above|previous|prior|preceding|earlier|instructions?|evidence|rules?|prompts?|everything|sources?|system)\b"
    r"|\b(?:system|developer|hidden|initial) (?:prompt|message|instruction)s?\b|\bnew (?:instruction|task|rule)s?\b"
    r"|\byou (?:are|must|should|will|can|may|have to|need to)\b"
    r"|\byour (?:answer|task|reply|role|instructions?|output)\b"
    r"|\b(?:answer|reply|respond|output|print|say|write|repeat|state|tell)\b[^.]{0,30}"
    r"\b(?:only|exactly|instead|with the words?|the following|the words?|the user|them that|as follows)\b"
    r"|\b(?:answer|answer is|reply|respond|say|write|print|repeat)\b[^.]{0,12}[:\"“]"
    r"|\b(?:assistant|chatbot|language model|AI model|LLM|ChatGPT)\b"
    r"|\b(?:pretend|role-?play|jailbreak)\b|\bfrom now on\b"
    r"|<\|?\s*/?\s*(?:im_start|im_end|system|user|assistant|s|inst)\b|\[/?INST\]|^\s*#{2,}"
    r"|\bend of (?:evidence|sources?)\b",
    re.IGNORECASE | re.MULTILINE,
)


def speaks_to_a_model(text: str) -> bool:
    """Whether a text tries to tell a reader's program what to do, as far as such words show it.

    It may be wrong either way: a sentence too many kept from the model is only shown as it stands, and one too
    few gains nothing, for what a model makes of it must pass the check like everything else.
    """
    return _TO_A_MODEL.search(text) is not None
