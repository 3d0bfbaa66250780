"""Base models: which are here, whether they fit, getting another one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liftapp.ui.file_dialogs import choose_folder
from liftapp.ui.translated import translated
from liftapp.ui.words import size
from liftapp.workflows.models import ModelEntry


class ModelsPage(QDialog):
    """A table of models; the one marked is used for new memories."""

    chosen = Signal(object)
    """The place of a model, None for the starter."""
    folder_asked = Signal(str)
    download_asked = Signal(str)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; `show_models` fills it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self._entries: list[ModelEntry] = []
        self.table, self._reason = QTableWidget(0, 4), QLabel(wordWrap=True)
        self.use = QPushButton(self.tr("&Use for new memories"))
        self.folder = QPushButton(self.tr("Add a &folder…"))
        self.hub_id, self.download = QLineEdit(), QPushButton(self.tr("&Download"))
        self.progress, self.stop = QProgressBar(), QPushButton(self.tr("&Stop"))
        self._problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._connect()
        self._lay_out()
        self.end_download()

    @property
    def problem(self) -> str:
        """The sentence about what went wrong last."""
        return self._problem.text()

    def show_models(self, entries: Sequence[ModelEntry], current: str | None) -> None:
        """Fill the table; `current` is the place of the one that is used now."""
        self._entries = list(entries)
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            for column, text in enumerate(self._cells(entry, current)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        places = [entry.place for entry in entries]
        self.table.selectRow(places.index(current) if current in places else 0)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tell()

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def show_download(self, here: int, total: int) -> None:
        """Bytes that have come, of how many."""
        locale, shares = self.locale(), 1000  # bytes would not fit the bar's numbers
        self.progress.setRange(0, shares if total else 0)
        self.progress.setValue(here * shares // total if total else 0)
        words = self.tr("{here} of {total}").format(
            here=size(locale, here), total=size(locale, total)
        )
        self.progress.setFormat(words)

    def begin_download(self) -> None:
        """A download runs."""
        self.show_problem("")
        self.show_download(0, 0)
        self._downloading(True)

    def end_download(self) -> None:
        """No download runs."""
        self._downloading(False)
        self.show_problem("")

    def _downloading(self, runs: bool) -> None:
        for widget in (self.progress, self.stop):
            widget.setVisible(runs)
        self.hub_id.setEnabled(not runs)
        self._allow()

    def _cells(self, entry: ModelEntry, current: str | None) -> tuple[str, ...]:
        locale = self.locale()
        used = self.tr("{name} (used now)") if entry.place == current else "{name}"
        on_disk = size(locale, entry.bytes) if entry.bytes else ""
        number = locale.toString((entry.parameters or 0) / 1e6, "f", 0)
        parameters = self.tr("{n} million").format(n=number) if entry.parameters else ""
        fits = self.tr("fits") if entry.fits else self.tr("does not fit")
        return used.format(name=entry.id), on_disk, parameters, fits if entry.bytes else "⚠"

    def _chosen(self) -> ModelEntry | None:
        row = self.table.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _tell(self) -> None:
        entry = self._chosen()
        where = "" if entry is None or entry.place is None else f"\n{entry.place}"
        self._reason.setText("" if entry is None else translated(entry.reason) + where)
        self.use.setEnabled(entry is not None and entry.fits)

    def _use(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.chosen.emit(entry.place)

    def _allow(self) -> None:
        self.download.setEnabled(bool(self.hub_id.text().strip()) and self.stop.isHidden())

    def _add_folder(self) -> None:
        def take(paths: list[Path]) -> None:
            self.folder_asked.emit(str(paths[0]))

        choose_folder(self, self.tr("Folder of a model"), take)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(lambda *_: self._tell())
        self.table.cellDoubleClicked.connect(self.use.click)  # nothing happens where it is off
        self.use.clicked.connect(self._use)
        self.folder.clicked.connect(self._add_folder)
        self.hub_id.textChanged.connect(self._allow)
        self.download.clicked.connect(lambda: self.download_asked.emit(self.hub_id.text().strip()))
        self.stop.clicked.connect(self.stop_asked)

    def _lay_out(self) -> None:
        self._prepare_table()
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self.hub_id.setPlaceholderText(self.tr("Name on the Hugging Face hub: owner/model"))
        self.hub_id.setAccessibleName(self.tr("Name of a model on the Hugging Face hub"))
        self.progress.setAccessibleName(self.tr("Download"))
        for button in (self.use, self.folder, self.download, self.stop):
            button.setAutoDefault(False)
        choices, fetching, running = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        choices.addWidget(self.use)
        choices.addWidget(self.folder)
        choices.addStretch(1)
        fetching.addWidget(self.hub_id, 1)
        fetching.addWidget(self.download)
        running.addWidget(self.progress, 1)
        running.addWidget(self.stop)
        note = QLabel(self.tr(
            "Download fetches weights (safetensors), tokenizer and configuration, nothing that "
            "could run. It is the only thing in liftapp that uses the network."
        ), wordWrap=True)  # fmt: skip
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self.table, self._reason, choices, note, fetching, running, self._problem,
                     buttons):  # fmt: skip
            if isinstance(part, QHBoxLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 84, metrics.lineSpacing() * 28)

    def _prepare_table(self) -> None:
        self.table.setAccessibleName(self.tr("Models"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Model"), self.tr("On the disk"), self.tr("Parameters"), self.tr("Memory")]
        )
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
