"""The dialog of a bug: what happened, its details to copy, the way to the log."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class FailureDialog(QDialog):
    """Stays out of the way of the event loop: show it with `open` or `show`."""

    def __init__(
        self, sentence: str, details: str, log_folder: Path, parent: QWidget | None = None
    ) -> None:
        """`sentence` for people, `details` for who mends it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = QLabel(sentence, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.details = QPlainTextEdit(details, readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = self._button(buttons, self.tr("&Copy details"))
        self.copy.clicked.connect(self._copy)
        self.folder = self._button(buttons, self.tr("Open &log folder"))
        url = QUrl.fromLocalFile(str(log_folder))
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(url))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.details, buttons):
            layout.addWidget(widget)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 80, metrics.lineSpacing() * 20)

    def _button(self, buttons: QDialogButtonBox, text: str) -> QPushButton:
        return buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))
