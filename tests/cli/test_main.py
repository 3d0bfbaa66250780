"""What every command does and says, and the exit code of everything that can go wrong."""

import errno
import json
import shutil
import zipfile
from pathlib import Path

import pytest
import torch
from fpdf import FPDF
from fpdf.encryption import EncryptionMethod  # type: ignore[attr-defined,unused-ignore]

from liftapp.models import base as loading
from liftapp.paths import Home
from liftapp.workflows import manage
from tests.cli.conftest import Call
from tests.cli.running import program
from tests.documents.scans import stand_in, write_scan
from tests.workflows.tiny import QUESTIONS, TEXT, save_base, write_text


def test_learning_and_asking_in_one_call(call: Call, base: Path, tmp_path: Path) -> None:
    path = write_text(tmp_path)
    ended = call("--train", path, "--model", base, "--name", "Halden", "--ask", QUESTIONS[0],
                 "--ask", QUESTIONS[1], "--mode", "memory")  # fmt: skip
    assert ended.code == 0
    assert "from memory" in ended.out  # answers alone go to standard output
    assert "Learned: Halden" in ended.err
    assert f"> {QUESTIONS[1]}" in ended.err
    listed = call("--list", "--json").lines
    assert [(m["name"], m["status"], m["kind"]) for m in listed] == [("Halden", "ready", "slots")]


def test_the_same_file_twice_is_said_and_not_learned_again(
    call: Call, base: Path, learned: Home, tmp_path: Path
) -> None:
    copy = write_text(tmp_path, "under another name.txt")
    ended = call("--train", copy, "--model", base, "--preset", "trained", "--json")
    assert ended.code == 0
    assert "reactor is learned already; nothing to do." in ended.err
    assert [line["event"] for line in ended.lines] == ["model", "document"]
    assert ended.lines[1]["known"] is True
    assert len(call("--list").out.splitlines()) == 1


def test_two_files_with_one_train(call: Call, base: Path, tmp_path: Path) -> None:
    paths = [write_text(tmp_path), write_text(tmp_path, "mill.md", "# The mill\n\n" + TEXT)]
    ended = call("--train", *paths, "--model", base, "--ask", QUESTIONS[0], "--json")
    assert ended.code == 0
    assert [m["name"] for m in call("--list", "--json").lines] == ["reactor", "The mill"]
    assert ended.lines[-1]["memory"]["name"] == "The mill"  # the last one learned is asked


def test_renaming_and_deleting(call: Call, learned: Home) -> None:
    assert call("--rename", "reactor", "Halden").code == 0
    assert call("--list").out.startswith("Halden\tready\t")
    gone = call("--delete", "Halden", "--json")
    assert [line["deleted"] for line in gone.lines] == ["Halden"]
    assert call("--list").out == ""
    for folder in ("memories", "checkpoints"):
        assert list((learned.data / folder).iterdir()) == []


def test_a_bundle_carries_a_memory_to_another_home(
    call: Call, base: Path, learned: Home, tmp_path: Path
) -> None:
    bundle, other = tmp_path / "reactor.liftmem", ("--home", tmp_path / "elsewhere")
    here = call("--ask", QUESTIONS[0], "--json")
    assert call("--export", "reactor", bundle).code == 0
    assert call("--import", bundle, *other, "--name", "arrived").code == 0
    there = call("--ask", QUESTIONS[0], "--json", "--model", base, *other)
    assert there.lines[0]["memory"]["name"] == "arrived"
    for same in ("answer", "support", "gate", "sources", "document"):
        assert there.lines[0][same] == here.lines[0][same]
    assert here.lines[0]["gate"]["mean"] > 0  # else nothing was compared
    assert call("--ask", QUESTIONS[0], *other).code == 0  # --model is needed once only


# 3: the document can't be read


def files(folder: Path) -> dict[str, Path]:
    """Files that hold no document."""
    made = {name: folder / name for name in ("empty.txt", "blank.txt", "binary.txt", "a.docx",
                                              "a.xyz", "a.png", "broken.pdf")}  # fmt: skip
    made["empty.txt"].write_bytes(b"")
    made["blank.txt"].write_text(" \n\t\n")
    made["binary.txt"].write_bytes(bytes(range(256)) * 64)
    with zipfile.ZipFile(made["a.docx"], "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    made["a.xyz"].write_text("words")
    made["a.png"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    made["broken.pdf"].write_bytes(b"%PDF-1.7\n" + bytes(200))
    return made | {"folder": folder, "missing": folder / "missing.txt"}


@pytest.mark.parametrize(
    "name",
    ["empty.txt", "blank.txt", "binary.txt", "a.docx", "a.xyz", "a.png", "broken.pdf", "folder",
     "missing"],
)  # fmt: skip
def test_a_file_that_is_no_document_is_told(call: Call, tmp_path: Path, name: str) -> None:
    ended = call("--train", files(tmp_path)[name])
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == ended.sentence + "\n"
    assert call("--list").out == ""


def test_a_document_that_cannot_be_read_through_the_real_command_line(tmp_path: Path) -> None:
    ended = program("--train", tmp_path / "missing.txt", "--json")
    assert (ended.code, ended.out) == (3, "")
    assert "There is no file" in ended.sentence


def test_a_protected_pdf_wants_its_password(call: Call, base: Path, tmp_path: Path) -> None:
    book = FPDF()
    book.set_encryption("owner", "open sesame", EncryptionMethod.AES_128)
    book.add_page()
    book.set_font("Helvetica")
    book.multi_cell(0, None, TEXT)
    path = tmp_path / "secret.pdf"
    book.output(str(path))
    for given in ((), ("--password", "wrong")):
        ended = call("--train", path, "--model", base, *given)
        assert ended.code == 3
        assert "password" in ended.sentence
    assert call("--train", path, "--model", base, "--password", "open sesame").code == 0
    assert call("--ask", QUESTIONS[0], "--json").lines[0]["sources"][0]["page"] == 1


# 4: the model can't be loaded or does not fit the memory


@pytest.mark.parametrize(
    ("harm", "told"),
    [("missing", "no model folder"), ("pickle", "pickle"), ("corrupt", "damaged"),
     ("no config", "config"), ("no tokenizer", "tokenizer"), ("small window", "window")],
)  # fmt: skip
def test_a_model_that_cannot_be_used_is_told(
    call: Call, base: Path, tmp_path: Path, harm: str, told: str
) -> None:
    folder = tmp_path / "model"
    if harm == "small window":
        save_base(folder, window=128)
    elif harm != "missing":
        spoil(shutil.copytree(base, folder), harm)
    ended = call("--train", write_text(tmp_path), "--model", folder)
    assert ended.code == 4
    assert told in ended.sentence
    assert call("--list").out == ""


def spoil(folder: Path, harm: str) -> None:
    weights = folder / "model.safetensors"
    if harm == "pickle":
        torch.save({}, folder / "pytorch_model.bin")
        weights.unlink()
    elif harm == "corrupt":
        weights.write_bytes(weights.read_bytes()[:-100])
    elif harm == "no config":
        (folder / "config.json").unlink()
    else:
        (folder / "tokenizer.json").write_text("{}")


def test_a_model_with_pickled_weights_only_through_the_real_command_line(
    base: Path, tmp_path: Path
) -> None:
    spoil(shutil.copytree(base, tmp_path / "model"), "pickle")
    ended = program("--train", write_text(tmp_path), "--model", tmp_path / "model", "--json")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == ended.sentence + "\n"
    assert "safetensors" in ended.sentence


def test_a_model_that_does_not_fit_the_memory_is_told(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "free_bytes", lambda _: 10_000)
    ended = call("--train", write_text(tmp_path), "--model", base)
    assert ended.code == 4
    assert "smaller one" in ended.sentence


def test_another_base_model_is_refused(call: Call, learned: Home, tmp_path: Path) -> None:
    other = save_base(tmp_path / "other", seed=1)
    ended = call("--ask", QUESTIONS[0], "--model", other)
    assert ended.code == 4
    assert "was learned with the base model 'base'" in ended.sentence


# 5: out of memory or disk


@pytest.mark.parametrize("wanted", [("--list",), ("--ask", "Who?"), ("--train", "FILE")])
def test_a_home_that_cannot_be_written_is_told(
    call: Call, tmp_path: Path, wanted: tuple[str, ...]
) -> None:
    # Below a file, since a folder's mode does not stop root.
    (tmp_path / "file").write_text("in the way")
    path = str(write_text(tmp_path))
    ended = call("--home", tmp_path / "file" / "home", *(w.replace("FILE", path) for w in wanted))
    assert (ended.code, ended.out) == (5, "")
    assert "--home" in ended.sentence


def test_a_home_that_cannot_be_written_through_the_real_command_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ended = program("--list", "--home", tmp_path / "file" / "home")
    assert (ended.code, ended.out) == (5, "")
    assert ended.err == ended.sentence + "\n"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (MemoryError(), 5, "memory of this machine ran out"),
        (torch.OutOfMemoryError("CUDA out of memory."), 5, "memory of this machine ran out"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), 5, "memory of this machine"),
        (OSError(errno.ENOSPC, "No space left on device"), 5, "disk is full"),
        (OSError(errno.EFBIG, "File too large"), 5, "disk is full"),
        (KeyboardInterrupt(), 130, "--resume"),
        (ZeroDivisionError("division by zero"), 1, "ZeroDivisionError: division by zero"),
    ],
)
def test_whatever_escapes_is_one_sentence(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    def fail(_: Home) -> None:
        raise error

    monkeypatch.setattr(manage, "list_memories", fail)
    ended = call("--list")
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.sentence


def test_a_bug_leaves_its_traceback_in_the_log(
    call: Call, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage, "list_memories", lambda _: 1 / 0)
    assert call("--list").code == 1
    assert "ZeroDivisionError" in (home.state / "errors.log").read_text()


# 6: no such document or memory

UNKNOWN = [
    ("--ask", "Who?", "--document", "nobody"), ("--delete", "nobody"), ("--import", "no.liftmem"),
    ("--rename", "nobody", "somebody"), ("--export", "nobody", "nobody.liftmem"),
]  # fmt: skip


@pytest.mark.parametrize("wanted", UNKNOWN)
def test_an_unknown_memory_is_told(call: Call, learned: Home, wanted: tuple[str, ...]) -> None:
    ended = call(*wanted)
    assert (ended.code, ended.out) == (6, "")
    assert ended.err == ended.sentence + "\n"
    assert len(call("--list").out.splitlines()) == 1


def test_asking_an_empty_library_through_the_real_command_line() -> None:
    ended = program("--ask", "Who?", "--json")
    assert (ended.code, ended.out) == (6, "")
    assert "--train FILE" in ended.sentence


def test_nothing_to_resume_is_told(call: Call, base: Path, tmp_path: Path) -> None:
    ended = call("--train", write_text(tmp_path), "--model", base, "--resume")
    assert ended.code == 6
    assert "leave --resume out" in ended.sentence
    assert call("--list").out == ""


@pytest.mark.parametrize("question", ["", "  ", "why " * 300])
def test_a_question_that_is_none_is_told(call: Call, learned: Home, question: str) -> None:
    ended = call("--ask", question, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "question" in ended.sentence


def test_a_damaged_bundle_is_refused_and_nothing_of_it_stays(
    call: Call, learned: Home, tmp_path: Path
) -> None:
    bundle = tmp_path / "reactor.liftmem"
    call("--export", "reactor", bundle)
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    ended = call("--import", bundle)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == ended.sentence + "\n"
    assert len(call("--list").out.splitlines()) == 1


def test_a_memory_changed_on_the_disk_is_not_used(call: Call, learned: Home) -> None:
    tensors = next((learned.data / "memories").glob("*/memory.safetensors"))
    content = bytearray(tensors.read_bytes())
    content[-1] ^= 1
    tensors.write_bytes(content)
    ended = call("--ask", QUESTIONS[0])
    assert ended.code == 4
    assert "changed on the disk" in ended.sentence
    assert json.loads(call("--list", "--json").out)["name"] == "reactor"


def test_a_scan_is_learned_once_its_text_is_recognised(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = write_scan(tmp_path / "scan.pdf", "The gate is red.")
    ended = call("--train", scan, "--model", base)
    assert ended.code == 3
    assert "let its pages be recognised first" in ended.sentence
    monkeypatch.setenv("PATH", "/nowhere")
    ended = call("--train", scan, "--ocr", "--model", base)
    assert ended.code == 2
    assert "OCRmyPDF, which is not installed" in ended.sentence
    book = FPDF()
    book.set_font("Helvetica", size=12)
    book.add_page()
    book.multi_cell(0, text=TEXT)
    book.output(str(tmp_path / "read.pdf"))
    stand_in(tmp_path, f"shutil.copy({str(tmp_path / 'read.pdf')!r}, sys.argv[-1])")
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = call("--train", scan, "--ocr", "--model", base, "--preset", "paper")
    assert ended.code == 0, ended.err
    assert [m["status"] for m in call("--list", "--json").lines] == ["ready"]
