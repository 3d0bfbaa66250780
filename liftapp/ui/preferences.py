"""Settings and models: kept, applied, shown, fetched."""

from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from liftapp.errors import LiftappError
from liftapp.paths import Home
from liftapp.ui.models_page import ModelsPage
from liftapp.ui.settings_dialog import SettingsDialog
from liftapp.ui.tasks import Tasks
from liftapp.ui.translated import translated
from liftapp.workflows import models, settings
from liftapp.workflows.models import ModelEntry
from liftapp.workflows.settings import Settings

RECENT = 10
"""Files in the menu."""


class Preferences(QObject):
    """The settings of this session, and the dialogs that change them."""

    changed = Signal(object, object)
    """Settings as they were and as they are."""
    models_known = Signal(object)
    """list[ModelEntry]"""
    _bytes = Signal(object, object)  # here, in all; from the threads of a download

    def __init__(self, home: Home, current: Settings, tasks: Tasks, window: QWidget) -> None:
        """Dialogs belong to `window`."""
        super().__init__(window)
        self._home, self._tasks, self._window = home, tasks, window
        self.current = current
        self.models: list[ModelEntry] = []
        self.page: ModelsPage | None = None
        self.dialog: SettingsDialog | None = None
        self._stop = Event()
        self._bytes.connect(self._show_bytes)

    def set(self, wanted: Settings) -> None:
        """Keep other settings and tell it."""
        before, self.current = self.current, wanted
        if before != wanted:
            self._tasks.run(settings.save, self._home, wanted)
            self.changed.emit(before, wanted)

    def opened(self, paths: list[Path]) -> None:
        """Put these first among the recent files."""
        recent = dict.fromkeys([*map(str, paths), *self.current.recent])
        self.set(replace(self.current, recent=tuple(recent)[:RECENT]))

    def look_for_models(self) -> None:
        """Find out which models there are; `models_known` tells."""
        self._tasks.run(found, self._home, self.current.model, done=self._got)

    def show_settings(self) -> None:
        """Open the dialog of settings."""
        home = self._home
        folders = {
            self.tr("Memories and chats"): home.data,
            self.tr("Downloads"): home.cache,
            self.tr("Settings"): home.config,
            self.tr("Log"): home.state,
        }
        dialog = SettingsDialog(self.current, folders, self._window)
        dialog.chosen.connect(self._take)
        dialog.models_asked.connect(self.show_models)
        dialog.finished.connect(self._settings_closed)
        self.dialog = dialog
        dialog.open()

    def show_models(self) -> None:
        """Open the page of models."""
        page = ModelsPage(self._window)
        page.chosen.connect(self._use)
        page.folder_asked.connect(self._add_folder)
        page.download_asked.connect(self._download)
        page.stop_asked.connect(self._stop.set)
        page.finished.connect(self._closed)
        page.show_models(self.models, self.current.model)
        self.page = page
        self.look_for_models()
        page.open()

    def _take(self, wanted: Settings) -> None:
        # Model and recent files may have changed while the dialog was open.
        kept = self.current
        self.set(replace(wanted, model=kept.model, recent=kept.recent))

    def _use(self, place: str | None) -> None:
        self.set(replace(self.current, model=place))
        self.look_for_models()

    def _got(self, entries: list[ModelEntry]) -> None:
        self.models = entries
        self.models_known.emit(entries)
        if self.page is not None:
            self.page.show_models(entries, self.current.model)
        if self.dialog is not None:
            self.dialog.models.setText(self.current.model or self.tr("Starter model"))

    def _add_folder(self, folder: str) -> None:
        self._tasks.run(
            models.inspect, folder, done=lambda e: self._use(e.place), failed=self._problem
        )

    def _download(self, model: str) -> None:
        self._stop.clear()
        if self.page is not None:
            self.page.begin_download()
        self._tasks.run(
            models.download, self._home, model, self._bytes.emit, self._stop.is_set,
            done=self._downloaded, failed=self._problem,
        )  # fmt: skip

    def _downloaded(self, entry: ModelEntry | None) -> None:
        if self.page is not None:
            self.page.end_download()
        if entry is not None:
            self._use(entry.place)

    def _problem(self, error: Exception) -> None:
        if self.page is not None:
            self.page.end_download()
            self.page.show_problem(translated(str(error)))
        if not isinstance(error, LiftappError):
            raise error

    def _show_bytes(self, here: int, total: int) -> None:
        if self.page is not None:
            self.page.show_download(here, total)

    def _settings_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _closed(self) -> None:
        self._stop.set()
        if self.page is not None:
            self.page.deleteLater()
        self.page = None


def found(home: Home, current: str | None) -> list[ModelEntry]:
    """The models that are here, the one that is used now among them wherever it lies."""
    entries = models.known_models(home)
    if current not in [entry.place for entry in entries]:
        try:
            entries.append(models.inspect(current))
        except LiftappError as error:
            entries.append(ModelEntry(str(current), current, 0, None, False, str(error)))
    return entries
