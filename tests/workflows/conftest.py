"""A tiny base model and a home in which it learned one document.

torch is imported by the fixtures that need it: many workflows, and their tests, do without.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.config import PRESETS
from liftapp.paths import Home


@pytest.fixture(scope="session")
def same_numbers() -> Iterator[None]:
    from tests.workflows.tiny import one_thread

    yield from one_thread()


@pytest.fixture(autouse=True)
def short_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The preset of most tests, for fewer updates."""
    short = replace(PRESETS["trained"], passes=4, min_updates=30, evaluate_every=10)
    monkeypatch.setitem(PRESETS, "trained", short)


@pytest.fixture(scope="session")
def base(same_numbers: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.workflows.tiny import save_base

    return save_base(tmp_path_factory.mktemp("model") / "base")


@pytest.fixture(scope="session")
def learned_once(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.workflows.tiny import learn_once

    return learn_once(base, tmp_path_factory.mktemp("learned"))


@pytest.fixture
def learned(learned_once: Path, home: Home) -> Home:
    """This test's home, with the memory `reactor` in it."""
    from tests.workflows.tiny import copy_home

    return copy_home(learned_once, home)


@pytest.fixture
def pen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions a random model can't write: of each sentence its last word is asked for."""
    from tests.workflows.pen import take_up

    take_up(monkeypatch)
