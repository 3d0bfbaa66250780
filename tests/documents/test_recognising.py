"""A scan becomes a PDF with text: the real program where it is installed, and stand-ins of it."""

import os
import shutil
from pathlib import Path

import pytest

from liftapp.documents import can_recognise, read_document, recognise
from liftapp.errors import DocumentUnreadable, NoText, OutOfResources, UsageError
from tests.documents.scans import stand_in, write_scan

SAID = "The red pump was sold in 1999"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two pages of nothing but pictures."""
    return write_scan(tmp_path / "scan.pdf", f"{SAID}, page 1.", f"{SAID}, page 2.")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the only programs there are."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def never() -> bool:
    return False


def test_a_scan_has_no_text_and_says_which_pages(scan: Path) -> None:
    with pytest.raises(NoText, match="probably a scan; let its pages be recognised") as caught:
        read_document(scan)
    assert caught.value.pages == (1, 2)
    assert caught.value.exit_code == DocumentUnreadable.exit_code


@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="OCRmyPDF is not installed")
def test_the_real_program_reads_the_pages_named(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "read.pdf"
    assert recognise(scan, target, (2,), never)
    document = read_document(target)
    assert f"{SAID}, page 2" in document.text
    assert document.pages_without_text == (1,)


def test_it_is_told_the_pages_and_writes_whole_files(scan: Path, programs: Path) -> None:
    told = programs / "told"
    stand_in(
        programs, f"open({str(told)!r}, 'w').write(chr(10).join(sys.argv)); "
        "shutil.copy(sys.argv[-2], sys.argv[-1])",
    )  # fmt: skip
    assert can_recognise()
    target = scan.parent / "read.pdf"
    assert recognise(scan, target, (1, 2), never)
    assert target.read_bytes() == scan.read_bytes()
    given = told.read_text().splitlines()
    assert given[given.index("--pages") + 1] == "1,2"
    assert given[-2] == str(scan)
    assert {p.name for p in scan.parent.iterdir()} == {"scan.pdf", "read.pdf", "programs"}


def test_where_it_is_missing_it_is_named(scan: Path, programs: Path) -> None:
    assert not any(programs.iterdir())
    assert not can_recognise()
    with pytest.raises(UsageError, match="needs OCRmyPDF, which is not installed"):
        recognise(scan, scan.parent / "read.pdf", (1,), never)


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ("PriorOcrFoundError: page already has text", DocumentUnreadable, "page already has text"),
        ("", DocumentUnreadable, "no reason was given"),
        ("OSError: [Errno 28] No space left on device", OutOfResources, "The disk is full"),
    ],
)
def test_what_it_can_not_do_is_one_sentence(
    scan: Path, programs: Path, said: str, error: type[Exception], words: str
) -> None:
    stand_in(programs, f"print({said!r}, file=sys.stderr); sys.exit(2)")
    with pytest.raises(error, match=words):
        recognise(scan, scan.parent / "read.pdf", (1,), never)
    assert not (scan.parent / "read.pdf").exists()


def test_it_can_be_stopped_and_leaves_nothing(scan: Path, programs: Path) -> None:
    running = programs / "running"
    stand_in(
        programs, f"import os; open({str(running)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    )

    def when_running() -> bool:
        return running.exists() and bool(running.read_text())

    assert not recognise(scan, scan.parent / "read.pdf", (1,), when_running)
    with pytest.raises(ProcessLookupError):
        os.kill(int(running.read_text()), 0)
    assert {p.name for p in scan.parent.iterdir()} == {"scan.pdf", "programs"}
