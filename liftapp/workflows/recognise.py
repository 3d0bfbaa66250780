"""Recognising the text of scanned pages before a document is read. No torch."""

import hashlib
from pathlib import Path

from liftapp.documents import read_document, recognise
from liftapp.errors import NoText
from liftapp.events import Stop
from liftapp.library import RECOGNISED
from liftapp.paths import Home, private_folder


def recognised(home: Home, path: Path, stop: Stop, password: str | None = None) -> Path | None:
    """The PDF in which every page of `path` has text that can have some; `path` itself if it has.

    It lies in the data folder, by the hash of the original, and goes with the last memory of it;
    asking again gives the same file. None where `stop` ended it. Raises what reading and
    recognising raise.
    """
    try:
        pages = read_document(path, password).pages_without_text
    except NoText as error:
        pages = error.pages
    if not pages or path.suffix.lower() in (".txt", ".md"):
        return path
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    target = private_folder(home.data / RECOGNISED / sha256[:32]) / path.with_suffix(".pdf").name
    if target.exists() or recognise(path, target, pages, stop):
        return target
    return None
