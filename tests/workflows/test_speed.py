import json
from pathlib import Path

import pytest

from liftapp.exam import speed as timing
from liftapp.sizes import sized
from liftapp.workflows.speed import speed


def test_a_report_with_what_was_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "CONTEXTS", (300,))
    heard = list[str]()
    done = speed("tiny", device="cpu", report=tmp_path / "report", tell=heard.append)
    assert "300 tokens in view" in done.text
    lines = (tmp_path / "report" / "speed.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == done.rows
    assert done.rows[0]["configuration"] == "tiny"
    page = (tmp_path / "report" / "speed.md").read_text()
    assert page.startswith("# Speed of tiny\n\nRandom weights")
    assert "| memory, 64 tokens in view |" in page
    learned = done.rows[1]["learning"]
    assert isinstance(learned, dict)
    assert f"| memory kept | {sized(learned['memory_bytes'])} |" in page
    assert "left out" not in page
