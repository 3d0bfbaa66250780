import pytest

from liftapp.config import PRESETS, with_adapter
from liftapp.errors import UsageError
from liftapp.exam.contestants import DEFAULT, parse


def test_a_contestant_is_a_preset_with_a_kind_of_memory() -> None:
    for text in DEFAULT:
        contestant = parse(text)
        kind, name = text.split("/")
        assert (contestant.name, contestant.preset.memory) == (text, kind)
        expected = with_adapter(PRESETS[name], kind)
        assert contestant.preset.optimiser == expected.optimiser
        assert contestant.preset.questions == expected.questions


def test_nobody_stops_before_the_work_is_done() -> None:
    works = {
        (p.mixture, p.passes, p.min_updates, p.patience, p.enough)
        for p in (parse(f"{kind}/trained").preset for kind in ("gated", "lora", "cartridge"))
    }
    assert len(works) == 1
    assert parse("lora/trained").preset.patience > 10**6
    assert parse("lora/trained").preset.enough > 1


def test_ablations_change_one_thing_each() -> None:
    plain = parse("gated/paper").preset
    asked = parse("gated/paper,questions=30").preset
    assert (plain.questions.count, asked.questions.count) == (10, 30)
    assert asked.recite_context == plain.recite_context
    silent = parse("gated/paper,questions=0,recite=off")
    assert silent.preset.questions.count == 0
    assert silent.preset.recite_context == 0
    short = parse("lora/trained,updates=40").preset
    assert (short.passes, short.min_updates) == (0, 40)


def test_the_identity_tells_apart_what_becomes_another_memory() -> None:
    names = (*DEFAULT, "gated/paper,questions=30", "gated/paper,recite=off")
    identities = [parse(n).identity() for n in names]
    assert all(a != b for i, a in enumerate(identities) for b in identities[:i])
    assert identities[0] == parse(names[0]).identity()
    assert "recalled" in str(identities[0]["memory_settings"])  # defaults too


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prefix/trained", "KIND/PRESET"),
        ("gated", "KIND/PRESET"),
        ("gated/long", "KIND/PRESET"),
        ("gated/paper,questions=many", "questions=N"),
        ("gated/paper,recite=on", "recite=off"),
        ("gated/paper,depth=3", "questions=N"),
        ("gated/trained,questions=3", "preset paper"),
        ("gated/paper,updates=3", "preset trained"),
        ("gated/trained,updates=0", "updates=N"),
        ("slots/standard,questions=5", "preset paper"),
        ("slots/standard,recite=off", "preset paper"),
        ("slots/standard,updates=5", "preset trained"),
        ("lora/standard", "preset trained"),
        ("slots/paper", "preset standard"),
    ],
)
def test_what_makes_no_sense_is_told(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse(text)
