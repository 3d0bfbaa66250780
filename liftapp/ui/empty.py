"""What the window shows before anything was learned: what it is for, and the first step."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from liftapp.ui.look import icon

WIDTH = 80
"""Letters in a line at most; longer ones are hard to read."""
ICON = 5
"""Height of the app's icon, in letters."""


class EmptyState(QScrollArea):
    """Teaches in three steps and offers to begin."""

    open_asked = Signal()
    sample_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Always the same."""
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open = QPushButton(self.tr("&Open a document…"), default=True)
        self.sample = QPushButton(self.tr("&Try the sample"))
        self.open.clicked.connect(self.open_asked)
        self.sample.clicked.connect(self.sample_asked)
        self.setWidget(self._page())

    def _page(self) -> QWidget:
        page, column = QWidget(), QVBoxLayout()
        letter = self.fontMetrics()
        column.setSpacing(letter.height())
        picture = QLabel()
        side = ICON * letter.height()
        picture.setPixmap(icon().pixmap(QSize(side, side), self.devicePixelRatio()))
        column.addWidget(picture)
        heading = self._label(self.tr("Learn a long document, then ask it"), 1.7)
        column.addWidget(heading)
        for words in self._steps():
            column.addWidget(self._label(words))
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._label(self.tr("Or drop PDF, text or Markdown files anywhere here.")))
        column.addWidget(self._label(self.tr(
            "The sample is a made-up yearbook of 22 pages; learning it takes a minute or two."
        )))  # fmt: skip
        text = QWidget()
        text.setLayout(column)
        text.setMaximumWidth(letter.averageCharWidth() * WIDTH)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(text, 8)
        middle.addStretch(1)
        around = QVBoxLayout(page)
        around.addStretch(1)
        around.addLayout(middle)
        around.addStretch(2)
        return page

    def _steps(self) -> tuple[str, ...]:
        return (
            self.tr(
                "<b>1. Open a document.</b> You see the text that was found in it, and how long "
                "learning will take."
            ),
            self.tr(
                "<b>2. Let it learn.</b> The model reads every passage once, so as to find it "
                "again. You can pause at any time and go on later."
            ),
            self.tr(
                "<b>3. Ask.</b> Every answer says how much came from memory, or that the document "
                "does not say, and shows the passages nearest to it."
            ),
            self.tr("Everything stays on this computer: nothing is sent anywhere."),
        )

    def _label(self, text: str, scale: float = 1.0) -> QLabel:
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        label.setFont(font)
        return label
