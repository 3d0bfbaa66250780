"""Text for the pages of a PDF that have none: OCRmyPDF, where the user has installed it.

It writes a PDF with a text layer, which is then read and shown like any other. Only the pages named
are touched.
"""

from __future__ import annotations

import locale
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from liftapp.errors import DocumentUnreadable, OutOfResources, UsageError
from liftapp.events import Stop

PROGRAM = "ocrmypdf"
_LOOK_EVERY = 0.1  # seconds
_DISK_FULL = "No space left"
# Languages of desktops by what Tesseract calls them.
_LANGUAGES = {
    "cs": "ces", "da": "dan", "de": "deu", "es": "spa", "fi": "fin", "fr": "fra", "it": "ita",
    "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "sv": "swe", "tr": "tur", "uk": "ukr",
}  # fmt: skip


def can_recognise() -> bool:
    """Whether the program is there."""
    return shutil.which(PROGRAM) is not None


def recognise(source: Path, target: Path, pages: Sequence[int], stop: Stop) -> bool:
    """Write the PDF `source` to `target`, with the text of `pages` (from 1) recognised.

    False where `stop` ended it; `target` is whole or not there.

    Raises UsageError where the program is missing, DocumentUnreadable where it can't do it and
    OutOfResources where the disk is full.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise UsageError(
            "Recognising text needs OCRmyPDF, which is not installed; install the package ocrmypdf "
            "of your system and try again."
        )
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        written = Path(folder) / target.name
        command = [
            program, "--quiet", "--output-type", "pdf", "--force-ocr", "--optimize", "0",
            "--pages", ",".join(map(str, pages)), "--language", _languages(), "--",
            str(source), str(written),
        ]  # fmt: skip
        said = _run(command, stop)
        if said is None:
            return False
        if not written.exists():
            if _DISK_FULL in said:
                raise OutOfResources(
                    f"The disk is full, so the text of {source.name} can't be recognised; "
                    "free some space and try again."
                )
            reason = (said.strip().splitlines() or ["no reason was given"])[-1].rstrip(".")
            raise DocumentUnreadable(
                f"The text of {source.name} could not be recognised ({reason}); "
                "run OCR on it yourself and open the result."
            )
        written.replace(target)
    return True


def _run(command: Sequence[str], stop: Stop) -> str | None:
    """What the program said; None where it was stopped."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        ) as running,
    ):
        try:
            while running.poll() is None:
                if stop():
                    return None
                time.sleep(_LOOK_EVERY)
        finally:
            running.terminate()
        said.seek(0)
        return said.read().decode(errors="replace")


def _languages() -> str:
    """English and the desktop's language, as far as Tesseract has them."""
    spoken = (locale.getlocale()[0] or "")[:2]
    tesseract = shutil.which("tesseract")
    wanted = _LANGUAGES.get(spoken)
    if wanted is None or tesseract is None:
        return "eng"
    listed = subprocess.run(
        [tesseract, "--list-langs"], capture_output=True, text=True, check=False
    )
    return f"{wanted}+eng" if wanted in listed.stdout.split() else "eng"
