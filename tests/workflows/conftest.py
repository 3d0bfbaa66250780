"""A tiny base model and a home in which it learned one document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.config import PRESETS
from liftapp.paths import Home
from tests.workflows.tiny import copy_home, learn_once, one_thread, save_base


@pytest.fixture(scope="session", autouse=True)
def same_numbers() -> Iterator[None]:
    yield from one_thread()


@pytest.fixture(autouse=True)
def short_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default preset, for fewer updates."""
    short = replace(PRESETS["standard"], passes=4, min_updates=30, evaluate_every=10)
    monkeypatch.setitem(PRESETS, "standard", short)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_base(tmp_path_factory.mktemp("model") / "base")


@pytest.fixture(scope="session")
def learned_once(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return learn_once(base, tmp_path_factory.mktemp("learned"))


@pytest.fixture
def learned(learned_once: Path, home: Home) -> Home:
    """This test's home, with the memory `reactor` in it."""
    return copy_home(learned_once, home)
