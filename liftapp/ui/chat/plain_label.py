"""A label for words that people, documents or models wrote."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label() -> QLabel:
    """One that wraps, can be copied from and takes nothing for markup."""
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    # Else its longest word, an address say, would make it wider than there is room, and what
    # has too little room in a layout gets too little height as well.
    label.setMinimumWidth(1)
    return label
