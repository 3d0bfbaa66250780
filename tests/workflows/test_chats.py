"""Answers as JSON and back, and a chat's three kinds of file."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from liftapp.errors import NotFound, OutOfResources, UsageError
from liftapp.library import FoundPassage, Library, MemoryRecord, Turn
from liftapp.paths import Home
from liftapp.workflows.ask import Reply, TokenGate
from liftapp.workflows.chats import (
    export_chat,
    reply_from_json,
    reply_json,
    reply_to_json,
    search_chats,
)
from tests.library.samples import learn

HOSTILE = '<script>alert("x")</script> & </article> `code` *star* [a](http://b) $title'


@pytest.fixture
def memory(home: Home) -> MemoryRecord:
    with Library(home) as library:
        return learn(library, "The <b>reactor</b>")


def reply(memory: MemoryRecord) -> Reply:
    heads = ((0.1, 0.25), (1 / 3, 0.9999))
    return Reply(
        question="Who built it?",
        answer="Mira Osei.\nIn 1974.",
        document="reactor",
        mode="both",
        support="memory",
        mean_gate=0.41,
        layer_gates=(0.2, 0.6),
        token_gates=(TokenGate("Mira ", 0.5, heads), TokenGate("Osei", 0.1, ((), ()))),
        sources=(FoundPassage(3, 10, 42, "It was built by\n Mira Osei in 1974.", 1.5),),
        first_token_s=0.25,
        total_s=1.75,
        memory=memory,
    )


def keep(home: Home, given: Reply, key: str = "a") -> None:
    when = "2026-05-06T07:08:09+00:00"
    memory_id, told = given.memory.id, (given.mode, given.support, reply_to_json(given))
    with Library(home) as library:
        library.chats.add(Turn(key, memory_id, when, given.question, given.answer, *told))


def exported(home: Home, memory: MemoryRecord, path: Path) -> str:
    export_chat(home, memory.id, path)
    return path.read_text(encoding="utf-8")


class Page(HTMLParser):
    """Tags and visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.words = set[str](), list[tuple[str, str | None]](), ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_an_answer_comes_back_the_same(memory: MemoryRecord) -> None:
    whole = reply(memory)
    bare = replace(whole, mean_gate=None, layer_gates=None, token_gates=None, sources=())
    odd = replace(whole, answer="\ud800 \x00 ü 🦊 \u2028")
    for each in (whole, bare, odd):
        assert reply_from_json(reply_to_json(each)) == each


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", "[" * 100_000])
def test_a_damaged_answer_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="can't be read; ask its question again"):
        reply_from_json(text)


def test_an_answer_of_another_shape_is_told(memory: MemoryRecord) -> None:
    values = json.loads(reply_to_json(reply(memory)))
    for change in ({"sources": [{"page": 1}]}, {"memory": {"status": "odd"}}, {"later": 1}):
        with pytest.raises(UsageError, match="can't be read"):
            reply_from_json(json.dumps(values | change))


def test_markdown_tells_question_answer_basis_and_sources(
    home: Home, memory: MemoryRecord, tmp_path: Path
) -> None:
    keep(home, reply(memory))
    assert exported(home, memory, tmp_path / "chat.md") == (
        "# The \\<b\\>reactor\\</b\\>\n"
        "\n"
        "Document: reactor  \n"
        "Model: starter\n"
        "\n"
        "## Who built it?\n"
        "\n"
        "Mira Osei.\nIn 1974.\n"
        "\n"
        "*2026-05-06T07:08:09+00:00; memory and window; from memory; memory use 41%*\n"
        "\n"
        "- p. 3: It was built by Mira Osei in 1974.\n"
    )


def test_what_else_was_asked_is_told(home: Home, memory: MemoryRecord, tmp_path: Path) -> None:
    also = replace(reply(memory), first_asked=("Who is it?", "Mira"), by_window=True)
    keep(home, also)
    told = exported(home, memory, tmp_path / "chat.md")
    assert "; first asked: Who is it? Mira; answered with the beginning and end in view" in told


def test_json_is_what_the_command_line_prints(
    home: Home, memory: MemoryRecord, tmp_path: Path
) -> None:
    first, second = reply(memory), replace(reply(memory), answer="Ä \x00", support="not-found")
    keep(home, first)
    keep(home, second, "b")
    told = json.loads(exported(home, memory, tmp_path / "chat.JSON"))
    assert told["memory"]["name"] == memory.name
    assert [turn["id"] for turn in told["turns"]] == ["a", "b"]
    expected = json.loads(json.dumps([reply_json(first), reply_json(second)]))
    for turn, answer in zip(told["turns"], expected, strict=True):
        assert turn | answer == turn
        assert turn["asked_at"] == "2026-05-06T07:08:09+00:00"


def test_html_shows_everything_as_text(home: Home, memory: MemoryRecord, tmp_path: Path) -> None:
    source = FoundPassage(3, 0, 9, HOSTILE, 1.0)
    keep(home, replace(reply(memory), question=HOSTILE, answer=HOSTILE, sources=(source,)))
    page = Page(exported(home, memory, tmp_path / "chat.html"))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert page.words.count(HOSTILE) == 3
    assert "The <b>reactor</b>" in page.words
    for words in ("memory and window; from memory; memory use 41%", "p. 3", "2026-05-06"):
        assert words in page.words


def test_html_stands_alone_in_light_and_dark(
    home: Home, memory: MemoryRecord, tmp_path: Path
) -> None:
    keep(home, reply(memory))
    text = exported(home, memory, tmp_path / "chat.html")
    page = Page(text)
    assert not {"src", "href"} & {name for name, _ in page.attributes}
    assert not {"script", "link", "img", "iframe"} & page.tags
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "@import" not in text
    assert ("content", "light dark") in page.attributes
    assert "prefers-color-scheme: dark" in text


@pytest.mark.parametrize("suffix", [".md", ".json", ".html"])
def test_odd_characters_can_be_written(
    home: Home, memory: MemoryRecord, tmp_path: Path, suffix: str
) -> None:
    odd = "a\x00b \x1b[31m \ud800 \u2028 \r\n c"
    keep(home, replace(reply(memory), question=odd, answer=odd, mean_gate=None, sources=()))
    text = exported(home, memory, tmp_path / f"chat{suffix}")
    assert not any(c in text for c in "\x00\x1b")


def test_what_can_not_be_written_is_told(home: Home, memory: MemoryRecord, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Nothing has been asked of"):
        export_chat(home, memory.id, tmp_path / "chat.md")
    keep(home, reply(memory))
    with pytest.raises(UsageError, match=r"'chat\.pdf'; end the name in \.md, \.json, \.html"):
        export_chat(home, memory.id, tmp_path / "chat.pdf")
    with pytest.raises(NotFound, match="no longer in the library"):
        export_chat(home, "gone", tmp_path / "chat.md")
    assert list(tmp_path.glob("chat*")) == []


def test_a_full_disk_leaves_the_former_file(
    home: Home, memory: MemoryRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, reply(memory))
    before = exported(home, memory, tmp_path / "chat.md")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutOfResources, match="no room on the disk"):
        export_chat(home, memory.id, tmp_path / "chat.md")
    assert (tmp_path / "chat.md").read_text() == before


def test_words_are_looked_for_in_the_chats_of_all_memories(
    home: Home, memory: MemoryRecord
) -> None:
    with Library(home) as library:
        other = learn(library, "Minutes")
    keep(home, reply(memory), "a")
    keep(home, replace(reply(other), question="Who wrote it?"), "b")
    both = [(found.memory, found.turn.id) for found in search_chats(home, "osei")]
    assert both == [("Minutes", "b"), ("The <b>reactor</b>", "a")]
    assert [found.turn.id for found in search_chats(home, "osei built")] == ["a"]
    assert search_chats(home, "nobody") == []
