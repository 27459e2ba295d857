"""English words of direction: what raises, what lowers, what negates, and what resistance is called."""

from functools import lru_cache

from corpus.words import stems


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word, as ``corpus.words`` stems it; empty for signs."""
    found = stems(word)
    return found[-1] if found else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


RAISE = _stems(
    "promote enhance induce upregulate raise increase elevate boost augment strengthen activate stimulate"
    " amplify trigger cause elicit restore favour support foster facilitate sustain maintain stabilise improve"
    " heighten intensify contribute lead led produce potentiate accelerate speed expand rise rose risen rising"
    " climb grew gain gained regain return add adding addition putting put overexpress re-express reexpress"
    " overproduce rescue mimic overproducing free frees lift lifts drive drove driven evoke provoke feed"
    " double doubled keep kept more much higher high highest greater great extra rich enrich surplus abundant"
    " longer long good better best quick fast faster stronger strongest large larger largest up quicker"
    " overexpression upregulation presence bring brought force forcing supply supplying supplied switch turn"
    " push extend prolong peak accumulate reactivate resume develop acquire undergo undergoes underwent"
    " undergoing beat favor help helps aid attain win won outlast toxic"
)
LOWER = _stems(
    "reverse suppress downregulate inhibit block overcome overcame attenuate reduce decrease lower diminish"
    " lessen weaken blunt dampen abolish abrogate cancel undo undid undone remove removal prevent impair"
    " repress silence deplete curb limit counter counteract antagonise eliminate cut cutting hinder disrupt"
    " inactivate quench quieten quiet fall fell fallen drop decline lose lost loss lack absence absent"
    " knockdown knock knocking knocked knockout deficient deficiency delete deletion antagomir antagonist"
    " inhibitor sirna antisense low lowest poor poorly worse worst bad badly shorter short few fewer less"
    " little lesser rare scarce slow slowed slower restrain offset blockade ablate downmodulate destabilise"
    " degrade degradation neutralise mitigate alleviate relieve halt stop withdraw tame counters ease narrow"
    " shrink shrank shrunk disappear fade vanish interfere reversal shut hamper stunt deprive retard forbid"
    " turn-off soften restrict minimise subdue withhold damage depletion worsen deteriorate aggravate exacerbate"
)
COMES = _stems("result follow stem arise")
"""Verbs that with "from" name a cause: "resistance results from the loss of X"."""
WORSEN = _stems("worsen aggravate exacerbate")
"""Verbs that raise resistance and lower what is good, sensitivity with it."""
TARGET = _stems("target hit bind bound sponge soak mop tie ties tied")
"""Verbs by which one molecule lowers another or takes it up."""
SPREAD = _stems(
    "let lets allow allows permit confer spread transfer transmit pass hand give gave given grant impart lend"
    " convey move mediate evoke share explain deliver transport disseminate propagate make made render become"
    " became turn show carry contribute"
)
"""Verbs that raise resistance where it is their object, and say no direction of anything else."""
NEGATION = frozenset(
    "not no never neither cannot nor without fail fails failed failing failure unable nothing none hardly n't".split()
)
RAISING = frozenset("phosphorylates phosphorylated phosphorylating releasing".split())
"""Verbs whose noun says no direction."""
PHRASAL = {
    (stem(verb), particle): sign
    for text, particle, sign in (
        ("hold holds held keep keeps kept", "back", -1),
        ("switch switched turn turned", "off", -1),
        ("switch switched turn turned", "on", 1),
        ("knock knocked knocking shut shutting break broken bring", "down", -1),
        ("bring brought put putting", "back", 1),
        ("go goes went come came speed sped step", "up", 1),
        ("go goes went come came", "down", -1),
    )
    for verb in text.split()
}
PARTICLES = frozenset("up down off".split())
DIRECTED = RAISE | LOWER | TARGET | SPREAD
"""All of these."""
POSSIBLE = _stems("affect influence impact modulate change alter shape govern regulate")
"""Words of an effect without a direction."""

# Surface forms that look like direction and are none.
NEUTRAL = frozenset("promoter promoters active activity activities actively needs rather".split())
SIZES = _stems("shrink shrank shrunk grow grew")
"""Verbs of how big a tumour is."""
INTRANSITIVE = _stems(
    "rise rose risen rising climb fall fell fallen drop decline increase decrease worsen improve grow grew"
    " return double disappear fade vanish shrink shrank expand accumulate strengthen weaken peak go goes went"
    " come came"
)
QUALITIES = frozenset(
    "higher high highest greater longer long good better best stronger larger low lowest poor worse worst bad"
    " shorter short fewer few rich enriched deficient abundant".split()
)
"""Adjectives of direction, in which nobody acts."""
ADJECTIVES = _stems(
    "higher high highest greater great rich abundant longer long good better best stronger strong larger large"
    " low lowest lower poor worse worst bad shorter short fewer few less little scarce absent deficient up"
    " down more"
)
LEVEL = _stems(
    "level expression amount abundance concentration quantity content activity output degree protein mrna gene"
    " transcript molecule pathway signalling axis much"
)
"""Words that only say how much there is of what stands beside them."""
BE = frozenset(
    "is are was were be been being gets got became become becomes remained remain stays stayed becoming".split()
)
BREAKS = frozenset(
    "which who whose that where while whereas but because so when although though if then thus thereby hence"
    " yet however once unless whether whereupon".split()
)
PREPOSITIONS = frozenset(
    "in to from by via through with at on during under among between against into onto over than for within as"
    " towards toward across inside per despite compared about behind after along before until since upon".split()
)
STOPS = PREPOSITIONS | BREAKS | BE | {"and", "or"}
"""Words at which a phrase ends."""
TURNING = frozenset(
    "inhibitor inhibitors inhibition knockdown knockout silencing depletion loss deletion blockade suppression"
    " deficiency antagonist antagomir downregulation reduction removal deficient absence ablation degradation".split()
)
"""Words that turn the name before them: miR-21 inhibitor."""
ACTING = frozenset("mediated induced driven loaded enriched carrying containing expressing transfected rich".split())
"""Those of them that tell what acts."""
JOINED = frozenset(
    "dependent mediated induced driven associated derived positive negative mutant mutated rich treated loaded"
    " containing based related producing expressing specific enriched naive bearing carrying transfected"
    " modified".split()
)
"""Second halves of compounds that only describe: miR-21-mediated, cisplatin-induced."""
