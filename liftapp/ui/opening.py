"""From files to jobs: read them, ask for passwords, show the sheet, say what can't be read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from liftapp.errors import LiftappError, NoText, PasswordNeeded
from liftapp.library import MemoryRecord
from liftapp.paths import Home
from liftapp.ui.learn_sheet import LearnSheet
from liftapp.ui.recognition import Recognition
from liftapp.ui.tasks import Tasks
from liftapp.ui.translated import translated
from liftapp.workflows.forecast import Forecast, forecast
from liftapp.workflows.models import ModelEntry
from liftapp.workflows.preview import Preview, known_together, preview
from liftapp.workflows.recognise import recognisable
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.settings import Settings

BUNDLE = ".liftmem"
READABLE = frozenset({".pdf", ".txt", ".text", ".md", ".markdown", ""})
"""Endings worth a look into the file, which then decides."""


def opens(path: Path) -> bool:
    """Whether a path looks like something that can be opened or imported."""
    suffix = path.suffix.lower()
    return suffix == BUNDLE or (suffix in READABLE and not path.is_dir())


class Opening(QObject):
    """One sheet at a time; files that come meanwhile wait for the next."""

    wanted = Signal(object)
    """list[LearnRequest]"""
    bundles = Signal(object)
    """list[Path] of memories to import."""
    opened = Signal(object)
    """list[Path] of documents that could be read."""
    ask_asked = Signal(str)
    """The memory that knows a document already."""
    refused = Signal(str)
    """Why a file can't be opened, in one sentence."""
    reading = Signal(bool)

    def __init__(self, home: Home, tasks: Tasks, window: QWidget) -> None:
        """Dialogs belong to `window`."""
        super().__init__(window)
        self._home, self._tasks, self._window = home, tasks, window
        self._models: list[ModelEntry] = []
        self._settings = Settings()
        self._passwords: dict[Path, str] = {}
        self._read: dict[Path, Preview | None] = {}
        """In the order they were opened in, as they are learned in it."""
        self._left = 0
        self._recognition = Recognition(home, tasks, window)
        self.sheet: LearnSheet | None = None

    def prepare(self, models: list[ModelEntry], settings: Settings) -> None:
        """The models to choose from and the user's defaults."""
        self._models, self._settings = models, settings
        self._show_sheet()

    def open(self, paths: Sequence[Path]) -> None:
        """Take files in, whatever they are."""
        bundles = [path for path in paths if path.suffix.lower() == BUNDLE]
        if bundles:
            self.bundles.emit(bundles)
        for path in dict.fromkeys(path.absolute() for path in paths if path not in bundles):
            self._read.setdefault(path, None)
            self._look_at(path)

    def unlock(self, paths: Sequence[Path], then: Callable[[], object]) -> None:
        """Ask for the passwords that are not known, as none is kept; `then` comes after all."""
        closed = [p for p in paths if p.suffix.lower() == ".pdf" and p not in self._passwords]
        if not closed:
            then()
            return
        path, *rest = closed

        def go_on(_: object = None) -> None:
            self.unlock(rest, then)

        def cannot(error: Exception) -> None:
            if isinstance(error, PasswordNeeded):
                self._ask_password(path, str(error), attempt, go_on)
            else:
                go_on()  # learning says it, where it is still so then

        def attempt(password: str) -> None:
            self._tasks.run(
                preview, self._home, path, password,
                done=lambda _: self._know(path, password, go_on), failed=cannot,
            )  # fmt: skip

        self._tasks.run(preview, self._home, path, done=go_on, failed=cannot)

    def with_password(self, request: LearnRequest) -> LearnRequest:
        """The request with the passwords that were given for its files in this session."""
        first, *others = map(self._passwords.get, request.paths)
        return replace(request, password=first or request.password, other_passwords=tuple(others))

    def _know(self, path: Path, password: str, then: Callable[[], object]) -> None:
        self._passwords[path] = password
        then()

    def _look_at(self, path: Path) -> None:
        self._left += 1
        self.reading.emit(True)
        self._tasks.run(
            preview, self._home, path, self._passwords.get(path),
            done=lambda read: self._got(path, read),
            failed=lambda error: self._cannot(path, error),
        )  # fmt: skip

    def _got(self, path: Path, read: Preview) -> None:
        self._read[path] = read
        self._one_less()

    def _cannot(self, path: Path, error: Exception) -> None:
        def again() -> None:
            self._look_at(path)
            self._one_less()

        if isinstance(error, PasswordNeeded):
            given = partial(self._know, path, then=again)
            self._ask_password(path, str(error), given, self._one_less)
            return
        if isinstance(error, NoText) and recognisable(self._home, path):
            password = self._passwords.get(path)
            self._recognition.offer(path, password, partial(self._replace, path))
            return
        if isinstance(error, LiftappError):
            self.refused.emit(translated(str(error)))
        else:
            self._one_less()
            raise error
        self._one_less()

    def _replace(self, path: Path, found: Path | None) -> None:
        """Look at the file whose text was recognised in the place of this one."""
        if found is not None:
            self._read = {found if p == path else p: read for p, read in self._read.items()}
            self._look_at(found)
        self._one_less()

    def _recognise(self, paths: Sequence[Path], path: Path) -> None:
        """Open all of these again, with the text of one of them recognised."""

        def then(found: Path | None) -> None:
            self.open([found or p if p == path else p for p in paths])

        self._recognition.run(path, self._passwords.get(path), then)

    def _one_less(self) -> None:
        self._left -= 1
        self.reading.emit(self._left > 0)
        self._show_sheet()

    def _ask_password(
        self, path: Path, sentence: str, given: Callable[[str], object],
        cancelled: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Password"))
        dialog.setLabelText(translated(sentence))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setToolTip(str(path))
        dialog.textValueSelected.connect(given)
        dialog.rejected.connect(cancelled)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_sheet(self) -> None:
        read = [each for each in self._read.values() if each is not None]
        if self._left or not read or not self._models or self.sheet is not None:
            return
        self._read = {}
        chosen = self._settings
        sheet = LearnSheet(
            read, self._models, self._window,
            model=chosen.model, preset=chosen.preset, device=chosen.device,
        )  # fmt: skip
        sheet.learn.connect(self._learn)
        sheet.ask_asked.connect(self.ask_asked)
        sheet.recognise_asked.connect(partial(self._recognise, [each.path for each in read]))
        sheet.forecast_wanted.connect(self._forecast)
        sheet.together_asked.connect(self._look_up)
        sheet.finished.connect(self._closed)
        self.sheet = sheet
        self.opened.emit([each.path for each in read])
        sheet.open()

    def _closed(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None
        self._show_sheet()

    def _learn(self, requests: list[LearnRequest]) -> None:
        self.wanted.emit([self.with_password(r) for r in requests])

    def _forecast(self, preset: str, model: str | None) -> None:
        sheet = self.sheet
        if sheet is None:
            return

        def show(told: list[Forecast]) -> None:
            if self.sheet is sheet:
                sheet.show_forecasts(preset, model, told)

        self._tasks.run(forecasts, self._home, preset, sheet.words(), model, done=show)

    def _look_up(self, files: list[Preview]) -> None:
        sheet = self.sheet

        def show(known: MemoryRecord | None) -> None:
            if sheet is not None and self.sheet is sheet:
                sheet.show_together(files, known)

        self._tasks.run(known_together, self._home, files, done=show)


def forecasts(home: Home, preset: str, words: list[int], model: str | None) -> list[Forecast]:
    """One forecast a memory."""
    return [forecast(home, preset, count, model) for count in words]
