"""What kind of answer a question wants, told from its names and its wording."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.model import QuestionKind
from corpus.model import Mention, NameKind

Shows = Callable[[str, Sequence[Mention]], bool]


def kind_of(question: str, mentions: Sequence[Mention]) -> QuestionKind:
    """The first kind whose sign the question shows; a finding where it shows none."""
    text = " ".join(question.split())
    for kind, shows in _SIGNS.items():
        if shows(text, mentions):
            return kind
    return "finding"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


# --- small talk ---

_TALK = _pattern(
    r"""(?:(?:
      ok(?:ay)? | hi | hey | hello | hiya | greetings | good\ (?:morning|afternoon|evening|day|night)
    | thanks?(?:\ you)? | many\ thanks | cheers | ta | bye | goodbye | see\ you | welcome | no\ problem
    | cool | great | nice | perfect | wonderful | excellent | brilliant | awesome | lovely | got\ it | i\ see
    | understood
    | well\ done | very | much | good | helpful | kind | so | a\ lot | there | that(?:'s|\ is|\ was)? | this(?:\ is
    |\ was)?
    | helped | help | really | you(?:'re|\ are)? | all | for | your | the | answers? | it | lot | again | and | now
    | me
    | please | is | exocite | everyone | team | how\ are\ you(?:\ doing)?(?:\ today)? | who\ are\ you | what\ are\ you
    | what\ can\ you\ do | what(?:'s|\ is)\ your\ name | can\ you\ help(?:\ me)? | bot
    )[\s,.!?]*)+"""
)
_LONGEST_TALK = 80


def _is_talk(text: str, mentions: Sequence[Mention]) -> bool:
    return not mentions and len(text) <= _LONGEST_TALK and _TALK.fullmatch(text) is not None


# --- advice on a patient ---

_PERSON = r"""(?:my|our|his|her|their)\ (?:own\ )?(?:[\w-]+\ )?(?:patient|father|mother|dad|mum|mom|wife|husband|son
  |daughter|sister|brother|grand\w+|uncle|aunt|friend|child|partner|doctor|oncologist|tumou?r|cancer|diagnosis
  |prognosis|treatment|therapy|chemo(?:therapy)?)\b"""
_ADVISE = r"""(?:should|take|dos\w+|treat\w*|prognos\w+|surviv\w+|live|switch|stop|recommend\w*|give|get|cure\w*
      |chances?
  |best|expect\w*|work)\b"""
_ADVICE = _pattern(
    rf"""
      {_PERSON}.*\b{_ADVISE} | \b{_ADVISE}.*{_PERSON}
    | \b(?:should|can|could|shall|may|must)\ (?:i|we|he|she|my|our)\b.*
      \b(?:take|stop|switch|start|receive|treat|prescribe|give|given|try|use|have|combine|add|continue)\b
    | \b(?:mr|mrs|ms|miss)\.?\ [A-Z]\w*
    | \b\d{{1,3}}[-\ ]?(?:years?|yrs?|months?)[-\ ]?old\b
    | \bi\ (?:have|was\ diagnosed|am\ on|take|suffer|had)\b
    | \b(?:recommended|right|correct|maximum|standard|usual|daily|starting|what|which|safe|exact|optimal)
      \ (?:[\w-]+\ ){{0,2}}?(?:dose|dosage|dosing|posology)\b
    | \bhow\ (?:much|many)\ (?:mg|milligrams?|tablets?|pills?|cycles)\b | \bhow\ much\ [\w-]+\ (?:should|do|can|to
    |for|is)\b
    | \b(?:dose|dosage|dosing)\b.*\b(?:patients?|children|adults?|elderly|child|man|woman|kg|renal|pregnan\w+)\b
    | \b(?:do|must|can|should|am|may)\ i\b(?!\ (?:find|get|read|see|cite|add|search|ask|export)\b)
      .*\b(?:need|different|treatment|drug|therapy|safe|risk|stop|take|respond|cure\w*|dose|test\w*)\b
    | \b(?:safe|right|good|best|suitable|enough|work)\ for\ (?:me|us|my\ \w+|him|her)\b
    | \bi\ (?:was|have\ been|am)\ (?:told|given|put|prescribed|diagnosed|taking|on)\b
    | \bmy\ (?:\w+\ )?(?:exosom\w*|mi(?:cro)?-?rna|mir|levels?|results?|scan|blood|biopsy|oncology)\b
    | \bhow\ long\ (?:will|does|do|can)\ (?:i|he|she|my|our|a\ patient|patients?)\b | \blife\ expectancy\b
    | \bprognosis\ (?:of|for)\ (?:a\ |the\ |this\ |our\ )?(?:patient|man|woman|person|lady|gentleman)\b
    """
)

# --- the corpus itself ---

_HOLDINGS = r"""(?:records?|sources?|papers?|articles?|publications?|stud(?:y|ies)|reviews?|notes?|digests?|passages?
  |entries|documents?|references?)"""
_HERE = r"(?:the|your|this|its)\ (?:corpus|library|collection|database|index|archive)"
_CORPUS = _pattern(
    rf"""
      \bhow\ (?:many|large|big)\b.*\b{_HOLDINGS}\b | \b(?:number|count)\ of\ (?:[\w-]+\ ){{0,2}}{_HOLDINGS}\b
    | \bcount\ (?:[\w-]+\ ){{0,3}}{_HOLDINGS}\b
    | \bhow\ many\b.*\b(?:you\ (?:have|hold|know|list|got)|in\ {_HERE}|are\ (?:recorded|listed|here|there))\b
    | \b(?:what|which|any|list|show|name)\b.*\b{_HOLDINGS}\b.*
      \b(?:you\ have|do\ you|have\ you|you\ got|you\ hold|(?:in|of)\ {_HERE}|are\ there|is\ there|are\ available)\b
    | \b(?:do|have|has|does|got)\ (?:you|{_HERE})\b.*\b(?:{_HOLDINGS}|anything|something|data|information|material)\b
    | ^(?:list|show|give|find|which|what)(?:\ me)?(?:\ all)?(?:\ the|\ your|\ of\ the)?\ (?:[\w-]+\ )?
      (?:sources|papers|articles|publications|reviews|studies|documents|references)\ (?:on|about|for|that|of
      |mention\w*|with|deal\w*|cover\w*)\b
    | ^(?:what|which)\ (?:sources|papers|articles|publications|reviews|studies|documents|references)\b
    | \bwhat(?:'s|\ is|\ does|\ do)\ (?:in\ )?{_HERE}\b | \bhow\ (?:big|large)\ is\ {_HERE}
    """
)

# --- two things side by side ---

_COMPARING = _pattern(
    r"""
      \bcompar(?:e|ed|ing|ison|es)\b | \bversus\b | \bvs\b | \bcontrast(?:s|ed|ing)?\b | \bside\ by\ side\b
    | \bdiffer(?:s|ence|ences|ent|ently)?\b | \bthe\ same\ (?:effect|way|role|thing)\b | \bas\ (?:it\ does\ )?in\b
    | \bopposite\b | \b(?:both|unlike)\b | \bbetter\ than\b
    """
)
_COORDINATED = _pattern(
    r"""\b(?:in|on|for|with|to|against|from)\b[^?;]*\b(?:and|or|but)\b(?:\ (?:also|not))?
    \ (?:in|on|for|with|to|against|from)\b"""
)
_COMPARED: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene", "cell")


def _is_compare(text: str, mentions: Sequence[Mention]) -> bool:
    kinds = [kind for kind, _ in {(mention.kind, mention.name) for mention in mentions}]
    if not any(kinds.count(kind) > 1 for kind in _COMPARED):
        return False
    if _COMPARING.search(text):
        return True
    return _COORDINATED.search(text) is not None and not _YES_NO.match(text) and not _ASKS_FOR.match(text)


# --- yes or no ---

_YES_NO = _pattern(
    r"""(?:(?:and|but|so|then|also|please|hi|hello|ok|well|tell\ me|do\ you\ know|can\ you\ (?:say|tell\ me)|i\ wonder
      |is\ it\ (?:true|known|correct|the\ case|right|a\ fact)|any\ evidence)(?:\ that|\ if|\ whether)?[\s,]+)*
    (?:do|does|did|is|are|was|were|can|could|has|have|will|would|might|may|isn['’]t|aren['’]t|doesn['’]t|don['’]t
    |didn['’]t
      |can['’]t)\b(?!\ you\b)"""
)
_WHETHER = _pattern(
    r"""\bwhether\b | \bis\ it\ (?:true|correct|known|the\ case)\b | \bevidence\ that\b | \btrue\ or\ false\b
    | \byes\ or\ no\b | ,\s*(?:right|correct|true|or\ not|isn['’]t\ it|doesn['’]t\ it)\s*\?$"""
)


def _is_effect(text: str, mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and (_YES_NO.match(text) is not None or _WHETHER.search(text) is not None)


# --- what something is ---

_RELATION = r"""(?:effects?|roles?|targets?|mechanisms?|functions?|impact|influence|evidence|relation\w*|links?
      |pathways?
  |levels?|models?|consequences?|causes?|reasons?|results?|known|association|source|donors?|recipients?|cargo)"""
_THING = r"(?:[\w/'’‐-―+-]+\ ?)"
_DEFINITION = _pattern(
    rf"""
      ^(?:so\ |and\ |please\ |can\ you\ |could\ you\ )*
      (?:define|explain(?:\ the\ term)?|what(?:'s|\ is|\ are|\ was|\ were|\ does|\ do)(?:\ meant\ by)?|meaning\ of
      |definition\ of|describe)
      \ (?:an?\ |the\ |meant\ by\ |term\ )*(?!{_THING}{{0,4}}\b{_RELATION}\b)(?!{_THING}{{0,4}}(?:in|on|against)\ )
      {_THING}{{1,4}}(?:\ ?(?:mean|stand\ for|(?:used|good)\ for|made\ of|all\ about))?\s*[?.]?$
    | \bwhat(?:'s|\ is|\ are)\ (?:an?\ |the\ )?{_THING}{{1,4}}(?:used|good|made)\ (?:for|of|as|from|in)\b
    | \b(?:stands?\ for|definition\ of|defined\ as|meaning\ of|(?:is|are)\ meant\ by)\b
    | ^how\ (?:big|large|small|wide|are\ exosomes|is\ an?\ exosome)\b
    """
)

# --- all that match ---

_THINGS = r"""(?:mi(?:cro)?-?rnas(?![\s-]?\d)|mirs|ncrnas|rnas(?!-)|drugs|agents|chemotherapies|therapies|treatments
  |cancers|tumou?rs|malignancies|genes|proteins|targets|donors|(?:bio)?markers|cargos|molecules|ones)"""
_VERBS = r"""(?:restores?|reverses?|raises?|promotes?|causes?|confers?|drives?|overcomes?|re-?sensiti[sz]es?
      |sensiti[sz]es?
  |increases?|decreases?|reduces?|lowers?|prevents?|blocks?|enhances?|induces?|makes?|spreads?|transfers?|predicts?
  |marks?
  |renders?|improves?|turns?|protects?|weakens?|abolish\w*|counter\w*|boosts?|breaks?|defeats?|undo(?:es)?)"""
_ASKS_FOR = _pattern(
    rf"""
      ^(?:(?:please|can\ you|could\ you|i\ need|i\ want|i'd\ like|give\ me|show\ me|show|give|find|tell\ me)\ )*
      (?:list|enumerate|name|all|every|each|overview|(?:a|the)\ (?:full\ |complete\ )?(?:list|table|overview)|table
      |catalogue)\b
    | ^(?:so\ |and\ |then\ |tell\ me\ |show\ me\ |give\ me\ )*which\b
      (?:\ (?!(?:do|does|did|is|are|was|happens?)\b)[\w/’'‐-―+-]+){{0,5}}?\ {_THINGS}\b
    | ^(?:so\ |and\ |then\ |tell\ me\ |show\ me\ |give\ me\ )*what\b
      (?:\ (?!\w+[^s\W]s\b|(?:do|did|was)\b)[\w/’'‐-―+-]+){{0,5}}?\ {_THINGS}\b
    | ^(?:so\ |and\ )?(?:what|which|anything|who)(?:\ else|\ all|\ in\ (?:exosomes|vesicles|EVs))?
      (?:\ (?:can|could|may|might|will|that|would|helps?(?:\ to)?))*\ {_VERBS}\b
    | ^(?:against|to|for|with|in|from|by)\ (?:which|what)\ (?:[\w-]+\ ){{0,2}}?{_THINGS}\b
    | ^(?!.*\b(?:how|why|what|which|who|is|are|does|do|did|can)\b).*\b(?:mi(?:cro)?rnas|mirs|(?:bio)?markers)\b
    """
)


def _is_list(text: str, mentions: Sequence[Mention]) -> bool:
    return _ASKS_FOR.search(text) is not None


# --- how and why ---

_MECHANISM = _pattern(
    r"""
      ^(?:(?:so|and|but|please|explain|tell\ me|can\ you\ explain|describe)\ )*how\b(?!\ (?:many|much|long|often|old
      |big|large)\b)
    | \b(?:in|by)\ (?:what|which)\ (?:ways?|means|manner)\b
    | \bhow\ (?:do|does|did|can|could|is|are|might|exactly|come)\b | \bwhy\b
    | \bmechanis(?:m|ms|tic|tically)\b | \bmode\ of\ action\b | \bexplain\b
    | \b(?:by|through|via)\ (?:which|what)\ (?:[\w-]+\ )?(?:mechanisms?|pathways?|routes?|means|ways?|process(?:es)?
    |axis)\b
    | \b(?:what|which)\ (?:signal\w+\ )?(?:pathways?|mechanisms?|processes)\b
    """
)


def _is_mechanism(text: str, mentions: Sequence[Mention]) -> bool:
    return _MECHANISM.search(text) is not None


def _found(pattern: re.Pattern[str]) -> Shows:
    return lambda text, mentions: pattern.search(text) is not None


_SIGNS: Mapping[QuestionKind, Shows] = {
    "talk": _is_talk,
    "advice": _found(_ADVICE),
    "corpus": _found(_CORPUS),
    "compare": _is_compare,
    "effect": _is_effect,
    "definition": _found(_DEFINITION),
    "list": lambda text, mentions: (
        _is_list(text, mentions)
        and not re.match(r"(?:what|which) (?:\w+ )?(?:mechanism|pathway|process)", text, re.IGNORECASE)
    ),
    "mechanism": _is_mechanism,
}
"""In the order in which they are tried."""
