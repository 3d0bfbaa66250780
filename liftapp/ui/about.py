"""Which version this is, and what it stands on with versions and licences."""

from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liftapp import __version__
from liftapp.paths import resources

USED = (
    "bitsandbytes", "charset-normalizer", "desktop-app", "filelock", "httpx2", "huggingface_hub",
    "jinja2", "numpy", "nupunkt", "peft", "platformdirs", "psutil", "pylatexenc", "pypdf",
    "PySide6", "qasync", "safetensors", "tokenizers", "torch", "transformers",
)  # fmt: skip
"""The dependencies of pyproject.toml."""


@dataclass(frozen=True)
class Part:
    """One library; empty where it says nothing about itself."""

    name: str
    version: str
    licence: str


def parts() -> list[Part]:
    """The libraries that are installed, from what they say about themselves."""
    found = []
    for name in USED:
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue  # bitsandbytes is not for every system
        found.append(Part(name, told["Version"], licence(told)))
    return found


def licence(told: PackageMetadata) -> str:
    """The licence in one line."""
    for key in ("License-Expression", "License"):
        for text in told.get_all(key, []):
            # Some put the whole text there.
            if "\n" not in text and text != "UNKNOWN":
                return str(text)
    names = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier", [])
             if c.startswith("License :: ")]  # fmt: skip
    return ", ".join(names)


def lgpl() -> str:
    """The licence of Qt and PySide6, and the GPL that it adds to."""
    folder = resources() / "licences"
    texts = [folder / f"{name}-3.0.txt" for name in ("LGPL", "GPL")]
    return "\n\n".join(text.read_text(encoding="utf-8") for text in texts)


class AboutDialog(QDialog):
    """A few words and a table."""

    def __init__(self, runs_on: str, parent: QWidget | None = None) -> None:
        """`runs_on` is the readable line about the device."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About liftapp"))
        words = self.tr(
            "<h2>liftapp {version}</h2>"
            "<p>Learns a long document on your own machine and answers questions about it. "
            "MIT licence.</p>"
            "<p>The method is from “LIFT: Improving Long Context Understanding of Large Language "
            "Models through Long Input Fine-Tuning” (Mao et al.).</p>"
        )
        text = QLabel(words.format(version=__version__), wordWrap=True)
        text.setTextFormat(Qt.TextFormat.RichText)
        self.table = self._table(parts())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.licence = buttons.addButton(
            self.tr("&Licence of Qt (LGPL)"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.licence.clicked.connect(self._show_lgpl)
        layout = QVBoxLayout(self)
        device = QLabel(runs_on, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        for widget in (text, device, self.table, buttons):
            layout.addWidget(widget)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 76, metrics.lineSpacing() * 30)

    def _show_lgpl(self) -> None:
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("Licence of Qt and PySide6"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QPlainTextEdit(lgpl(), readOnly=True, tabChangesFocus=True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(dialog.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(text)
        layout.addWidget(buttons)
        metrics = text.fontMetrics()
        dialog.resize(metrics.averageCharWidth() * 84, metrics.lineSpacing() * 36)
        dialog.open()

    def _table(self, found: list[Part]) -> QTableWidget:
        table = QTableWidget(len(found), 3)
        table.setAccessibleName(self.tr("Libraries, versions and licences"))
        table.setHorizontalHeaderLabels(
            [self.tr("Library"), self.tr("Version"), self.tr("Licence")]
        )
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, part in enumerate(found):
            for column, text in enumerate((part.name, part.version, part.licence)):
                table.setItem(row, column, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return table
