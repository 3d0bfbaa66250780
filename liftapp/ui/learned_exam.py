"""The exam of a memory: what was learned, section by section, and the way to learn more."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liftapp.library import OwnExam, Section, SectionScore, Unit

ROWS = 7
"""Lines of the table; more scroll."""


class LearnedExam(QWidget):
    """One sentence, a table of the sections, and those that are not learned by name."""

    more_asked = Signal()
    """Learn those more; or hold the exam, where there was none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; `show_exam` fills it."""
        super().__init__(parent)
        self.words, self.missing = (
            QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(2)
        )
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(self.tr("Right answers, section by section"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
        self.table.verticalHeader().hide()
        self.table.setHorizontalHeaderLabels(
            [self.tr("Section"), self.tr("Asked"), self.tr("Right before"), self.tr("Right now"),
             self.tr("Learned")]
        )  # fmt: skip
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        line = self.fontMetrics().height() * 3 // 2
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.setMaximumHeight(line * (ROWS + 1))
        self.more = QPushButton()
        self.more.clicked.connect(self.more_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.words, self.table, self.missing):
            layout.addWidget(widget)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_exam(None)

    @property
    def rows(self) -> list[list[str]]:
        """The cells as shown."""
        table = self.table
        return [
            [item.text() if (item := table.item(row, column)) is not None else ""
             for column in range(table.columnCount())]
            for row in range(table.rowCount())
        ]  # fmt: skip

    def show_exam(self, exam: OwnExam | None, *, trained: bool = True) -> None:
        """Fill it; None where no exam was held. Only what is `trained` can be learned more."""
        scores = () if exam is None or not exam.asked else exam.scores
        self.words.setText(self._told(exam, trained=trained))
        self.table.setRowCount(len(scores))
        for row, score in enumerate(scores):
            for column, text in enumerate(self._cells(score)):
                self._set(row, column, text)
        self.table.setAccessibleDescription(self.words.text())
        missing = () if exam is None else [exam.sections[i] for i in exam.not_learned]
        names = "; ".join(map(self._name, missing))
        self.missing.setText(self.tr("Not learned: {names}").format(names=names))
        self.table.setVisible(bool(scores))
        self.missing.setVisible(bool(missing))
        self.more.setVisible((bool(missing) and trained) or exam is None)
        self.more.setText(
            self.tr("Hold the &exam now") if exam is None else self.tr("Learn these &more")
        )
        learn = self.tr("Write new questions about these sections and go on learning with them")
        self.more.setToolTip("" if exam is None else learn)

    def _told(self, exam: OwnExam | None, *, trained: bool) -> str:
        if exam is None:
            return self.tr("No exam was held.")
        if not exam.asked:
            return self.tr("No question could be written for an exam.")
        number = self.locale().toString
        fresh = self.tr(
            "What was learned: {n} of {total} questions that it never saw are right "
            "({before} before learning)."
        )
        others = self.tr(
            "What was learned: {n} of {total} questions are right ({before} before learning)."
        )
        if trained:
            others += " " + self.tr("Some of them may have been learned.")
        counts = {"n": exam.after, "total": exam.asked, "before": exam.before}
        words = fresh if exam.fresh else others
        return words.format(**{name: number(count) for name, count in counts.items()})

    def _cells(self, score: SectionScore) -> list[str]:
        number = self.locale().toString
        learned = {
            True: self.tr("yes"),
            False: self.tr("no"),
            None: self.tr("not asked"),
        }[score.learned]
        counts = [number(score.asked), number(score.before), number(score.after)]
        return [self._name(score.section), *counts, learned]

    def _set(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        if column == 0:
            item.setToolTip(escape(text))
        else:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(row, column, item)

    def _name(self, section: Section) -> str:
        number = self.locale().toString
        first, last = number(section.first), number(section.last)
        match section.unit:
            case Unit.HEADING:
                return section.title
            case Unit.PART:
                return self.tr("Part {n} of {total}").format(n=first, total=last)
            case _ if first == last:
                return self.tr("Page {n}").format(n=first)
            case _:
                return self.tr("Pages {first} to {last}").format(first=first, last=last)
