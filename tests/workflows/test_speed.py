import json
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
        assert f"| {sized(took['memory_bytes'])} |" in page
    assert "left out" not in page
