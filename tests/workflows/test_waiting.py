import json
from pathlib import Path

import pytest

from liftapp.paths import Home
from liftapp.workflows import waiting
from liftapp.workflows.request import LearnRequest


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("one.pdf", "two ü.md", "three.txt")]
    for path in paths:
        path.write_text("Text.")
    return paths


def write(home: Home, content: str) -> None:
    (home.data / "waiting.json").write_text(content, encoding="utf-8")


def test_nothing_kept_is_nothing(home: Home) -> None:
    assert waiting.load(home) == ([], [])


def test_what_waits_comes_back_in_its_order(home: Home, files: list[Path]) -> None:
    asked = [
        LearnRequest(
            files[2], "Third", "maker/small", "paper", "lora", "cpu", "4bit", 7,
            resume=True, or_begin=True,
        ),
        LearnRequest(files[0]),
        LearnRequest(files[1], preset="trained"),
        # What is learned more needs no file: its text is in the library.
        LearnRequest(files[0].with_name("gone.pdf"), more="abc", sections=(2, 5), times=3),
    ]  # fmt: skip
    waiting.save(home, asked)
    assert waiting.load(home) == (asked, [])
    waiting.save(home, [])
    assert waiting.load(home) == ([], [])


def test_a_password_is_never_written(home: Home, files: list[Path]) -> None:
    waiting.save(home, [LearnRequest(files[0], password="s3cret-word")])
    for path in home.data.rglob("*"):
        assert not path.is_file() or b"s3cret-word" not in path.read_bytes()
    assert waiting.load(home)[0] == [LearnRequest(files[0])]


def test_a_file_that_is_gone_is_told_apart(home: Home, files: list[Path]) -> None:
    waiting.save(home, [LearnRequest(path) for path in files])
    files[1].unlink()
    here, gone = waiting.load(home)
    assert [r.path for r in here] == [files[0], files[2]]
    assert [r.path for r in gone] == [files[1]]


@pytest.mark.parametrize("content", ["", "{", "{}", "null", "[" * 100_000, "[1, [], null]"])
def test_a_damaged_file_is_nothing_and_can_be_written_over(
    home: Home, files: list[Path], content: str
) -> None:
    write(home, content)
    assert waiting.load(home) == ([], [])
    waiting.save(home, [LearnRequest(files[0])])
    assert waiting.load(home) == ([LearnRequest(files[0])], [])


@pytest.mark.parametrize(
    "damage",
    [
        *({"path": 3}, {"path": "relative.txt"}, {"preset": "gone"}, {"preset": []}),
        *({"seed": "0"}, {"seed": True}, {"resume": 1}, {"model": 3}, {"name": ["a"]}),
        *({"others": 3}, {"others": ["relative.txt"]}, {"others": [3]}),
    ],
)
def test_a_damaged_entry_leaves_the_others(
    home: Home, files: list[Path], damage: dict[str, object]
) -> None:
    waiting.save(home, [LearnRequest(path) for path in files])
    kept = json.loads((home.data / "waiting.json").read_text())
    kept[1] |= damage
    write(home, json.dumps(kept))
    assert waiting.load(home) == ([LearnRequest(files[0]), LearnRequest(files[2])], [])


def test_a_path_no_system_knows_is_gone(home: Home, tmp_path: Path) -> None:
    impossible = tmp_path / "a\0b"
    waiting.save(home, [LearnRequest(impossible)])
    assert [r.path for r in waiting.load(home)[1]] == [impossible]
