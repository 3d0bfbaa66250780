"""The gates of an answer: map or table, one head or the mean of all, the chosen cell in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liftapp.ui.chat.gate_map import GateMap
from liftapp.ui.chat.gate_scale import GateScale
from liftapp.ui.chat.gate_table import GateTable
from liftapp.ui.chat.gates import GateGrid


class GateView(QWidget):
    """Both forms show the same head and the same chosen token."""

    token_chosen = Signal(int)

    def __init__(self, gates: GateGrid, parent: QWidget | None = None) -> None:
        """Show these gates."""
        super().__init__(parent)
        self.heads = QComboBox()
        self.heads.setAccessibleName(self.tr("Heads"))
        self.heads.addItem(self.tr("Mean of all heads"), None)
        for head in range(gates.num_heads):
            number = self.locale().toString(head + 1)
            self.heads.addItem(self.tr("Head {number}").format(number=number), head)
        self.as_table = QPushButton(self.tr("As a &table"))
        self.as_table.setCheckable(True)
        self.copy = QPushButton(self.tr("Copy t&able"))
        self.map, self.table, self.scale = GateMap(gates), GateTable(gates), GateScale()
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._lay_out()
        self.heads.currentIndexChanged.connect(self._show_head)
        self.as_table.toggled.connect(self.table.setVisible)
        for of_the_map in (self.map, self.scale, self.words):
            self.as_table.toggled.connect(of_the_map.setHidden)
        self.table.hide()
        self.copy.clicked.connect(self.table.copy_all)
        self.map.token_chosen.connect(self.choose)
        self.table.token_chosen.connect(self.choose)
        self.map.selectionModel().currentChanged.connect(self._say)
        self._say()

    def choose(self, token: int) -> None:
        """Choose a token in map and table, and tell it once."""
        if token == self.map.token == self.table.currentIndex().row():
            return
        for view in (self.map, self.table):
            view.blockSignals(True)
            view.choose(token)
            view.blockSignals(False)
        self.token_chosen.emit(token)

    def _show_head(self) -> None:
        head = self.heads.currentData()
        self.map.gates.set_head(head)
        self.table.gates.set_head(head)
        self._say()

    def _say(self) -> None:
        hint = self.tr("Choose a token with the pointer or the arrow keys; figures are per cent.")
        self.words.setText(self.map.say() or hint)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Show:"))
        label.setBuddy(self.heads)
        tools = QHBoxLayout()
        for widget in (label, self.heads, self.as_table, self.copy):
            tools.addWidget(widget)
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(tools)
        layout.addWidget(self.map, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.table)
        layout.addWidget(self.scale)
        layout.addWidget(self.words)
