from dataclasses import FrozenInstanceError

import pytest

from liftapp.config import (
    BATCH_RATES,
    DEFAULT_PRESET,
    MIN_REPLY,
    PAPER_ADAPTERS,
    PAPER_WINDOW,
    PRESETS,
    Optimiser,
    Questions,
    with_adapter,
)
from liftapp.lift.memory import KINDS, settings_of

PAPER = PRESETS["paper"]
STANDARD, TRAINED = PRESETS["standard"], PRESETS["trained"]


def test_the_preset_paper_is_the_papers_table() -> None:
    assert PAPER.optimiser == Optimiser(
        lr=1e-3, weight_decay=1e-4, betas=(0.9, 0.98), eps=1e-8, max_grad_norm=1.0
    )
    assert (PAPER.optimiser.warmup, PAPER.optimiser.cooldown) == (0, 0.0)
    assert (PAPER.input_epochs, PAPER.joint_epochs) == (3, 5)
    assert PAPER.mixture is None
    assert PAPER.questions.per_sentence == 0
    assert (PAPER.questions.count, PAPER.questions.sentences) == (10, 16)
    assert (PAPER.memory, PAPER.memory_settings["gate"]) == ("gated", "query")
    lengths = (PAPER.segment, PAPER.recite_context, PAPER.reply)
    assert tuple(share * PAPER_WINDOW for share in lengths) == (2048, 4096, 200)
    assert PAPER.stride == 3 / 8


def test_a_failed_question_is_sampled_again() -> None:
    for preset in PRESETS.values():
        assert preset.questions.tries > 1
        assert preset.questions.temperature > 0  # greedy retries only repeat themselves


def test_presets_are_named_and_the_default_is_one() -> None:
    assert all(preset.name == name for name, preset in PRESETS.items())
    assert DEFAULT_PRESET in PRESETS


def test_every_presets_memory_exists_with_its_settings() -> None:
    for preset in PRESETS.values():
        settings = settings_of(preset.memory, preset.memory_settings).as_json()
        assert settings | preset.memory_settings == settings


def test_the_adapters_of_the_paper_are_kinds_of_memory() -> None:
    assert set(PAPER_ADAPTERS) <= set(KINDS)


def test_lora_and_pissa_bring_their_own_rate_and_epochs() -> None:
    pissa, lora = with_adapter(PAPER, "pissa"), with_adapter(PAPER, "lora")
    assert (pissa.memory, lora.memory) == ("pissa", "lora")
    assert (pissa.optimiser.lr, pissa.input_epochs, pissa.joint_epochs) == (3e-5, 1, 3)
    assert (lora.optimiser.lr, lora.input_epochs + lora.joint_epochs) == (2e-4, 8)
    assert pissa.optimiser.betas == PAPER.optimiser.betas
    assert (pissa.memory_settings, lora.memory_settings) == ({}, {})
    settings_of("lora", lora.memory_settings)


def test_mini_batches_train_each_kind_at_its_own_rate() -> None:
    rates = {k: with_adapter(TRAINED, k).optimiser for k in BATCH_RATES}
    assert {k: o.lr for k, o in rates.items()} == BATCH_RATES
    assert set(BATCH_RATES) <= set(KINDS)
    assert all(o.warmup == TRAINED.optimiser.warmup for o in rates.values())
    assert with_adapter(PAPER, "cartridge").optimiser == PAPER.optimiser


def test_another_kind_takes_none_of_the_first_ones_settings() -> None:
    lora = with_adapter(TRAINED, "lora")
    assert (lora.memory, lora.memory_settings) == ("lora", {})
    assert lora.mixture == TRAINED.mixture


def test_slots_are_read_and_all_others_trained() -> None:
    assert with_adapter(STANDARD, "lora") == with_adapter(TRAINED, "lora")
    assert with_adapter(STANDARD, "gated") is TRAINED
    assert with_adapter(TRAINED, "slots") is with_adapter(PAPER, "slots") is STANDARD


def test_the_same_kind_changes_nothing() -> None:
    for preset in PRESETS.values():
        assert with_adapter(preset, None) is with_adapter(preset, preset.memory) is preset


def test_shares_leave_room_in_every_window() -> None:
    for preset in PRESETS.values():
        assert 0 < preset.segment + preset.recite_context + preset.reply < 1
        assert 0 < preset.stride <= 1
    assert 0 < MIN_REPLY < 200


def test_presets_cannot_be_changed_by_accident() -> None:
    with pytest.raises(FrozenInstanceError):
        PAPER.input_epochs = 4  # type: ignore[misc]
    assert Questions() == Questions()
