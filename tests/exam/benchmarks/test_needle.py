"""Needles in a haystack: where they stand, and that the hay stays as it was."""

from pathlib import Path

import pytest

from liftapp.documents import split_sentences
from liftapp.errors import NotFound, UsageError
from liftapp.exam.benchmarks.needle import NEEDLES, load_needle
from liftapp.exam.scores import Metric

HAY = "\n\n".join(
    " ".join(f"Sentence {p * 10 + i} says nothing of value." for i in range(10)) for p in range(20)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hay.txt").write_text(HAY)
    (tmp_path / "notes.md").write_text("No hay.")
    return tmp_path


def test_needles_stand_whole_between_sentences_at_their_true_depths(folder: Path) -> None:
    (source,) = load_needle(folder)
    assert len(source.items) == NEEDLES
    rest, starts = source.text, []
    sentences = {source.text[s.start : s.end] for s in split_sentences(source.text)}
    for item in source.items:
        (needle,), (code,) = item.evidence, item.answers
        assert source.text.count(needle) == 1
        assert code in needle
        assert item.question.removeprefix("What is the ").removesuffix("?") in needle
        assert needle in sentences
        assert item.metrics == (Metric.FOUND,)
        starts.append(source.text.index(needle) / len(source.text))
        rest = rest.replace(needle, "")
    assert rest.split() == HAY.split(), "the hay is as it was"
    assert starts == pytest.approx([0, 0.25, 0.5, 0.75, 1], abs=0.02)
    assert [i.kind for i in source.items] == [
        "depth 0-20 %", "depth 20-40 %", "depth 40-60 %", "depth 60-80 %", "depth 80-100 %",
    ]  # fmt: skip


def test_the_seed_and_the_file_decide_all(folder: Path) -> None:
    (folder / "more.txt").write_text(HAY)
    first, second = load_needle(folder, 1)
    assert load_needle(folder, 1) == [first, second]
    assert first.items != second.items
    assert load_needle(folder, 2)[0].items != first.items


def test_a_depth_is_where_the_needle_came_to_stand(tmp_path: Path) -> None:
    (tmp_path / "hay.txt").write_text("One sentence only, and no end in it for any needle")
    (source,) = load_needle(tmp_path)
    for item in source.items:
        share = source.text.index(item.evidence[0]) / (len(source.text) - len(item.evidence[0]))
        low, high = (int(n) for n in item.kind.removeprefix("depth ")[:-2].split("-"))
        assert low / 100 <= share <= high / 100


def test_a_folder_that_holds_no_hay_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        load_needle(tmp_path / "gone")
    with pytest.raises(UsageError, match=r"holds no \.txt files"):
        load_needle(tmp_path)
    (tmp_path / "hay.txt").write_text(" \n")
    with pytest.raises(UsageError, match="nothing but blanks"):
        load_needle(tmp_path)
    (tmp_path / "hay.txt").write_bytes(b"\xff\xff")
    with pytest.raises(UsageError, match="UTF-8"):
        load_needle(tmp_path)
