"""What every test of the window gets: no screen needed, and a Qt warning fails it.

The home of its own and the closed network come from tests/conftest.py; `qt_log_level_fail` in
pyproject makes what Qt or PySide warn of fail the test.
"""

import os

# Before any import of PySide6, which reads them once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_ACCESSIBILITY", "1")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liftapp.paths import Home
from liftapp.ui import engine_thread
from liftapp.ui.look import Look
from tests.ui.app import TEXT, App, Start
from tests.ui.fake_engine import FakeEngine


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The look is the same on every machine: Fusion, as offscreen has none of its own."""
    return ["liftapp", "-style", "fusion"]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Numbers and words as in the source, whatever machine this is."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def german(qapp: QApplication, english: None) -> Iterator[None]:
    Look(qapp).speak("de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeEngine.lives.clear()
    monkeypatch.setattr(FakeEngine, "patient", False)
    monkeypatch.setattr(engine_thread, "Engine", FakeEngine)


@pytest.fixture
def start(home: Home, qtbot: QtBot, fake_engine: None) -> Start:
    """Opens a window on this test's home; it is closed at the end."""
    return lambda: App(home, qtbot).begin()


@pytest.fixture
def app(start: Start) -> App:
    """Started with an empty library."""
    return start()


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "reactor.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
