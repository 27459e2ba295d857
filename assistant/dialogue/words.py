"""Closed lists of English words that short questions are made of."""

from collections.abc import Mapping

from corpus.model import NameKind

NOUNS: Mapping[NameKind, str] = {
    "mirna": r"(?:exosomal |vesicular )?(?:mi(?:cro-?)?RNAs?|miRs?)",
    "drug": r"(?:anti-?cancer |platinum )?(?:drugs?|agents?|compounds?|chemotherap(?:y|ies|eutics?)|treatments?"
    r"|therap(?:y|ies)|medications?|medicines?)",
    "cancer": r"(?:cancers?|tumou?rs?|malignanc(?:y|ies)|diseases?|entit(?:y|ies))(?: types?)?",
    "gene": r"(?:target )?(?:genes?|proteins?|targets?|transporters?|molecules?)",
    "cell": r"(?:donor |recipient |stromal |immune )?cells?(?: types?| lines?)?",
    "mechanism": r"(?:mechanisms?|pathways?|process(?:es)?)",
}
"""Words for the kinds of name, as patterns."""

CONSTRAINING: frozenset[NameKind] = frozenset(("drug", "cancer", "cell"))
"""Kinds of name that limit a question rather than being its subject."""

ANY_NOUN = "|".join(NOUNS.values()) + r"|(?:exosomes?|vesicles?|ones?)"
"""What a list may be made of, as a pattern."""

VESICLES = r"(?:exosomes?|(?:extracellular |micro)?vesicles?|EVs?)"

SETTING = (
    r"(?:(?:the )?(?:clinical|human|mouse|animal|patient|cell|real|primary|blood|serum|plasma|tissue|tumou?r) )?"
    r"(?:patients?|humans?|people|mice|mouse|rats?|animals?|xenografts?|organoids?|cohorts?|children|adults|women|men"
    r"|cell lines?|cell cultures?|culture|samples?|biops(?:y|ies)|serum|sera|plasma|blood|urine|saliva|ascites|tissues?"
    r"|the clinic|(?:clinical )?trials?|models?)"
)
"""Where something may have been shown."""

SETTING_PHRASE = rf"(?:(?:in|from|with|on|among|for) {SETTING}|in vivo|in vitro|ex vivo|clinically)"

PREPOSITIONS = frozenset(
    "in for with to from of on by under against at via through using within among versus vs".split()
)

FILLING = PREPOSITIONS | frozenset(
    "a an the and or any all some other others exosomal exosome exosomes vesicle vesicles vesicular derived cell cells"
    " cancer cancers tumour tumours tumor tumors patient only just specifically both model models treatment therapy"
    " resistance resistant chemoresistance sensitivity sensitive case cases setting question drug drugs microrna"
    " micrornas mirna mirnas response responses evidence data results samples sample instead again too also".split()
)
"""Words that may stand beside names in a question without a verb."""

ASKING = frozenset(
    "what which who whom whose where when why how is are was were do does did can could will would should has have had"
    " list show name give tell explain describe compare find summarise summarize".split()
)
"""Words that make a question of its own."""

PLURAL = {"does": "do", "is": "are", "has": "have", "was": "were"}
SINGULAR = {many: one for one, many in PLURAL.items()}

LINKED = (
    r"(?:linked|associated|related|involved|implicated|known|found|reported|carried|transferred|secreted|released"
    r"|derived|shown|connected|tied|tested|correlated|delivered|shed|packed)"
)
"""Participles that may follow a noun directly."""
