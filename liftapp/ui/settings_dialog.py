"""What the user may choose; it is applied with OK, and nothing is lost with Cancel."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from liftapp.config import PRESETS
from liftapp.workflows.settings import FONT_SCALES, LANGUAGES, THEMES, Settings

DEVICES = (None, "cpu", "cuda", "mps")


class SettingsDialog(QDialog):
    """Theme, language, letters; device and preset of new memories; where things lie."""

    chosen = Signal(object)
    """Settings, with OK."""
    models_asked = Signal()

    def __init__(
        self, settings: Settings, folders: Mapping[str, Path], parent: QWidget | None = None
    ) -> None:
        """`folders` are shown by their names: data, downloads, settings, log."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.theme, self.language, self.letters = QComboBox(), QComboBox(), QSpinBox()
        self.device, self.preset = QComboBox(), QComboBox()
        self.models = QPushButton(settings.model or self.tr("Starter model"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.models.clicked.connect(self.models_asked)
        self._fill()
        layout = QVBoxLayout(self)
        for widget in (self._looks(), self._learning(), self._folders(folders), self.buttons):
            layout.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())

    def accept(self) -> None:
        """Tell what was chosen, and close."""
        self.chosen.emit(
            replace(
                self._settings,
                theme=self.theme.currentData(),
                language=self.language.currentData(),
                font_scale=self.letters.value() / 100,
                device=self.device.currentData(),
                preset=self.preset.currentData(),
            )
        )
        super().accept()

    def _fill(self) -> None:
        chosen = self._settings
        for box, values, value in (
            (self.theme, THEMES, chosen.theme),
            (self.language, LANGUAGES, chosen.language),
            (self.device, DEVICES, chosen.device),
            (self.preset, tuple(PRESETS), chosen.preset),
        ):
            for each in values:
                box.addItem(self._words(each), each)
            box.setCurrentIndex(max(0, box.findData(value)))
        self.letters.setRange(*(round(100 * scale) for scale in FONT_SCALES))
        self.letters.setSingleStep(10)
        self.letters.setSuffix(self.tr(" %"))
        self.letters.setValue(round(100 * chosen.font_scale))

    def _words(self, value: str | None) -> str:
        words = {
            None: self.tr("The best there is"),
            "cpu": self.tr("Processor (CPU)"),
            "cuda": self.tr("NVIDIA or AMD graphics (CUDA)"),
            "mps": self.tr("Apple graphics (MPS)"),
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "en": "English",  # a language names itself
            "de": "Deutsch",
            "standard": self.tr("Standard"),
            "trained": self.tr("Trained"),
            "paper": self.tr("As in the paper"),
        }
        return words.get(value, value or "")

    def _looks(self) -> QGroupBox:
        box, form = self._group(self.tr("Appearance"))
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("Size of &letters"), self.letters)
        form.addRow(self.tr("L&anguage"), self.language)
        form.addRow("", QLabel(self.tr("Another language is used from the next start on.")))
        return box

    def _learning(self) -> QGroupBox:
        box, form = self._group(self.tr("Learning and answering"))
        form.addRow(self.tr("Base &model"), self.models)
        form.addRow(self.tr("&Device"), self.device)
        form.addRow(self.tr("&How to learn"), self.preset)
        return box

    def _group(self, title: str) -> tuple[QGroupBox, QFormLayout]:
        box = QGroupBox(title)
        form = QFormLayout(box)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        return box, form

    def _folders(self, folders: Mapping[str, Path]) -> QGroupBox:
        box, grid = QGroupBox(self.tr("Folders")), QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (name, path) in enumerate(folders.items()):
            place = QLabel(str(path), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button = QPushButton(self.tr("Open"))
            button.setAccessibleName(self.tr("Open the folder: {name}").format(name=name))
            url = QUrl.fromLocalFile(str(path))
            button.clicked.connect(lambda _, url=url: QDesktopServices.openUrl(url))
            for column, widget in enumerate((QLabel(name), place, button)):
                grid.addWidget(widget, row, column)
        words = self.tr(
            "Start liftapp with --home, or set LIFTAPP_HOME, to keep everything elsewhere."
        )
        layout = QVBoxLayout(box)
        layout.addLayout(grid)
        layout.addWidget(QLabel(words, wordWrap=True))
        return box
