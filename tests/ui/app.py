"""The whole window as a test drives it; only the engine's process is a stand-in."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from liftapp.library import Status
from liftapp.paths import Home
from liftapp.ui.controller import Controller
from liftapp.ui.learn_sheet import LearnSheet
from liftapp.ui.opening import opens
from liftapp.ui.window import MainWindow
from liftapp.workflows.settings import Settings
from tests.ui.fake_engine import FakeEngine

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000
TEXT = "The Halden reactor was built by Mira Osei in 1974. Its turbine weighs 35 tonnes. " * 5


class App:
    """A window with its controller, as app.run makes them."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home, self.qtbot = home, qtbot
        self.window = MainWindow(opens)
        qtbot.addWidget(self.window, before_close_func=lambda _: self.close())
        self.controller = Controller(home, Settings(), self.window)
        with qtbot.waitSignal(self.window.painted):
            self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.window.veil.watch()

    def begin(self, *files: Path) -> "App":
        with self.qtbot.waitSignal(self.controller.shelf.read, timeout=PATIENCE_MS):
            self.controller.begin(files)
        self.wait(lambda: bool(FakeEngine.lives))
        return self

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    @property
    def engine(self) -> FakeEngine:
        return FakeEngine.lives[-1]

    def sent(self, kind: type) -> list[object]:
        return [r for life in FakeEngine.lives for r in life.sent if isinstance(r, kind)]

    def shown(self) -> QWidget | None:
        return self.window.stack.currentWidget()

    def wait_shown(self, widget: QWidget) -> None:
        self.wait(lambda: self.shown() is widget)

    def sheet(self) -> LearnSheet:
        self.wait(lambda: self.controller.opening.sheet is not None)
        assert self.controller.opening.sheet is not None
        return self.controller.opening.sheet

    def learn(self, path: Path) -> None:
        """Open a file and press Learn."""
        self.controller.open([path])
        self.qtbot.mouseClick(self.sheet().start, LEFT)
        self.wait_shown(self.window.learning)

    def ready(self) -> str:
        """The only memory, once it is learned and listed."""
        self.wait(lambda: [e.status for e in self.controller.shelf.entries.values()]
                  == [Status.READY])  # fmt: skip
        return next(iter(self.controller.shelf.entries))

    def ask(self, question: str) -> None:
        self.wait_shown(self.window.chat)
        edit = self.window.chat.composer.edit
        self.qtbot.keyClicks(edit, question)
        self.qtbot.keyClick(edit, Qt.Key.Key_Return)

    def trigger(self, text: str) -> None:
        """Choose a line of a menu."""
        found = [a for a in self.window.findChildren(QAction) if a.text().replace("&", "") == text]
        assert len(found) == 1
        found[0].trigger()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        def visible() -> list[QDialog]:
            return [d for d in self.window.findChildren(kind) if d.isVisible()]

        self.wait(lambda: len(visible()) == 1)
        return visible()[0]

    def close(self) -> None:
        if not self.controller.quitting.going:
            self.controller.quitting.go()
        self.wait(lambda: not self.controller.engine.isRunning())


Start: TypeAlias = Callable[[], App]
