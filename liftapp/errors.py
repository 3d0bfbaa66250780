"""Mistakes and limits a user can meet.

Each text is one plain sentence that says what is wrong and what to do about it; each class
carries the exit code of the command line. Anything else that escapes is a bug (exit code 1).
"""


class LiftappError(Exception):
    """Base of everything that is told to the user as a sentence."""

    exit_code = 1


class UsageError(LiftappError):
    """The call itself makes no sense."""

    exit_code = 2


class DocumentUnreadable(LiftappError):
    """The file can't be read as a document with text."""

    exit_code = 3


class PasswordNeeded(DocumentUnreadable):
    """The document is encrypted and no password, or a wrong one, was given."""


class NoText(DocumentUnreadable):
    """No page of a PDF has text; `pages` are those whose text may be recognised."""

    def __init__(self, sentence: str, pages: tuple[int, ...]) -> None:
        super().__init__(sentence)
        self.pages = pages


class ModelUnavailable(LiftappError):
    """The base model can't be loaded, or does not fit the memory."""

    exit_code = 4


class OutOfResources(LiftappError):
    """Memory, disk space or the right to write ran out."""

    exit_code = 5


class NotFound(LiftappError):
    """No such document or memory in the library."""

    exit_code = 6
