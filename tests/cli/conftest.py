"""The command line in this process, with a tiny base model."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from liftapp.cli.main import main
from liftapp.paths import Home
from tests.cli.running import Ended
from tests.workflows.tiny import copy_home, learn_once, one_thread, save_base

Call: TypeAlias = Callable[..., Ended]


@pytest.fixture(scope="session", autouse=True)
def same_numbers() -> Iterator[None]:
    yield from one_thread()


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


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """`liftapp ...` without the price of a process."""

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as ended:  # argparse's way to end --help and usage errors
            code = int(ended.code or 0)
        return Ended(code, *capsys.readouterr())

    return run
