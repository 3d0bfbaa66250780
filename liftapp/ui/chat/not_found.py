"""What is shown where the document has no answer: calm, and not as if it were one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftapp.lift.prompts import NOT_FOUND
from liftapp.ui.chat.shading import blend


class NotFoundNote(QWidget):
    """A heading and what to do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say it."""
        super().__init__(parent)
        self.heading = QLabel(self.tr("The document does not say."), wordWrap=True)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        hint = QLabel(
            self.tr("No passage was found that answers this. Other words, or a name, may help."),
            wordWrap=True,
        )
        for label in (self.heading, hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(hint)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A thin round frame, seen on light and dark ground alike."""
        base = self.palette().color(QPalette.ColorRole.Base)
        painter, radius = QPainter(self), self.fontMetrics().height() / 3
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(blend(base, self.palette().color(QPalette.ColorRole.Text), 0.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -1, -1), radius, radius)


def is_refusal(answer: str) -> bool:
    """Whether an answer is no more than the agreed words for this."""
    return answer.strip(" .\n").casefold() == NOT_FOUND.strip(".").casefold()
