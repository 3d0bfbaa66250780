"""Before learning: what was read, with which model and in which way, and what that will cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.library import MemoryRecord
from liftapp.ui.library_model import Index
from liftapp.ui.preview_pane import PreviewPane
from liftapp.ui.translated import translated
from liftapp.ui.words import duration, size
from liftapp.workflows.forecast import Forecast
from liftapp.workflows.models import ModelEntry
from liftapp.workflows.preview import Preview
from liftapp.workflows.request import LearnRequest

SEVERAL = 2
TITLE_LETTERS = 80
"""Of the first document's title in the name of a memory of several; a name may have 120."""


@dataclass
class _File:
    """One file as chosen so far; its place in the list is its row."""

    preview: Preview
    name: str


class _Shortened(QStyledItemDelegate):
    """Rows as wide as their list: what has no room there is shortened."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Only the height is wanted."""
        return QSize(0, super().sizeHint(option, index).height())


class LearnSheet(QDialog):
    """Every file becomes a memory of its own, or all become one.

    A forecast takes a look at the disk, so the sheet asks for it with `forecast_wanted` and is
    told with `show_forecasts`.
    """

    learn = Signal(object)
    """list[LearnRequest], one a memory; passwords are for whoever opened the files to add."""
    forecast_wanted = Signal(str, object)
    """Preset, and model (None: the starter): of every memory in `words()`."""
    together_asked = Signal(object)
    """Tell with `show_together` which memory knows these (list[Preview]) as one document."""
    recognise_asked = Signal(object)
    """The path of a file whose pages without text are to be read; the sheet closes."""
    ask_asked = Signal(str)
    """A memory that knows the document already (its id); the sheet closes."""

    def __init__(
        self,
        previews: Sequence[Preview],
        models: Sequence[ModelEntry],
        parent: QWidget | None = None,
        *,
        model: str | None = None,
        preset: str = DEFAULT_PRESET,
        device: str | None = None,
    ) -> None:
        """Offer these files and models; `model`, `preset` and `device` are the user's defaults."""
        assert previews
        assert models
        super().__init__(parent)
        self._files = [_File(p, p.title or p.path.stem) for p in previews]
        self._models, self._device = list(models), device
        self.list, self.pane = QListWidget(), PreviewPane()
        self.name, self.model, self.preset = QLineEdit(), QComboBox(), QComboBox()
        self.several = QRadioButton(self.tr("&Several memories, each document one of its own"))
        self.together = QRadioButton(self.tr("&One memory of all, in the order of the list"))
        self._joint_name: str | None = None
        self._about, self._forecast = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._fits = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(
            self.tr("&Learn"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._fill(model, preset)
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)
        self.name.setFocus()
        # All of it, from its end: the beginning is what is seen.
        self.name.setSelection(len(self.name.text()), -len(self.name.text()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Ask for the first forecast now that there is someone to hear it."""
        super().showEvent(event)
        self._show_choice()

    @property
    def forecast(self) -> str:
        """What is said about the cost."""
        return self._forecast.text()

    def files(self) -> list[Preview]:
        """Those that will be learned."""
        return [file.preview for file in self._chosen()]

    def words(self) -> list[int]:
        """How many words each memory will be learned from."""
        words = [file.preview.words for file in self._chosen()]
        return [sum(words)] if words and self.together.isChecked() else words

    def show_forecasts(self, preset: str, model: str | None, forecasts: list[Forecast]) -> None:
        """Say what learning will cost: one forecast a memory of `words()`.

        What is no longer chosen is ignored: the answer may come late.
        """
        current = (self.preset.currentData(), self._model().place, len(self.words()))
        if current != (preset, model, len(forecasts)) or not forecasts:
            return
        locale = self.locale()
        words = self.tr(
            "Learning takes about {time}, {memory} of memory and {disk} on the disk"
        ).format(
            time=duration(locale, sum(f.minutes for f in forecasts) * 60),
            memory=size(locale, max(f.memory_bytes for f in forecasts)),
            disk=size(locale, sum(f.disk_bytes for f in forecasts)),
        )
        source = self.tr("estimated; the first one learned here will tell more exactly")
        if all(f.measured for f in forecasts):
            source = self.tr("from what was learned on this machine before")
        self._forecast.setText(f"{words}\n({source})")

    def show_together(self, files: list[Preview], known: MemoryRecord | None) -> None:
        """Say which memory knows these files as one document; ignored where others are chosen."""
        if files == self._joint_files():
            self.pane.show_together(known)

    def accept(self) -> None:
        """Ask for learning, and close."""
        chosen = self._chosen()
        if self.together.isChecked():
            name = self.name.text().strip() or self._joint_title()  # the core's would be English
            self.learn.emit([self._request([f.preview.path for f in chosen], name)])
        else:
            self.learn.emit([self._request([f.preview.path], f.name) for f in chosen])
        super().accept()

    def _request(self, paths: Sequence[Path], name: str) -> LearnRequest:
        return LearnRequest(
            paths[0],
            others=tuple(paths[1:]),
            name=name.strip() or None,
            model=self._model().place,
            preset=self.preset.currentData(),
            device=self._device,
        )

    def _fill(self, model: str | None, preset: str) -> None:
        for file in self._files:
            item = QListWidgetItem(file.name, self.list)
            item.setToolTip(_tool_tip(file))
            item.setCheckState(Qt.CheckState.Checked)
        for each in self._models:
            self.model.addItem(each.id, each.place)
        places = [each.place for each in self._models]
        self.model.setCurrentIndex(places.index(model) if model in places else 0)
        for key in PRESETS:
            self.preset.addItem(self._preset_words(key)[0], key)
        self.preset.setCurrentIndex(max(0, self.preset.findData(preset)))

    def _lay_out(self) -> None:
        several = len(self._files) > 1
        self.setWindowTitle(
            self.tr("Learn these documents") if several else self.tr("Learn this document")
        )
        for widget, name in (
            (self.list, self.tr("Documents to learn")),
            (self.name, self.tr("Name of the memory")),
            (self.model, self.tr("Base model")),
            (self.preset, self.tr("How to learn")),
        ):
            widget.setAccessibleName(name)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("Base &model"), self.model)
        form.addRow("", self._fits)
        form.addRow(self.tr("&How to learn"), self.preset)
        form.addRow("", self._about)
        form.addRow(self.tr("Forecast"), self._forecast)
        split = QSplitter(childrenCollapsible=False)
        split.addWidget(self.list)
        split.addWidget(self.pane)
        split.setSizes([100, 200])  # shares, not pixels
        self.list.setItemDelegate(_Shortened(self.list))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVisible(several)
        layout = QVBoxLayout(self)
        self.several.setChecked(True)
        for choice in (self.several, self.together):
            choice.setVisible(several)
            layout.addWidget(choice)
        layout.addWidget(split, 1)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 90, letter.height() * 36)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(self._show_file)
        self.list.itemChanged.connect(self._show_choice)
        self.together.toggled.connect(self._show_choice)
        for changed in (self.list.itemChanged, self.together.toggled):
            changed.connect(self._ask_together)
        self.name.textEdited.connect(self._rename)
        self.model.currentIndexChanged.connect(self._show_choice)
        self.preset.currentIndexChanged.connect(self._show_choice)
        self.pane.ask_asked.connect(self._ask)
        self.pane.recognise_asked.connect(self._recognise)

    def _show_file(self, row: int) -> None:
        self.pane.show_preview(self._files[row].preview)
        self._show_name()

    def _show_name(self) -> None:
        """The memory's that is shown in the list, or of all."""
        name = self._files[self.list.currentRow()].name
        if self.together.isChecked():
            name = self._joint_name if self._joint_name is not None else self._joint_title()
        if name != self.name.text():
            self.name.setText(name)
            self.name.setCursorPosition(0)

    def _joint_title(self) -> str:
        titles = [file.preview.title or file.preview.path.stem for file in self._chosen()]
        if len(titles) < SEVERAL:
            return "".join(titles)
        number = self.locale().toString(len(titles) - 1)
        return self.tr("{title} and {number} more").format(
            title=titles[0][:TITLE_LETTERS].rstrip(), number=number
        )

    def _rename(self, name: str) -> None:
        if self.together.isChecked():
            self._joint_name = name
            return
        row = self.list.currentRow()
        self._files[row].name = name
        with QSignalBlocker(self.list):  # one change is told, not two
            self.list.item(row).setToolTip(_tool_tip(self._files[row]))
        self.list.item(row).setText(name)

    def _show_choice(self) -> None:
        """Model, preset or files changed: say what they mean, and ask for a forecast."""
        model, chosen = self._model(), self._chosen()
        self._show_name()
        reason = translated(model.reason)
        self._fits.setText(reason if model.fits else f"⚠ {reason}")
        self._about.setText(self._preset_words(self.preset.currentData())[1])
        self.start.setEnabled(model.fits and bool(chosen))
        self._forecast.setText(self.tr("Looking…") if chosen else self.tr("No document is chosen"))
        if chosen:
            self.forecast_wanted.emit(self.preset.currentData(), model.place)

    def _ask_together(self) -> None:
        """Files or how they are learned changed: ask whether they are known as one document."""
        self.pane.show_together(None)
        if files := self._joint_files():
            self.together_asked.emit(files)

    def _joint_files(self) -> list[Preview]:
        """What one memory will be learned from, where it is more than one file."""
        files = self.files() if self.together.isChecked() else []
        return files if len(files) >= SEVERAL else []

    def _ask(self, memory: str) -> None:
        self.reject()
        self.ask_asked.emit(memory)

    def _recognise(self, path: Path) -> None:
        self.reject()
        self.recognise_asked.emit(path)

    def _model(self) -> ModelEntry:
        return self._models[self.model.currentIndex()]

    def _chosen(self) -> list[_File]:
        checked = Qt.CheckState.Checked
        return [f for i, f in enumerate(self._files) if self.list.item(i).checkState() is checked]

    def _preset_words(self, key: str) -> tuple[str, str]:
        """Name and explanation; a preset without any shows its key."""
        return {
            "standard": (
                self.tr("Standard"),
                self.tr("Reads every passage once and finds again what a question is about."),
            ),
            "trained": (
                self.tr("Trained"),
                self.tr("Trains a small memory on questions about every sentence; takes longer."),
            ),
            "paper": (
                self.tr("As in the paper"),
                self.tr("The few steps of the published method, for large models."),
            ),
        }.get(key, (key, ""))


def _tool_tip(file: _File) -> str:
    """All of its name, and where it is."""
    return f"{file.name}\n{file.preview.path}"
