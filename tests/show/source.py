"""A window to drag a file out of, as a file manager's is: python -m tests.show.source FILE."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Files"


class File(QLabel):
    """One file; a press on it begins to drag."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name, alignment=Qt.AlignmentFlag.AlignCenter)
        self._path = path
        self.setWindowTitle(TITLE)
        self.resize(180, 120)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._path))])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    app = QApplication([])
    file = File(Path(sys.argv[1]).absolute())
    file.show()
    sys.exit(app.exec())
