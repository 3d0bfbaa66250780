"""An endless corpus of invented facts in plain English, made from a seed."""

from liftapp.starter.corpus.tasks import Chat, chats

__all__ = ["Chat", "chats"]
