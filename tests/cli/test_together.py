"""--train FILES --together: one memory, through the real command line."""

import os
from pathlib import Path

import pytest

from liftapp.cli.output import Output
from liftapp.events import DocumentRead
from liftapp.paths import Home
from tests.cli.conftest import Call
from tests.cli.running import kill_at
from tests.workflows.tiny import FACTS, quickly, tensors_sha256, write_text


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    facts = [fact for fact, _ in FACTS]
    return [
        write_text(tmp_path, name, " ".join(part))
        for name, part in (("one.txt", facts[:3]), ("two.txt", facts[3:]))
    ]


def test_one_memory_answers_with_the_file_of_each_source(
    call: Call, base: Path, files: list[Path]
) -> None:
    command = ("--train", *files, "--together", "--model", base, "--name", "Both")
    ended = call(*command, "--ask", "What did Petra Lindqvist pay?", "--json")
    assert ended.code == 0, ended.err
    read = next(line for line in ended.lines if line["event"] == "document")
    assert (read["files"], read["pages"], read["places_without_text"]) == (2, 2, [])
    source = ended.lines[-1]["sources"][0]
    assert (source["file"], source["page"]) == ("two.txt", 1)
    assert [m["name"] for m in call("--list", "--json").lines] == ["Both"]
    assert "\n  two.txt, p. 1: " in call("--ask", "What did Petra Lindqvist pay?").out
    again = call(*command)
    assert (again.code, len(call("--list").out.splitlines())) == (0, 1)
    assert "Both is learned already; nothing to do." in again.err
    assert "(known already)" in again.err


def test_a_bad_part_is_named_and_nothing_is_lost(
    call: Call, base: Path, learned: Home, files: list[Path]
) -> None:
    gone = files[0].with_name("gone.txt")
    ended = call("--train", *files, gone, "--together", "--model", base)
    assert (ended.code, ended.out) == (3, "")
    assert str(gone) in ended.sentence
    assert [m["name"] for m in call("--list", "--json").lines] == ["reactor"]
    assert call("--train", *files, "--together", "--model", base).code == 0


@pytest.mark.parametrize("given", [[], ["--train", "one.txt"], ["--ask", "Who?"], ["--list"]])
def test_together_needs_several_files(call: Call, given: list[str]) -> None:
    ended = call(*given, "--together")
    assert (ended.code, ended.out) == (2, "")
    if given:
        assert "--train" in ended.sentence


@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
def test_what_was_killed_resumes_with_all_its_parts(
    call: Call, base: Path, home: Home, files: list[Path], tmp_path: Path
) -> None:
    command = ("--train", *files, "--together", "--model", base, "--preset", "trained",
               "--seed", 5)  # fmt: skip
    kill_at("step learn 4", *command)
    assert tensors_sha256(home) == []
    assert call(*command, "--resume").code == 0
    other = Home(tmp_path / "other")
    assert quickly(other, files[0], base, others=tuple(files[1:]), seed=5).finished
    assert tensors_sha256(home) == tensors_sha256(other)


def test_pages_without_text_are_told_with_their_file(capsys: pytest.CaptureFixture[str]) -> None:
    places = (("a.pdf", 2), ("b.pdf", 1))
    Output(as_json=False).event(
        DocumentRead("Report and 1 more", 5, 5120, 1024, (2, 4), False, 2, places)
    )
    assert capsys.readouterr().err == (
        "Report and 1 more: 2 files, 5 pages, 5,120 tokens, 5.0 times the model's window\n"
        "No text in a.pdf, page 2; b.pdf, page 1: nothing can be learned from there.\n"
    )
