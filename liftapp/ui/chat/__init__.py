"""The chat: questions, shaded answers, gates and sources."""

from liftapp.ui.chat.view import ChatView
from liftapp.ui.chat.wish import AskWish

__all__ = ["AskWish", "ChatView"]
