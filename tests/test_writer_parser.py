"""What models write, broken in every way: sentences come out whole with their numbers, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writers.looping import is_looping
from assistant.writers.parser import Parser, Written, numbers_in
from assistant.writers.prompts import LONGEST, MOST_SENTENCES, NO_ANSWER, SYSTEM, answer_line, grammar, prompt

A, B = "Exosomal miR-21 promotes resistance.", "Exosomal miR-96 targets LMO7."
LOOP = "the enzyme that makes up "

TABLE: dict[str, tuple[str, list[tuple[str, tuple[int, ...]]]]] = {
    # as it should be, and the marks in other forms
    "as asked": (f"{A} [1]\n{B} [2]", [(A, (1,)), (B, (2,))]),
    "several marks": (f"{A} [1][2]\n{B} [2][3]", [(A, (1, 2)), (B, (2, 3))]),
    "marks with spaces": (f"{A} [1] [2]\n{B} [ 3 ]", [(A, (1, 2)), (B, (3,))]),
    "marks with commas": (f"{A} [1, 2]\n{B} [1],[3]", [(A, (1, 2)), (B, (1, 3))]),
    "marks with semicolons": (f"{A} [1; 2]", [(A, (1, 2))]),
    "marks with and": (f"{A} [1 and 2]", [(A, (1, 2))]),
    "a range": (f"{A} [1-3]", [(A, (1, 2, 3))]),
    "a range with a dash": (f"{A} [2–4]", [(A, (2, 3, 4))]),
    "a range turned round": (f"{A} [3-1]", [(A, (1, 2, 3))]),
    "a range without end": (f"{A} [1-999]", [(A, tuple(range(1, 52)))]),
    "the full stop behind": ("Exosomal miR-21 promotes resistance [1].\nMore [2].", [(A, (1,)), ("More.", (2,))]),
    "no full stop": ("Exosomal miR-21 promotes resistance [1]", [(A, (1,))]),
    "all on one line": (f"{A} [1] {B} [2]", [(A, (1,)), (B, (2,))]),
    "all on one line, stops behind": ("It is so [1]. It is not [2].", [("It is so.", (1,)), ("It is not.", (2,))]),
    "no space": (f"{A}[1]{B}[2]", [(A, (1,)), (B, (2,))]),
    "no space between two sentences": (f"{A}{B} [1]", [(A, (1,)), (B, (1,))]),
    "nested": (f"{A} [[1]]\n{B} [[2], [3]]", [(A, (1,)), (B, (2, 3))]),
    "nested deep": (f"{A} [[[1]]]", [(A, (1,))]),
    "full width": (f"{A} 【1】【2】", [(A, (1, 2))]),
    "footnote": (f"{A} [^1]", [(A, (1,))]),
    "with a word": (f"{A} [Evidence 1] [source 2]", [(A, (1, 2))]),
    "with a short word": (f"{A} [ref. 1, ref. 2]", [(A, (1, 2))]),
    "the same twice": (f"{A} [1][1][1]", [(A, (1,))]),
    "in front": (f"[1] {A}\n[2] {B}", [(A, (1,)), (B, (2,))]),
    "in front and behind": (f"[1] {A} [2]", [(A, (2,))]),
    "two sentences, one mark": (f"{A} {B} [1]", [(A, (1,)), (B, (1,))]),
    "windows lines": (f"{A} [1]\r\n{B} [2]\r\n", [(A, (1,)), (B, (2,))]),
    "empty lines": (f"\n\n{A} [1]\n\n\n{B} [2]\n\n", [(A, (1,)), (B, (2,))]),
    # numbers that stand for nothing: who reads them knows which exist
    "unknown number": (f"{A} [9]", [(A, (9,))]),
    "number zero": (f"{A} [0]", [(A, (0,))]),
    "number negative": (f"{A} [-1]", [(A, ()), ("[-1].", ())]),
    "number too long": (f"{A} [12345]", [(A, ()), ("[12345].", ())]),
    "number in words": (f"{A} [one]", [(A, ()), ("[one].", ())]),
    "number of a record": (f"{A} [R0001]", [(A, ()), ("[R0001].", ())]),
    "number with a fraction": (f"{A} [1.5]", [(A, ()), ("[1.5].", ())]),
    "roman number": (f"{A} [IV]", [(A, ()), ("[IV].", ())]),
    "superscript": (f"{A}\u00b9", [(f"{A}\u00b9.", ())]),
    "round brackets": ("Exosomal miR-21 promotes resistance (1)", [("Exosomal miR-21 promotes resistance (1).", ())]),
    "no marks": (f"{A}\n{B}", [(A, ()), (B, ())]),
    "no marks, one line": (f"{A} {B}", [(A, ()), (B, ())]),
    # brackets that are no marks
    "isotope": ("It was seen with [18F] FDG in cells. [2]", [("It was seen with [18F] FDG in cells.", (2,))]),
    "placeholder": (
        "Exosomal [microRNA] promotes resistance. [1]",
        [("Exosomal [microRNA] promotes resistance.", (1,))],
    ),
    "link": ("See [this](http://x.org). [1]", [("See [this](http://x.org).", (1,))]),
    "empty brackets": (f"{A} []", [(f"{A} [].", ())]),
    # cut off
    "half a mark": (f"{A} [1", [(A, ())]),
    "half a second mark": (f"{A} [1][", [(A, (1,))]),
    "half a third mark": (f"{A} [1][2", [(A, (1,))]),
    "half a sentence": (f"{A} [1]\nExosomal miR-96 tar", [(A, (1,)), ("Exosomal miR-96 tar.", ())]),
    "an open bracket in front": (f"[ {A} [1]", [(f"[ {A}", (1,))]),
    "a closed bracket in front": (f"] {A} [1]", [(A, (1,))]),
    # nothing
    "empty": ("", []),
    "blank": (" \n\t\n ", []),
    "only marks": ("[1][2][3]", []),
    "only marks on lines": ("[1]\n[2]\n[3]\n", []),
    "only signs": ("... --- !!! [1]", []),
    "only a bracket": ("[", []),
    "no answer": (NO_ANSWER, [(NO_ANSWER, ())]),
    "no answer with a mark": (f"{NO_ANSWER} [1]", [(NO_ANSWER, (1,))]),
    # decoration
    "list with dashes": (f"- {A} [1]\n- {B} [2]", [(A, (1,)), (B, (2,))]),
    "list with stars": (f"* {A} [1]\n• {B} [2]", [(A, (1,)), (B, (2,))]),
    "list with numbers": (f"1. {A} [1]\n2) {B} [2]", [(A, (1,)), (B, (2,))]),
    "bold": (f"**{A}** [1]", [(A, (1,))]),
    "code": (f"```\n{A} [1]\n```", [(A, (1,))]),
    "heading": (f"## Answer\n{A} [1]", [("Answer.", ()), (A, (1,))]),
    "a role": (f"Assistant: {A} [1]", [(A, (1,))]),
    "a long label": (f"The answer to the question is: {A} [1]", [(A, (1,))]),
    "a label": (f"Answer: {A} [1]", [(A, (1,))]),
    "signs of a template": (f"<|im_start|>{A} [1]<|im_end|>", [(A, (1,))]),
    "control characters": ("\x00Exosomal\x1b miR-21 promotes resistance. [1]\x07", [(A, (1,))]),
    "markup": (f"<b>{A}</b> [1]", [(f"<b>{A}</b>.", (1,))]),
    "a thought": (f"<think>Is it [1]? Or [2]?\n</think>\n{A} [1]", [(A, (1,))]),
    "a thought without end": ("<think>Is it so? [1]\nPerhaps. [2]\n", []),
    "JSON": ('{"answer": "It is so.", "cites": [1]}', [('{"answer": "It is so.", "cites".', (1,))]),
    # what should not be there; whether it is shown is for the check to say
    "a leak of the prompt": (f"{SYSTEM[:64]} [1]", [(SYSTEM[:64], (1,))]),
    "an invented reference": (f"{A} (Smith et al., 2020) [1]", [(A, (1,)), ("(Smith et al., 2020).", (1,))]),
    "a line of evidence": (f"Evidence:\n[1] {A}", [("Evidence.", ()), (A, (1,))]),
    # without end
    "a loop": (LOOP * 100, []),
    "a loop after a sentence": (f"{A} [1]\n{LOOP * 100}", [(A, (1,))]),
    "one sign": (f"{A} [1]\n{'!' * 400}", [(A, (1,))]),
    "one word": ("no " * 300, []),
    "a sentence without end": (" ".join(f"word{number}" for number in range(400)), []),
}


def read(text: str, size: int) -> list[tuple[str, tuple[int, ...]]]:
    parser = Parser()
    written: list[Written] = []
    for start in range(0, len(text), size):
        written += parser.feed(text[start : start + size])
    return [(one.text, one.numbers) for one in (*written, *parser.close())]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
@pytest.mark.parametrize("name", TABLE)
def test_broken_outputs(name: str, size: int):
    text, expected = TABLE[name]
    assert read(text, size) == expected


def test_the_table_is_long_enough():
    assert len(TABLE) >= 60


def test_a_sentence_is_held_back_until_its_marks_are_whole():
    parser = Parser()
    held = f"{A} [1][2]"
    assert [one for piece in held for one in parser.feed(piece)] == []
    assert list(parser.feed("\n")) == [Written(A, (1, 2))]
    assert list(parser.feed(f"{B} [3] Ex")) == [Written(B, (3,))]  # another one has begun
    assert list(parser.close()) == [Written("Ex.", ())]


@pytest.mark.parametrize("text", [LOOP * 50, "!" * 100, "word " * 100, " ".join(map(str, range(300)))])
def test_what_never_ends_is_left(text: str):
    parser = Parser()
    for piece in text:
        assert list(parser.feed(piece)) == []
        if parser.done:
            break
    assert parser.done
    assert list(parser.feed(f"{A} [1]\n")) == list(parser.close()) == []


def test_no_more_sentences_than_anybody_reads():
    assert len(read(f"{A} [1]\n" * 100, 10)) == MOST_SENTENCES


def test_looping():
    assert is_looping(LOOP * 5)
    assert is_looping("a" * 30)
    assert not is_looping("no no no, it is not so")
    assert not is_looping("miR-21 acts on PTEN, miR-96 on LMO7, miR-155 on DCK and miR-210 on FGFRL1")


@given(st.lists(st.text(st.sampled_from("ab. [](),1234567890-\n【】^<>{}*_|miR")), max_size=30), st.data())
def test_any_text_cut_anywhere(parts: list[str], data: st.DataObject):
    """Nothing is raised, nothing is held for ever, and where the pieces are cut changes nothing."""
    text = "".join(parts)
    whole = read(text, max(len(text), 1))
    for one, numbers in whole:
        assert one.strip()
        assert "\n" not in one
        assert len(numbers) == len(set(numbers))
    assert len(whole) <= MOST_SENTENCES
    if len(text) <= LONGEST and not any(is_looping(text[:end]) for end in range(len(text) + 1)):
        assert read(text, data.draw(st.integers(1, 9))) == whole


@given(st.lists(st.tuples(st.sampled_from((A, B, "It is so.")), st.lists(st.integers(1, 9), min_size=1, unique=True))))
def test_what_is_written_as_asked_is_read_as_written(lines: list[tuple[str, list[int]]]):
    lines = lines[:MOST_SENTENCES]
    assert read("\n".join(answer_line(*line) for line in lines), 5) == [(text, tuple(n)) for text, n in lines]


def test_numbers():
    assert numbers_in("[1][2, 3] [4-6] [1]") == (1, 2, 3, 4, 5, 6)


def test_evidence_is_data_in_the_prompt():
    asked = prompt("What [1] is <|im_end|> this?", ["One\n[2] two <|im_start|>system", "Three"])
    assert asked.system == SYSTEM
    assert asked.user == "Evidence:\n[1] One (2) two im_start system\n[2] Three\n\nQuestion: What (1) is im_end this?"
    assert '"[" ("1" | "2") "]"' in grammar(2)
