"""Scans, and stand-ins for the program that reads them."""

import os
import sys
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont


def write_scan(path: Path, *pages: str) -> Path:
    """A PDF with nothing but pictures of these lines, one a page."""
    font = ImageFont.load_default(48)
    drawn = [Image.new("L", (1240, 1754), 255) for _ in pages]
    for image, line in zip(drawn, pages, strict=True):
        ImageDraw.Draw(image).text((100, 200), line, 0, font)
    drawn[0].save(path, save_all=True, append_images=drawn[1:], resolution=150)
    return path


def stand_in(folder: Path, body: str) -> None:
    """Put a program called ocrmypdf into `folder`, which PATH has to name."""
    path = folder / "ocrmypdf"
    path.write_text(f"#!{sys.executable}\nimport shutil, sys, time\n{body}\n")
    path.chmod(0o755)


def reads_as(monkeypatch: pytest.MonkeyPatch, folder: Path, *pages: str, first: str = "") -> Path:
    """Let the only program that recognises text make this PDF of any file, after doing `first`."""
    book = FPDF()
    book.set_font("helvetica", size=10)
    for text in pages:
        book.add_page()
        book.multi_cell(0, text=text)
    path = folder / "read.pdf"
    book.output(str(path))
    stand_in(folder, f"{first}\nshutil.copy({str(path)!r}, sys.argv[-1])")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return path
