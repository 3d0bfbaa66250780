"""How a row of the library looks: a name, badges in words, details."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from liftapp.ui.library_model import Role

Index = QModelIndex | QPersistentModelIndex
LINES = 3


class LibraryDelegate(QStyledItemDelegate):
    """Three lines; distances are shares of the font's height, so that they grow with it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As wide as the list, as high as its lines."""
        line = option.fontMetrics.height()
        return QSize(line * 8, line * LINES + 3 * gap(option.fontMetrics))

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
        name, badges, details = lines(option.rect, option.fontMetrics)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        draw(painter, name, str(index.data()), Qt.TextElideMode.ElideMiddle)
        painter.setFont(option.font)
        self._draw_badges(painter, badges, index.data(Role.BADGES))
        draw(painter, details, index.data(Role.DETAILS), Qt.TextElideMode.ElideRight)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Edit the name where it stands."""
        del index
        box = lines(option.rect, option.fontMetrics)[0]
        height = max(box.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(box.left(), option.rect.top(), box.width(), height))

    def _draw_badges(self, painter: QPainter, box: QRect, badges: list[str]) -> None:
        """Each in a frame; the first, how the memory stands, without one."""
        metrics = painter.fontMetrics()
        x, space = box.left(), gap(metrics) * 2
        for i, words in enumerate(badges):
            if i == 0:
                words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, box.width())
                width = metrics.horizontalAdvance(words)
                painter.drawText(QPointF(x, box.top() + metrics.ascent()), words)
                x += width + space
                continue
            room = box.right() - x - space
            if room < metrics.horizontalAdvance("…"):
                return  # the tool tip has them all
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(words)
            frame = QRectF(x, box.top(), width + space, box.height())
            painter.setPen(QPen(painter.pen().color(), 0.8))
            painter.drawRoundedRect(frame, box.height() / 4, box.height() / 4)
            painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), words)
            x += round(frame.width()) + space

    def _group(self, option: QStyleOptionViewItem) -> QPalette.ColorGroup:
        active = option.state & QStyle.StateFlag.State_Active
        return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive

    def _role(self, option: QStyleOptionViewItem) -> QPalette.ColorRole:
        selected = option.state & QStyle.StateFlag.State_Selected
        return QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text


def gap(metrics: QFontMetrics) -> int:
    """The distance around things."""
    return max(2, metrics.height() // 4)


def lines(rect: QRect, metrics: QFontMetrics) -> tuple[QRect, QRect, QRect]:
    """Boxes of name, badges and details within a row."""
    space, height = gap(metrics), metrics.height()
    left, width = rect.left() + 2 * space, rect.width() - 4 * space
    step = (rect.height() - LINES * height) // (LINES + 1)
    tops = [rect.top() + step + i * (height + step) for i in range(LINES)]
    return (
        QRect(left, tops[0], width, height),
        QRect(left, tops[1], width, height),
        QRect(left, tops[2], width, height),
    )


def draw(painter: QPainter, box: QRect, text: str, elide: Qt.TextElideMode) -> None:
    """One line of text, shortened to the box."""
    short = painter.fontMetrics().elidedText(text, elide, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
