from itertools import pairwise

import pytest

from liftapp.lift.chunks import chunks
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source, make_source
from tests.lift.small import source_of


def spans_of(
    source: Source, prompter: Prompter, tokens: int, overlap: int = 0
) -> list[tuple[int, int]]:
    return [chunk.span for chunk in chunks(source, prompter, tokens, overlap)]


@pytest.mark.parametrize("size", [25, 60, 10_000])
def test_chunks_are_whole_sentences_and_leave_nothing_out(
    source: Source, prompter: Prompter, size: int
) -> None:
    spans = spans_of(source, prompter, size)
    starts, ends = ({place[i] for place in source.sentences} for i in (0, 1))
    assert all(a in starts and b in ends for a, b in spans)
    between = [source.text[b:a] for (_, b), (a, _) in pairwise(spans)]
    assert not "".join(between).strip()
    assert (spans[0][0], spans[-1][1]) == (0, len(source.text))
    counts = [len(prompter.encode(source.text[a:b])) for a, b in spans]
    blank = len(between)  # may be a token of its own
    assert all(count <= size + blank for count in counts)
    assert (len(spans) == 1) == (size == 10_000)


def test_chunks_begin_with_the_sentences_before_them(source: Source, prompter: Prompter) -> None:
    apart, over = spans_of(source, prompter, 60), spans_of(source, prompter, 60, 30)
    assert [end for _, end in over] == [end for _, end in apart]
    assert over[0] == apart[0]
    for (start, _), (first, _) in zip(apart[1:], over[1:], strict=True):
        before = [s for s in source.sentences if first <= s[0] < start]
        assert before
        assert sum(len(prompter.encode(source.text[a:b])) for a, b in before) <= 30
        earlier = source.sentences[source.sentences.index(before[0]) - 1]
        count = sum(len(prompter.encode(source.text[a:b])) for a, b in [earlier, *before])
        assert count > 30


def test_a_long_sentence_is_cut(prompter: Prompter) -> None:
    long = "Keron built " + "very old bridges and " * 30 + "mills."
    source = source_of(["One lamp.", long, "Two lamps."], prompter)
    spans = spans_of(source, prompter, 20)
    assert spans[0] == source.sentences[0]
    assert spans[-1] == source.sentences[2]
    middle = spans[1:-1]
    assert len(middle) > 3
    assert "".join(source.text[a:b] for a, b in middle) == long
    assert all(len(prompter.encode(source.text[a:b])) <= 20 for a, b in middle)


def test_one_character_may_be_more_than_a_chunk(prompter: Prompter) -> None:
    source = make_source("\U0001f9ed", [(0, 1)], prompter)
    assert spans_of(source, prompter, 1) == [(0, 1)]


def test_a_chunk_in_the_midst_of_a_table_begins_with_its_head(prompter: Prompter) -> None:
    rows = [f"| Keron {i} | {1900 + i} |" for i in range(12)]
    lines = ["Two lamps stood there.", "| Name | Built |", *rows, "One mill."]
    text = "\n\n".join((lines[0], "\n".join(lines[1:-1]), lines[-1]))
    starts = [text.index(line) for line in lines]
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    source = make_source(text, spans, prompter)
    found = chunks(source, prompter, 45, 15)
    for chunk in found:
        first = text[chunk.span[0] :].split("\n")[0]
        inside = first in rows
        assert (chunk.head == spans[1]) == inside
        assert chunk.text(source).startswith("| Name | Built |\n" if inside else first)
    assert sum(chunk.head is not None for chunk in found) > 2
    assert all(chunk.head is None for chunk in chunks(source, prompter, 45, 3))  # too long a head
