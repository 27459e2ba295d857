"""Effects in a text: who raises or lowers what, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.support.effect import Effect
from assistant.support.reader import Reader
from assistant.support.tokens import Name, Token

_CLAUSES = frozenset("while whereas but although".split())


def sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each sentence; a semicolon ends one too."""
    held: list[Token] = []
    for token in tokens:
        if token.kind == "sign" and token.text in ".?!;":
            if held:
                yield held
            held = []
        else:
            held.append(token)
    if held:
        yield held


def effects(text: Sequence[Sequence[Token]], *, premises: bool) -> list[Effect]:
    """The effects that the sentences of a text speak of.

    What is only a premise is left out where the name acts in the sentence; with ``premises`` only that of a
    microRNA, since a record opens with "a higher level of miR-21 promotes". A sentence that names no cancer
    goes with the one before it.
    """
    found: list[Effect] = []
    last: tuple[Name | None, Name | None] = (None, None)
    cancers: frozenset[str] = frozenset()
    for sentence in text:
        reader = Reader(sentence, last)
        here = reader.read()
        last = reader.last, reader.cargo
        cancers = _cancers(sentence) or cancers
        acting = {name for effect in here for name, _ in effect.agents}
        context = frozenset(token.stem for token in sentence if token.kind != "sign")
        for effect in here:
            if effect.premise and effect.name in acting and (not premises or effect.name[0] == "mirna"):
                continue
            where = effect.cancers or _cancers(_clause(sentence, effect.place)) or cancers
            found.append(replace(effect, context=context, nearby=reader.line.segment(effect.place), cancers=where))
    return found


def _cancers(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(name for token in tokens for _, name in token.named("cancer"))


def _clause(sentence: Sequence[Token], place: int) -> Sequence[Token]:
    """The tokens around a place, up to "while", "whereas" or "but" on each side."""
    edges = [at for at, token in enumerate(sentence) if token.text in _CLAUSES]
    start = max((at for at in edges if at <= place), default=0)
    end = min((at for at in edges if at > place), default=len(sentence))
    return sentence[start:end]
