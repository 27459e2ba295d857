"""How questions on a record, a topic or a name are worded in the pairs; many ways, so that none is learned by heart."""

from random import Random

from assistant.training.sentences import drugs_of
from corpus.model import Record

_MIRNA = ("exosomal {mirna}", "{mirna}", "{mirna} in exosomes", "{mirna} from vesicles", "vesicular {mirna}")
_DRUG = ("{drug} resistance", "resistance to {drug}", "the response to {drug}", "{drug} response")
_WORDINGS: dict[str, tuple[str, ...]] = {
    "effect": (
        "What does {x} do to {y} in {cancer}?",
        "How does {x} change {y} in {cancer}?",
        "Is {x} linked to {y} in {cancer}?",
        "{x} and {y} in {cancer}",
        "What is known about {x} and {y} in {cancer}?",
        "Does {x} matter for {y} in {cancer}?",
        "Tell me about {x} in {cancer} and {y}.",
        "Which part does {x} play in {y} of {cancer}?",
        "In {cancer}, what is reported on {x} and {y}?",
    ),
    "promotes": (
        "Does {x} promote resistance to {drug} in {cancer}?",
        "Does {x} make {cancer} resistant to {drug}?",
        "Is {drug} less effective in {cancer} because of {x}?",
    ),
    "reverses": (
        "Does {x} reverse resistance to {drug} in {cancer}?",
        "Can {x} make {cancer} sensitive to {drug} again?",
        "Does {x} lower {drug} resistance in {cancer}?",
    ),
    "about": (
        "What is reported on {x} in {cancer}?",
        "What is the role of {x} in {cancer}?",
        "Summarise what is recorded of {x} in {cancer}.",
        "What do we know of {x} in {cancer}?",
    ),
    "how": (
        "How does {x} act on {y} in {cancer}?",
        "Why does {x} affect {y} in {cancer}?",
        "By what mechanism does {x} change {y} in {cancer}?",
        "Explain how {x} works in {cancer} treated with {drug}.",
    ),
    "targets": (
        "What does {x} target in {cancer}?",
        "Which gene is the target of {x} in {cancer}?",
        "Name the target of {x} in {cancer} cells.",
        "Which targets does {x} have in {cancer} with {y}?",
    ),
    "route": (
        "Where does {x} come from in {cancer}?",
        "Which cells release {x} in {cancer}?",
        "What is the source of the vesicles with {mirna} in {cancer}?",
        "Who sends {x} in {cancer}, and to whom?",
    ),
    "recipient": (
        "Which cells take up {x} in {cancer}?",
        "Where does {x} go in {cancer}?",
        "Which cells receive {x} in {cancer}?",
    ),
    "pathway": (
        "Which pathway belongs to {x} in {cancer}?",
        "Through which signalling does {x} act in {cancer}?",
        "What is the axis of {x} in {cancer} and {y}?",
    ),
    "level": (
        "Is the level of {x} raised or lowered in {cancer}?",
        "How much {mirna} is in the vesicles of {cancer}?",
        "What is known of the amount of {x} in {cancer}?",
    ),
    "model": (
        "In which models was {x} studied in {cancer}?",
        "Which cell lines or animals back the finding on {x} in {cancer}?",
        "What was the study of {x} in {cancer} done in?",
    ),
    "list_drug": (
        "Which exosomal microRNAs are linked to {drug}?",
        "List the microRNAs reported for {y}.",
        "Which microRNAs change {y}?",
    ),
    "list_cancer": (
        "Which exosomal microRNAs are reported in {cancer}?",
        "Name microRNAs that matter for drug resistance in {cancer}.",
        "What microRNAs are recorded for {cancer}?",
    ),
    "list_mirna": (
        "In which cancers is {x} reported?",
        "What is recorded of {x}?",
        "Which drugs is {x} linked to?",
    ),
}
_TOPIC = (
    "What is known about {topic}?",
    "What does the evidence say on {topic}?",
    "Tell me about {topic}.",
    "{topic}?",
    "What is reported on {topic}?",
    "Explain {topic} with the sources at hand.",
)
_ELSEWHERE = (
    "What is the usual dose of {drug}?",
    "What are the side effects of {drug} in children?",
    "Who first described {cancer}?",
    "How many people are diagnosed with {cancer} each year?",
    "What is the price of {drug}?",
    "What is the half-life of {drug} in plasma?",
    "Which hospital treats {cancer} best?",
    "How is {cancer} staged?",
    "On which chromosome does the gene of {mirna} lie?",
    "What is the five-year survival of {cancer}?",
)


def ask(kind: str, r: Record, random: Random) -> str:
    """A question of a kind on a record."""
    return _filled(random.choice(_WORDINGS[kind]), r, random)


def ask_topic(topic: str, random: Random) -> str:
    """A question on a topic or a name."""
    question = random.choice(_TOPIC).format(topic=topic)
    return question[0].upper() + question[1:]


def ask_elsewhere(r: Record, random: Random) -> str:
    """A question that names what a record names, and that no evidence here answers."""
    return _filled(random.choice(_ELSEWHERE), r, random)


def _filled(wording: str, r: Record, random: Random) -> str:
    drug = drugs_of(r)
    x, y = random.choice(_MIRNA).format(mirna=r.mirna), random.choice(_DRUG).format(drug=drug)
    question = wording.format(x=x, y=y, drug=drug, cancer=r.cancer, mirna=r.mirna)
    return question if question.startswith("miR") else question[0].upper() + question[1:]
