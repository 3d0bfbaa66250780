"""A line above everything else: what happened, and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStyle, QToolButton, QWidget

from liftapp.ui.icons import icon

Action = tuple[str, Callable[[], object]]


class MessageBar(QFrame):
    """One message at a time; a later one takes the place of the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden; `say` shows it."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._icon = QLabel()
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setForegroundRole(QPalette.ColorRole.Text)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: list[QPushButton] = []
        close = QToolButton(autoRaise=True)
        close.setIcon(icon("close"))
        close.setAccessibleName(self.tr("Close this message"))
        close.setToolTip(self.tr("Close this message"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, actions: Sequence[Action] = (), *, warning: bool = False) -> None:
        """Show `words` with a button for each of `actions`, which also closes the message."""
        kind = QStyle.StandardPixmap
        icon = kind.SP_MessageBoxWarning if warning else kind.SP_MessageBoxInformation
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(self.style().standardIcon(icon).pixmap(side))
        self._words.setText(words)
        for button in self.buttons:
            button.hide()  # now: deletion comes later, and two rows of buttons would be seen
            button.deleteLater()
        self.buttons = [self._button(name, do) for name, do in actions]
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _button(self, name: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(name)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _checked: do())
        self._row.insertWidget(self._row.count() - 1, button)
        return button
