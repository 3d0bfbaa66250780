"""What is printed where: JSON lines of a fixed form, and words that can't do harm."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liftapp.cli.output import Output
from liftapp.events import DocumentRead, Done, StepDone
from liftapp.paths import Home
from tests.cli.conftest import Call
from tests.cli.running import ROOT, program
from tests.workflows.tiny import QUESTIONS, TEXT, write_text

Captured = pytest.CaptureFixture[str]

ANSWER = {"question", "answer", "first_asked", "by_window", "document", "mode", "support",
          "gate", "sources", "seconds", "memory"}  # fmt: skip


def test_train_prints_one_event_a_line(call: Call, base: Path, tmp_path: Path) -> None:
    ended = call("--train", write_text(tmp_path), "--model", base, "--preset", "trained", "--json")
    events = ended.lines
    assert [e["event"] for e in events if e["event"] != "step"] == [
        "model", "document", "stage", "stage", "checkpoint", "stage", "exam", "done",
    ]  # fmt: skip
    assert [e["stage"] for e in events if e["event"] == "stage"] == ["questions", "learn", "exam"]
    steps = [e for e in events if e["event"] == "step" and e["stage"] == "learn"]
    assert [e["step"] for e in steps] == list(range(1, steps[0]["num_steps"] + 1))
    for event in steps:
        assert {"stage", "step", "num_steps", "loss", "tokens_per_s", "eta_s"} <= event.keys()
        assert math.isfinite(event["loss"])
        assert event["tokens_per_s"] > 0
    assert steps[-1]["eta_s"] == 0
    assert events[-1]["name"] == "reactor"
    assert events[-1]["figures"]["steps"] == steps[-1]["step"]
    assert "Learned: reactor" in ended.err  # words go to standard error


@pytest.mark.parametrize("mode", ["both", "memory", "window", "base"])
@pytest.mark.usefixtures("learned")
def test_ask_prints_one_answer_a_line(call: Call, mode: str) -> None:
    ended = call("--ask", QUESTIONS[0], "--ask", QUESTIONS[1], "--mode", mode, "--json")
    assert ended.err == ""
    assert [answer["question"] for answer in ended.lines] == list(QUESTIONS[:2])
    for answer in ended.lines:
        assert answer.keys() == ANSWER
        assert (answer["document"], answer["mode"]) == ("reactor", mode)
        assert answer["support"] in ("memory", "window", "both", "not-found")
        assert answer["seconds"].keys() == {"first_token", "total"}
        assert 0 < answer["seconds"]["first_token"] <= answer["seconds"]["total"]
        assert answer["memory"].keys() >= {"id", "kind", "base_model"}
        assert answer["memory"]["base_model"] == "base"
        for source in answer["sources"]:
            assert source.keys() == {"page", "start", "end", "text", "score"}
            assert TEXT[source["start"] : source["end"]] == source["text"]
        assert (answer["gate"] is None) == (mode in ("window", "base"))
        if answer["gate"] is not None:
            check_gate(answer["gate"])


def check_gate(gate: dict[str, object]) -> None:
    tokens, layers = gate["tokens"], gate["layers"]
    assert isinstance(tokens, list)
    assert isinstance(layers, list)
    assert isinstance(gate["mean"], float)
    assert len(layers) == 2
    assert math.isclose(gate["mean"], sum(layers) / 2, rel_tol=1e-4)
    for token in tokens:
        assert token.keys() >= {"text", "gate"}
        assert 0 <= token["gate"] <= 1
        assert [len(heads) for heads in token["heads"]] == [2, 2]  # layers x heads


@pytest.mark.usefixtures("learned")
def test_list_prints_one_memory_a_line(call: Call) -> None:
    (memory,) = call("--list", "--json").lines
    assert memory["size"] > 0
    for key in ("id", "name", "status", "kind", "preset", "base_model", "created"):
        assert memory[key]
    assert call("--list").out.split("\t")[:2] == ["reactor", "ready"]


def test_a_pipe_that_nobody_reads_is_no_error() -> None:
    for option in ("--help", "--version", "--list"):
        read, write = os.pipe()
        os.close(read)
        ended = subprocess.run(
            [sys.executable, "-m", "liftapp", option],
            cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        os.close(write)
        assert ended.returncode == 0
        # What is said of an empty library goes to the other stream; nothing else is.
        assert ended.stderr in ("", "No memories yet; learn a document with --train FILE.\n")


@pytest.mark.usefixtures("learned")
def test_a_listing_into_a_closed_pipe_or_a_full_disk_ends_cleanly(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "liftapp", "--list"]
    for stream, code in ((write, 0), (full_device(), 5)):
        ended = subprocess.run(
            command, cwd=ROOT, stdout=stream, stderr=subprocess.PIPE, text=True, check=False
        )
        os.close(stream)
        assert ended.returncode == code
        assert ended.stderr.count("\n") == (code != 0)
        assert "Exception ignored" not in ended.stderr


def full_device() -> int:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    return os.open("/dev/full", os.O_WRONLY)


@pytest.mark.skipif(os.name == "nt", reason="closes a stream the way a shell does")
@pytest.mark.usefixtures("learned")
def test_words_never_land_in_a_result_when_standard_error_is_closed() -> None:
    shell = f'"{sys.executable}" -m liftapp --delete nobody 2>&-'
    ended = subprocess.run(["sh", "-c", shell], cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (6, b"")


def test_any_name_can_be_printed_to_any_terminal(call: Call, learned: Home) -> None:
    name = "東京 \U0001f600 Zürich"
    assert call("--rename", "reactor", name).code == 0
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert "ready" in program("--list", env=env).out
    (memory,) = program("--list", "--json", env=env).lines
    assert memory["name"] == name


def test_a_document_cannot_steer_the_terminal(capsys: Captured) -> None:
    output = Output(as_json=False)
    output.result("a\x1b[2Jb\x07\tc\nd", {})
    output.say("\x1b]0;title\x07")
    said = capsys.readouterr()
    assert said.out == "a\ufffd[2Jb\ufffd\tc\nd\n"
    assert said.err == "\ufffd]0;title\ufffd\n"


def test_a_log_gets_every_25th_step(capsys: Captured) -> None:
    output = Output(as_json=False)
    for step in range(1, 61):
        output.event(StepDone("learn", step, 60, 1000.0, 60.0 - step, 0.5))
    told = [line.split()[2] for line in capsys.readouterr().err.splitlines()]
    assert told == ["25", "50", "60"]


def test_words_of_a_document_name_pages_without_text(capsys: Captured) -> None:
    Output(as_json=True).event(DocumentRead("Report", 20, 5120, 1024, (3, 17), True))
    said = capsys.readouterr()
    assert said.err == (
        "Report: 20 pages, 5,120 tokens, 5.0 times the model's window (known already)\n"
        "No text on page 3, 17: nothing can be learned from there.\n"
    )
    assert json.loads(said.out)["pages_without_text"] == [3, 17]


def test_the_end_is_told_in_both_forms(capsys: Captured) -> None:
    Output(as_json=True).event(Done("0a1b", "Report", {"steps": 8}))
    said = capsys.readouterr()
    assert said.err == "Learned: Report\n"
    assert json.loads(said.out) == {
        "event": "done", "memory": "0a1b", "name": "Report", "figures": {"steps": 8},
    }  # fmt: skip
