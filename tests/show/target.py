"""A window to drop files on, as a folder's is: python -m tests.show.target FOLDER."""

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Folder"
HOVERED = "Drop to copy"
LATER_MS = 500
"""File managers copy after they have answered to the drop."""


class Folder(QLabel):
    """Copies what is dropped on it into a folder, and names it."""

    def __init__(self, path: Path) -> None:
        super().__init__("Empty", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._path = path
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.resize(180, 120)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.setText(HOVERED)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        del event
        self.setText("Empty")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        files = [url.toLocalFile() for url in event.mimeData().urls()]
        QTimer.singleShot(LATER_MS, self, lambda: self._copy(files))

    def _copy(self, files: list[str]) -> None:
        copied = [Path(shutil.copy(file, self._path)) for file in files]
        self.setText("\n".join(path.name for path in copied))


if __name__ == "__main__":
    app = QApplication([])
    app.setApplicationName(TITLE)
    folder = Folder(Path(sys.argv[1]))
    folder.show()
    sys.exit(app.exec())
