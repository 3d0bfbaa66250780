"""A chat on the screen."""

import pytest
from pytestqt.qtbot import QtBot

from liftapp.ui.chat import ChatView
from tests.ui.chat.replies import ENTRY


@pytest.fixture
def view(qtbot: QtBot) -> ChatView:
    """A chat without questions, on the screen."""
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_memory(ENTRY, [])
    view.show()
    qtbot.waitExposed(view)
    return view
