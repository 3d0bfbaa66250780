import json
import sys
from pathlib import Path

import pytest

from liftapp.exam import speed as timing
from liftapp.sizes import sized
from liftapp.workflows.speed import speed


@pytest.mark.parametrize("kind", [None, "gated"])
def test_a_report_with_what_was_timed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str | None
) -> None:
    monkeypatch.setattr(timing, "CONTEXTS", (300,))
    heard, folder = list[str](), tmp_path / "report"
    done = speed("tiny", adapter=kind, device="cpu", report=folder, tell=heard.append)
    assert "300 tokens in view" in done.text
    lines = (folder / "speed.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == done.rows
    assert done.rows[0]["configuration"] == "tiny"
    assert done.rows[0]["memory"] == kind or kind is None
    page = (folder / "speed.md").read_text()
    assert page.startswith("# Speed of tiny\n\nRandom weights")
    took = done.rows[1]["learning" if kind else "reading"]
    assert isinstance(took, dict)
    if kind:
        assert "| memory, 64 tokens in view |" in page
        assert f"| memory kept | {sized(took['memory_bytes'])} |" in page
    else:
        assert "| memory of 300 tokens, 64 tokens in view |" in page
        assert f"| {sized(took['memory_bytes'])} | 4 of 4 |" in page
    assert "left out" not in page
    assert "](first-token.png)" in page
    assert (folder / "first-token.png").stat().st_size > 5000
    crossed = [row["crossover"] for row in done.rows if "crossover" in row]
    assert len(crossed) == (kind is None)
    for told in (page, done.text):
        assert ("questions until reading pays" in told) == (kind is None)


@pytest.mark.parametrize(("questions", "said"), [(1234, "1,234"), (None, "never")])
def test_what_is_extrapolated_and_when_reading_pays_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, questions: int | None, said: str
) -> None:
    monkeypatch.setattr(timing, "CONTEXTS", (300, 3000))
    monkeypatch.setattr(timing, "_pays", lambda *_: questions)
    heard = list[str]()
    done = speed("tiny", device="cpu", report=tmp_path, tell=heard.append)
    for told in ((tmp_path / "speed.md").read_text(), done.text):
        assert "seconds of all chunks, from those timed" in told
        assert "16 of 38" in told
        assert told.count(said) == 2
    assert any("(16 of 38 chunks timed)" in line for line in heard)
    crossed = [row["crossover"] for row in done.rows if "crossover" in row]
    assert [c["questions"] for c in crossed if isinstance(c, dict)] == [questions] * 2


def test_what_was_timed_before_an_interruption_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(timing, "CONTEXTS", (300,))
    monkeypatch.setattr(timing, "_why_not", interrupted)
    (tmp_path / "speed.jsonl").write_text("of an earlier run\n")
    with pytest.raises(KeyboardInterrupt):
        speed("tiny", device="cpu", report=tmp_path)
    lines = [json.loads(x) for x in (tmp_path / "speed.jsonl").read_text().splitlines()]
    assert [next(iter(line)) for line in lines] == ["configuration", "reading", "answering"]
    assert lines[1]["reading"]["document_tokens"] == 300
    assert not (tmp_path / "speed.md").exists()


def test_without_matplotlib_there_is_a_page_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timing, "CONTEXTS", (300,))
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    heard = list[str]()
    speed("tiny", device="cpu", report=tmp_path, tell=heard.append)
    page = (tmp_path / "speed.md").read_text()
    assert "## Reading" in page
    assert ".png" not in page
    assert sum("liftapp[exam]" in said for said in heard) == 1


def test_why_longer_contexts_are_left_out_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timing, "_why_not", lambda *_: "too long")
    monkeypatch.setattr(timing, "CONTEXTS", (300,))
    done = speed("tiny", device="cpu", report=tmp_path)
    lines = (tmp_path / "speed.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == done.rows
    assert done.rows[-1] == {"left out": "too long"}
    assert "left out: too long.\n" in (tmp_path / "speed.md").read_text()
