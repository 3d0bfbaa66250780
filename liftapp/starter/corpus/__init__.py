"""An endless corpus of invented facts in plain English, made from a seed."""

from liftapp.starter.corpus.chats import chats
from liftapp.starter.corpus.turns import Chat

__all__ = ["Chat", "chats"]
