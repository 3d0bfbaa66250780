import re
from random import Random

import pytest

from liftapp.starter.corpus.gaps import ROLES
from liftapp.starter.corpus.happenings import (
    FORMS,
    HAPPENING_ASKS,
    HAPPENING_SAYS,
    asked_freely,
    told_freely,
)
from liftapp.starter.corpus.strange import ASKED_FOR

SLOTS = {slot for slot, _ in ROLES.values()}


def _slots(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_what_happened_is_told_once_and_whole_in_any_order() -> None:
    rng = Random("told")
    told = [told_freely(rng) for _ in range(3000)]
    orders = set[tuple[str, ...]]()
    for said in told:
        slots = _slots(said)
        assert sorted(SLOTS) == [slot for slot in slots if slot in SLOTS]
        assert sum(slot in ("{past}", "{verb}") for slot in slots) == 1
        assert said.endswith(".")
        assert said[0] == "{" or said[0].isupper()
        orders.add(tuple(re.findall(r"\{\w\}", said)))
    assert len(orders) == 12  # who and what stand together
    assert len({*told}) > 1000
    assert HAPPENING_SAYS[-1] not in told


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_asked_for_without_being_told(role: str) -> None:
    rng = Random(f"asked {role}")
    slot, _ = ROLES[role]
    asked = [asked_freely(rng, role) for _ in range(3000)]
    for text in asked:
        slots = _slots(text)
        assert slot not in slots
        assert len(slots) == len({*slots})
        assert ("{past}" in slots) != ("{verb}" in slots)
        # Who, or what, was meant is told, so that one happening alone answers.
        assert {"{P}", "{O}"} - {slot} <= {*slots}
        assert text.endswith("?")
        assert any(ASKED_FOR.match(word) for word in text.split()), text
    assert len({*asked}) > 1000
    assert HAPPENING_ASKS[role][-1] not in asked


def test_every_role_has_forms() -> None:
    assert FORMS.keys() == ROLES.keys() == HAPPENING_ASKS.keys()
