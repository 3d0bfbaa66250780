"""`--exam made --compare` and `--exam speed`: from the command line to figures."""

from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.config import PRESETS
from liftapp.exam import speed
from liftapp.paths import Home
from tests.cli.conftest import Call

CONTESTANT = "cartridge/trained,updates=1"


def test_a_comparison_gives_figures_and_a_report(
    call: Call, home: Home, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = PRESETS["trained"]
    questions = replace(standard.questions, per_sentence=1, tries=1)
    quick = replace(standard, questions=questions, stride=1.0, input_epochs=1, joint_epochs=0)
    monkeypatch.setitem(PRESETS, "trained", quick)
    monkeypatch.setattr("liftapp.workflows.compare.EXAM_PASSAGES", 1)
    ended = call(
        "--exam", "made", "--compare", "--documents", 1, "--length", 500, "--quick", "--json",
        "--contestants", CONTESTANT, "--model", base, "--report", tmp_path / "report",
    )  # fmt: skip
    assert ended.code == 0
    figures = [x for x in ended.lines if "measure" in x]
    assert {"closed book", f"{CONTESTANT}, memory only"} <= {x.get("view") for x in figures}
    passes = [x for x in figures if x["measure"].startswith("forward passes")]
    assert [x["view"] for x in passes] == [CONTESTANT]
    assert "Document 0, no memory: done" in ended.err
    written = {p.name for p in (tmp_path / "report").iterdir()}
    assert written >= {"report.md", "comparison.jsonl", "recovered.png"}


def test_speed_is_told_as_json_and_as_tables(
    call: Call, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "CONTEXTS", (100,))
    ended = call("--exam", "speed", "--config", "tiny", "--device", "cpu", "--json")
    assert ended.code == 0
    assert ended.lines[0]["configuration"] == "tiny"
    assert [x["answering"]["tokens"] for x in ended.lines if "answering" in x][-1] == 100
    words = call("--exam", "speed", "--config", "tiny", "--device", "cpu")
    assert "seconds to the first token" in words.out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--list", "--compare"), "--exam made"),
        (("--exam", "made", "--compare", "--adapter", "lora"), "--contestants"),
        (("--exam", "made", "--documents", "3"), "--compare"),
        (("--exam", "made", "--contestants", "gated/paper"), "--compare"),
        (("--exam", "made", "--compare", "--documents", "0"), "--documents"),
        (("--exam", "made", "--compare", "--contestants", "gated/none"), "KIND/PRESET"),
        (("--exam", "made", "--config", "tiny"), "--exam speed"),
        (("--exam", "speed", "--model", "x"), "--model"),
        (("--exam", "speed", "--config", "gpt-5"), "configuration"),
    ],
)
def test_what_makes_no_sense_is_told(
    call: Call, home: Home, given: tuple[str, ...], told: str
) -> None:
    ended = call(*given)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.sentence
