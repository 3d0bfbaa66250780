"""What every test gets: a home of its own, and no network."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from liftapp.paths import HOME_VARIABLE, Home

OFFLINE = Path(__file__).parent / "offline"
LOG_VARIABLE = "LIFTAPP_TEST_NETWORK_LOG"


def pytest_configure() -> None:
    """Close the network for this process; programs that tests start find it by PYTHONPATH."""
    spec = importlib.util.spec_from_file_location("liftapp_offline", OFFLINE / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    inherited = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(OFFLINE), *([inherited] if inherited else [])])


@pytest.fixture(autouse=True)
def no_network(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Fail a test that tried to reach the network, even where the error was swallowed."""
    log = tmp_path_factory.mktemp("network") / "tried.txt"
    monkeypatch.setenv(LOG_VARIABLE, str(log))
    yield log
    assert not log.exists(), f"the network was tried: {log.read_text()}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The temporary home of this test; LIFTAPP_HOME names it for programs too."""
    root = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(root))
    return Home(root)
