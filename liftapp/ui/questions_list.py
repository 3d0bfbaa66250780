"""The questions that are being written, newest on top; people like to look."""

from html import escape

from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liftapp.events import QuestionWritten

SHOWN = 200
"""So many at most; a long document has thousands, and nobody reads further down."""


class QuestionsList(QWidget):
    """Counts all of them and shows the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without any."""
        super().__init__(parent)
        self.count = 0
        self._heading = QLabel()
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Questions written, newest first"))
        self._list.setWordWrap(True)
        self._list.setAlternatingRowColors(True)
        self._list.setSpacing(self.fontMetrics().height() // 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addWidget(self._list)
        self._tell()

    @property
    def items(self) -> list[str]:
        """The texts shown, from the top."""
        return [self._list.item(i).text() for i in range(self._list.count())]

    def clear(self) -> None:
        """Forget the job before."""
        self.count = 0
        self._list.clear()
        self._tell()

    def add(self, questions: list[QuestionWritten]) -> None:
        """Put new ones on top; who has scrolled down keeps what they were reading."""
        self.count += len(questions)
        newest = questions[-SHOWN:]
        bar = self._list.verticalScrollBar()
        place = bar.value()
        for each in newest:
            item = QListWidgetItem(f"{each.question}\n{each.answer}")
            item.setToolTip(f"<b>{escape(each.question)}</b><br>{escape(each.answer)}")
            self._list.insertItem(0, item)
        while self._list.count() > SHOWN:
            self._list.takeItem(SHOWN)
        if place:
            self._list.doItemsLayout()  # else the bar does not know yet how far it goes
            bar.setValue(place + len(newest))
        self._tell()

    def _tell(self) -> None:
        for widget in (self._heading, self._list):
            widget.setVisible(self.count > 0)  # many a job writes none
        number = self.locale().toString(self.count)
        words = self.tr("Questions written: {n}").format(n=number)
        if self.count > SHOWN:
            shown = self.locale().toString(SHOWN)
            words += self.tr(" (the newest {n} are shown)").format(n=shown)
        self._heading.setText(words)
