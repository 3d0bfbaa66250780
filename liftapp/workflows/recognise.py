"""Recognising the text of scanned pages before a document is read. No torch."""

import hashlib
from pathlib import Path

from liftapp.documents import can_recognise, read_document, recognise
from liftapp.errors import DocumentUnreadable, NoText
from liftapp.events import Stop
from liftapp.library import RECOGNISED
from liftapp.paths import Home, private_folder


def recognisable(home: Home, path: Path) -> bool:
    """Whether the text of pages of this file can be recognised on this machine."""
    return can_recognise() and _may_have_more(home, path)


def recognised(home: Home, path: Path, stop: Stop, password: str | None = None) -> Path | None:
    """The PDF in which every page of `path` has text that can have some; `path` itself if it has.

    It lies in the data folder, by the hash of the original, and goes with the last memory of it;
    asking again gives the same file. None where `stop` ended it. Raises what reading and
    recognising raise.
    """
    if not _may_have_more(home, path):
        return path
    try:
        pages = read_document(path, password).pages_without_text
    except NoText as error:
        pages = error.pages
    if not pages:
        return path
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    target = private_folder(home.data / RECOGNISED / sha256[:32]) / path.with_suffix(".pdf").name
    if target.exists():
        return target
    if not recognise(path, target, pages, stop):
        return None
    try:
        read_document(target)
    except NoText as error:
        target.unlink()
        raise DocumentUnreadable(
            f"No text was found in the pictures of {path.name}, so there is nothing to learn."
        ) from error
    return target


def _may_have_more(home: Home, path: Path) -> bool:
    """A PDF that was not made here: what has no text there has none."""
    made_here = path.resolve().is_relative_to((home.data / RECOGNISED).resolve())
    return path.suffix.lower() == ".pdf" and not made_here
