"""What every test of the window gets: no screen needed, and a Qt warning fails it.

The home of its own and the closed network come from tests/conftest.py; `qt_log_level_fail` in
pyproject makes what Qt or PySide warn of fail the test.
"""

import os

# Before any import of PySide6, which reads them once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_ACCESSIBILITY", "1")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The look is the same on every machine: Fusion, as offscreen has none of its own."""
    return ["liftapp", "-style", "fusion"]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Numbers and words as in the source, whatever machine this is."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qapp.setQuitOnLastWindowClosed(False)
