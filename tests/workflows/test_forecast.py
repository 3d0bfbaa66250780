"""What learning will take; no torch is imported for it."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from liftapp.config import PRESETS, TRAINED, Mixture, Preset
from liftapp.errors import ModelUnavailable
from liftapp.paths import Home
from liftapp.workflows import forecast as forecasting
from liftapp.workflows.forecast import SAMPLE, SAMPLE_PARAMETERS, drafts, forecast, note, note_exam
from tests.library.samples import tensors

WORDS = 2503
"""Of the sample document, which took 604 s before its short exam (docs/log.md)."""
EXAM_MINUTES = 13 * SAMPLE.section_s / 60
"""Of the short exam of a document of that length or longer."""
MIXED = replace(PRESETS["paper"], name="mixed", mixture=Mixture(), passes=16, min_updates=300,
                questions=replace(PRESETS["paper"].questions, per_sentence=2))  # fmt: skip


@pytest.fixture(autouse=True)
def mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRESETS, "mixed", MIXED)


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources with the starter as it was when the sample was timed: six layers."""
    folder = tmp_path_factory.mktemp("timed") / "starter"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(tensors(SAMPLE_PARAMETERS))
    config = {"num_hidden_layers": 6, "hidden_size": 256, "max_position_embeddings": 1024}
    (folder / "config.json").write_text(json.dumps(config))
    return folder.parent


@pytest.fixture(autouse=True)
def starter(monkeypatch: pytest.MonkeyPatch, timed: Path) -> None:
    monkeypatch.setattr(forecasting, "resources", lambda: timed)


def minutes(home: Home, words: int, preset: str = "mixed") -> float:
    return forecast(home, preset, words, None).minutes


def test_the_sample_document_takes_what_it_took(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRESETS, "trained", TRAINED)  # these tests' own is quicker
    told = forecast(home, "trained", WORDS, None)
    assert told.minutes == pytest.approx(604 / 60 + EXAM_MINUTES, rel=0.1)
    assert not told.measured
    assert 1.7e9 < told.memory_bytes < 2.1e9  # 1.9 GB were measured
    assert 4 * 1.6e6 < told.disk_bytes < 10e6


def test_reading_takes_seconds_and_little_room(home: Home) -> None:
    """25 s were measured, exam included, with a memory of 1.2 MB and 0.7 GB at most."""
    told = forecast(home, "standard", WORDS, None)
    assert told.minutes - EXAM_MINUTES < 0.1
    assert 0.5e9 < told.memory_bytes < 0.9e9
    assert 1e6 < told.disk_bytes < 6e6
    assert forecast(home, "standard", 100 * WORDS, None).minutes > 20 * (
        told.minutes - EXAM_MINUTES
    )


def test_longer_documents_take_longer(home: Home) -> None:
    four, forty = (minutes(home, times * WORDS) - EXAM_MINUTES for times in (4, 40))
    assert forty == pytest.approx(10 * four, rel=0.01)  # but for the exam, which does not grow
    # A short one is still trained on for the least number of updates.
    assert minutes(home, 10) > 0.5 * minutes(home, WORDS)
    assert minutes(home, 10 * WORDS, "paper") > 5 * minutes(home, WORDS, "paper") > 0


def figures_of(preset: Preset, slower: float) -> dict[str, float]:
    """What a job on the sample document would state on a machine that much slower."""
    written = drafts(preset, WORDS)
    tokens = 300 * 1024 * SAMPLE.update_tokens
    return {
        "question_seconds": slower * SAMPLE.draft_s * written,
        "train_seconds": slower * SAMPLE.token_s * tokens,
        "trained_tokens": tokens,
        "questions": SAMPLE.questions_per_draft * written,
        "steps": 300,
    }


def test_own_jobs_tell_better(home: Home) -> None:
    before = minutes(home, WORDS)
    note(home, "starter", 1024, MIXED, WORDS, figures_of(MIXED, 3))
    told = forecast(home, "mixed", WORDS, None)
    assert told.measured
    assert told.minutes == pytest.approx(3 * before, rel=0.01)
    assert forecast(home, "paper", WORDS, None).measured
    note(home, "starter", 1024, MIXED, WORDS, figures_of(MIXED, 1))
    note_exam(home, "starter", 13, 13 * SAMPLE.section_s)
    assert minutes(home, WORDS) == pytest.approx(before, rel=0.01)


def test_the_short_exam_is_counted_as_it_was_measured(home: Home) -> None:
    note_exam(home, "starter", 13, 1000.0)  # of a job that was not noted: nothing to add to
    assert not forecast(home, "mixed", WORDS, None).measured
    note(home, "starter", 1024, MIXED, WORDS, figures_of(MIXED, 1))
    usual = minutes(home, WORDS)
    note_exam(home, "starter", 13, 13 * (SAMPLE.section_s + 6))
    assert minutes(home, WORDS) - usual == pytest.approx(13 * 6 / 60)
    note(home, "starter", 1024, MIXED, WORDS, figures_of(MIXED, 2))  # its exam comes after it
    note_exam(home, "starter", 13, 13 * 2 * SAMPLE.section_s)
    assert minutes(home, WORDS) == pytest.approx(2 * usual, rel=0.01)


def test_the_sections_reckoned_with_are_those_of_the_exam() -> None:
    from liftapp.exam import own_sections  # imports torch

    assert (own_sections.PART, own_sections.MOST) == (
        forecasting.SECTION_SENTENCES, forecasting.MOST_SECTIONS,
    )  # fmt: skip


def test_notes_of_an_older_version_still_tell(home: Home) -> None:
    note(home, "starter", 1024, MIXED, WORDS, figures_of(MIXED, 3))
    path = home.state / forecasting.NOTES
    kept = json.loads(path.read_text())
    del kept["starter"]["section_s"]
    path.write_text(json.dumps(kept))
    assert forecast(home, "mixed", WORDS, None).measured


def test_a_job_that_knew_enough_early_shortens_the_next_forecast(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset = replace(MIXED, passes=80, min_updates=10)
    monkeypatch.setitem(PRESETS, "mixed", preset)

    def learned(chosen: Preset, passes: int) -> float:
        figures = figures_of(chosen, 1)
        steps = passes * figures["questions"] / 64
        cost = {"steps": steps, "trained_tokens": 2000 * steps, "train_seconds": steps}
        note(home, "starter", 1024, chosen, WORDS, figures | cost)
        return minutes(home, WORDS)

    whole = learned(preset, 80)
    early = learned(preset, 40)
    assert early < 0.8 * whole
    # A preset that trains less anyway tells nothing about when enough is known.
    assert learned(replace(preset, passes=20), 20) == pytest.approx(early, rel=0.02)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"starter": {"speed": 1}}', '{"starter": 3}'])
def test_damaged_notes_are_as_none(home: Home, content: str) -> None:
    (home.state / forecasting.NOTES).write_text(content)
    assert not forecast(home, "mixed", WORDS, None).measured
    note(home, "other", 1024, MIXED, WORDS, figures_of(MIXED, 1))
    kept = json.loads((home.state / forecasting.NOTES).read_text())
    assert set(kept) == {"other"}
    assert set(kept["other"]) == set(asdict(SAMPLE))


def test_a_larger_model_takes_more_of_everything(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(tensors(10_700_000))
    config = {"num_hidden_layers": 12, "hidden_size": 512, "max_position_embeddings": 4096}
    (folder / "config.json").write_text(json.dumps({"text_config": config}))
    small, large = (forecast(home, "mixed", WORDS, m) for m in (None, str(folder)))
    assert large.minutes > 2 * small.minutes
    assert large.memory_bytes > small.memory_bytes
    assert large.disk_bytes > 3 * small.disk_bytes
    # Heads may be wider together than the model: a memory beside each of them grows with them.
    config |= {"num_attention_heads": 16, "head_dim": 64}
    (folder / "config.json").write_text(json.dumps({"text_config": config}))
    wide = forecast(home, "mixed", WORDS, str(folder))
    assert wide.disk_bytes > 1.9 * large.disk_bytes
    assert wide.memory_bytes == large.memory_bytes
    with pytest.raises(ModelUnavailable, match="no model folder"):
        forecast(home, "mixed", WORDS, str(tmp_path / "gone"))
