"""A window to drag files out of, as a file manager's is: python -m tests.show.source FILE..."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Files"


class Files(QLabel):
    """Files that are chosen; a press on them begins to drag them all."""

    def __init__(self, paths: list[Path]) -> None:
        names = "\n".join(path.name for path in paths)
        super().__init__(names, alignment=Qt.AlignmentFlag.AlignCenter)
        self._paths = paths
        self.setWindowTitle(TITLE)
        self.resize(180, 120)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    app = QApplication([])
    files = Files([Path(path).absolute() for path in sys.argv[1:]])
    files.show()
    sys.exit(app.exec())
