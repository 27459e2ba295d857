"""Words that tell which way a sentence tilts: of resistance, of what drugs achieve, of lowering and of loss."""

from assistant.support import lexicon as lex
from corpus.words import stem_set

RESISTING = stem_set(
    "chemoresistance chemoresistant radioresistance radioresistant resistance resistant resist refractory"
    " insensitive insensitivity unresponsive unresponsiveness tolerance tolerant tolerate withstand survive survival"
    " protect protection shield evade evasion escape rescue desensitise desensitize failure fail spare safeguard"
    " progress progression relapse recurrence nonresponder nonresponders nonresponse impervious ineffective"
    " cytoprotection drugresistant multiresistant intractable endure outlive recalcitrant compromised futile outlast"
)
"""Of resistance."""
YIELDING = stem_set(
    "sensitivity sensitive sensitise sensitize sensitisation sensitization resensitise resensitize resensitisation"
    " resensitization chemosensitise radiosensitise chemosensitize radiosensitize chemosensitivity radiosensitivity"
    " chemosensitive radiosensitive chemosensitisation susceptible susceptibility vulnerable vulnerability responsive"
    " responsiveness respond response responder responders efficacy effectiveness effective cytotoxicity killing kill"
    " succumb benefit pcr eradicate eradication cytotoxic chemosensitizer radiosensitizer sensitizer chemoresponse"
    " curable treatable amenable remission prognosis"
)
"""Of what a drug achieves."""
OF_DRUGS = stem_set(
    "effect effects action activity potency toxicity death apoptosis work working success lethality damage"
)
"""The same where a drug stands by."""
LOWERING = lex.LOWER | stem_set(
    "blunt dampen fall decline counter counteract curtail lose avert undermine ease less restrain cease strip deplete"
    " deprive erode break defeat compromise extinguish antagonise antagonize damp prevent keep kept stop deny relieve"
    " scarcity deficiency devoid shortage drop paucity expulsion unable failed difficult weak hard harder ameliorate"
    " nullify circumvent subdue thwart offset tackle quell subvert abate annul obviate negate invert disappear vanish"
    " sap deteriorate impede hamper frustrate spoil wane dwindle collapse dismantle cripple foil neutralise neutralize"
    " inferior dismal bypass surmount combat conquer dispel erase eradicate cure rid"
)
LESS_OF = lex.LOWER | stem_set(
    "deplete deprive devoid scarcity shortage paucity drop deficiency expulsion antagomir inhibitor knockdown silence"
    " neutralise neutralize sequester sequestration sponge antagonist block antisense soak mop decoy trap titrate"
    " antimir anti lock lna degrade lack absence disposal depressed underexpress scant meagre subnormal sparse down"
)
"""Of an agent that is not there, or is taken away."""
REGAINING = stem_set("reestablish accumulate derepress unleash unleashed upwards restore recover")
UP = frozenset("easier better more again".split())
"""Words behind an outcome that raise it, though some of their stems lower."""
BREAKS = frozenset(
    "when after through via upon whereby whereupon by because since once thereby thus so while whereas if".split()
)
CLAUSES = frozenset("whereas while whilst but although though yet".split())
HOLDERS = frozenset(
    "cell cells line lines subline sublines clone clones tumour tumours tumor tumors ones counterpart counterparts"
    " patient patients donor donors case cases glioma gliomas disease variant variants exosomes vesicles evs"
    " adenocarcinoma carcinoma carcinomas cancer cancers leukaemia myeloma lymphoma melanoma nsclc hcc crc"
    " pdac gbm tnbc".split()
)
"""What is resistant or sensitive itself."""
ADJECTIVES = ("like", "ive", "ant", "ic")
BEING = frozenset("is was are were has have had been being levels level expression".split())
