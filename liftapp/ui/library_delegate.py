"""How a row of the library looks: a name, badges in words, details."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from liftapp.ui.library_model import Index, Role


class LibraryDelegate(QStyledItemDelegate):
    """Three lines, or more where the badges need them: they are read in full.

    Distances are shares of the font's height, so that they grow with it.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As wide as the list, as high as its lines."""
        view, metrics = option.widget, option.fontMetrics
        assert isinstance(view, QAbstractScrollArea)
        count = len(lines(view.viewport().rect(), metrics, index))
        return QSize(metrics.height() * 8, count * (metrics.height() + gap(metrics)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the style's own background (selection, hover, focus), then the lines."""
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        colour = option.palette.color(self._group(option), self._role(option))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        name, *between, details = lines(option.rect, option.fontMetrics, index)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        draw(painter, name, str(index.data()), Qt.TextElideMode.ElideMiddle)
        painter.setFont(option.font)
        self._draw_badges(painter, between, index.data(Role.BADGES))
        words = index.data(Role.DETAILS)
        if option.fontMetrics.horizontalAdvance(words) > details.width():
            words = index.data(Role.BRIEF) or words
        draw(painter, details, words, Qt.TextElideMode.ElideRight)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Edit the name where it stands."""
        box = lines(option.rect, option.fontMetrics, index)[0]
        height = max(box.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(box.left(), option.rect.top(), box.width(), height))

    def _draw_badges(self, painter: QPainter, boxes: list[QRect], badges: list[str]) -> None:
        """Each in a frame; the first, how the memory stands, without one."""
        metrics = painter.fontMetrics()
        places = placed(badges, metrics, boxes[0].width())
        for i, (words, (line, x, width)) in enumerate(zip(badges, places, strict=True)):
            box = QRect(boxes[line].left() + x, boxes[line].top(), width, boxes[line].height())
            if i > 0:
                painter.setPen(QPen(painter.pen().color(), 0.8))
                painter.drawRoundedRect(box, box.height() / 4, box.height() / 4)
                box.adjust(gap(metrics), 0, 0, 0)
            draw(painter, box, words, Qt.TextElideMode.ElideMiddle)

    def _group(self, option: QStyleOptionViewItem) -> QPalette.ColorGroup:
        active = option.state & QStyle.StateFlag.State_Active
        return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive

    def _role(self, option: QStyleOptionViewItem) -> QPalette.ColorRole:
        selected = option.state & QStyle.StateFlag.State_Selected
        return QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text


def gap(metrics: QFontMetrics) -> int:
    """The distance around things."""
    return max(2, metrics.height() // 4)


def lines(rect: QRect, metrics: QFontMetrics, index: Index) -> list[QRect]:
    """Boxes of the name, of each line of badges, and of the details within a row."""
    space, height = gap(metrics), metrics.height()
    left, width = rect.left() + 2 * space, rect.width() - 4 * space
    last, _, _ = placed(index.data(Role.BADGES), metrics, width)[-1]
    count = last + 3
    step = (rect.height() - count * height) // (count + 1)
    return [
        QRect(left, rect.top() + step + i * (height + step), width, height) for i in range(count)
    ]


def placed(badges: Sequence[str], metrics: QFontMetrics, room: int) -> list[tuple[int, int, int]]:
    """Line, left and width of each badge; one for which there is no room begins a line."""
    line, x, space = 0, 0, 2 * gap(metrics)
    places = []
    for i, words in enumerate(badges):
        # It is rounded: without a pixel more, words may be shortened.
        width = metrics.horizontalAdvance(words) + (space if i > 0 else 1)
        if x > 0 and x + width > room:
            line, x = line + 1, 0
        places.append((line, x, min(width, room)))
        x += width + space
    return places


def draw(painter: QPainter, box: QRect, text: str, elide: Qt.TextElideMode) -> None:
    """One line of text, shortened to the box."""
    short = painter.fontMetrics().elidedText(text, elide, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
