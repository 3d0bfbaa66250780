"""Chats: answers kept as JSON to be drawn again, and a whole chat written to a file for others."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Any

from liftapp.errors import NotFound, UsageError
from liftapp.library import FoundPassage, Library, MemoryRecord, Status, Turn, atomic_write
from liftapp.paths import Home, resources
from liftapp.workflows.ask import Reply, TokenGate

MODES: Mapping[str, str] = {
    "both": "memory and window",
    "hybrid": "memory and passages found",
    "passages": "passages found, no memory",
    "memory": "memory only",
    "window": "window only",
    "base": "neither memory nor document",
}
SUPPORTS: Mapping[str, str] = {
    "memory": "from memory",
    "window": "from the text in view",
    "both": "from memory and the text in view",
    "not-found": "the document does not say",
    "stopped": "stopped before its end",
}
EXCERPT = 160
"""Letters of a passage shown beside an answer."""
MOST_FOUND = 50
"""Turns that a search gives, the newest ones."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")


def reply_to_json(reply: Reply) -> str:
    """An answer with everything that is needed to draw it again."""
    return json.dumps(asdict(reply))


def reply_from_json(text: str) -> Reply:
    """The answer that `reply_to_json` wrote; UsageError when it was damaged."""
    try:
        values = json.loads(text)
        gates, layers = values["token_gates"], values["layer_gates"]
        memory = values["memory"]
        values["token_gates"] = None if gates is None else tuple(map(_token, gates))
        values["layer_gates"] = None if layers is None else tuple(layers)
        values["sources"] = tuple(FoundPassage(**source) for source in values["sources"])
        values["memory"] = MemoryRecord(**memory | {"status": Status(memory["status"])})
        first = values.get("first_asked")
        values.pop("asked_again", None)  # of the version of 2026-11-29
        values["first_asked"] = None if first is None else tuple(first)
        return Reply(**values)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UsageError("A kept answer can't be read; ask its question again.") from error


def _token(values: dict[str, Any]) -> TokenGate:
    return TokenGate(values["text"], values["gate"], tuple(map(tuple, values["heads"])))


def reply_json(reply: Reply) -> dict[str, Any]:
    """The stable form of an answer for other programs (`--ask --json`, and a chat's export)."""
    gate = None
    if reply.token_gates is not None:
        gate = {
            "mean": reply.mean_gate,
            "layers": reply.layer_gates,
            "tokens": [{"text": t.text, "gate": t.gate, "heads": t.heads}
                       for t in reply.token_gates],
        }  # fmt: skip
    return {
        "question": reply.question,
        "answer": reply.answer,
        "first_asked": reply.first_asked,
        "by_window": reply.by_window,
        "document": reply.document,
        "mode": reply.mode,
        "support": reply.support,
        "gate": gate,
        "sources": [s.as_json() for s in reply.sources],
        "seconds": {"first_token": reply.first_token_s, "total": reply.total_s},
        "memory": {
            "id": reply.memory.id,
            "name": reply.memory.name,
            "kind": reply.memory.kind,
            "base_model": reply.memory.base_model,
        },
    }


@dataclass(frozen=True)
class Found:
    """A turn that has what was looked for; `memory` is the name of the one that was asked."""

    turn: Turn
    memory: str


def search_chats(home: Home, text: str) -> list[Found]:
    """The turns of all memories, newest first, that have every word of `text` or its beginning."""
    with Library(home) as library:
        names = {memory.id: memory.name for memory in library.memories.all()}
        turns = library.chats.search(text, MOST_FOUND)
        # Another process may have added one meanwhile.
        return [Found(turn, names[turn.memory_id]) for turn in turns if turn.memory_id in names]


@dataclass(frozen=True)
class _Chat:
    """What an export tells: the memory and its turns with their answers."""

    memory: MemoryRecord
    turns: list[tuple[Turn, Reply]]


def export_chat(home: Home, memory_id: str, path: Path) -> None:
    """Write a memory's chat with modes and sources to `path`, by its suffix .md, .json or .html.

    Raises UsageError for another suffix, NotFound when there is no such memory or nothing was
    asked, OutOfResources when the disk is full or refuses.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        known = ", ".join(_FORMATS)
        raise UsageError(f"A chat can't be written as {path.name!r}; end the name in {known}.")
    with Library(home) as library:
        memory = library.memories.by_id(memory_id)
        turns = library.chats.of(memory_id)
    if not turns:
        raise NotFound(f"Nothing has been asked of {memory.name!r} yet; ask it a question first.")
    chat = _Chat(memory, [(turn, reply_from_json(turn.reply_json)) for turn in turns])
    atomic_write(path, write(chat).encode("utf-8", "replace"))


def _basis(reply: Reply) -> str:
    """Mode, support and memory use of an answer in words."""
    said = [MODES.get(reply.mode, reply.mode), SUPPORTS.get(reply.support, reply.support)]
    if reply.mean_gate is not None:
        said.append(f"memory use {reply.mean_gate:.0%}")
    return "; ".join((*said, *also(reply)))


def also(reply: Reply) -> list[str]:
    """What was asked first for an answer, and what it was answered from, in words."""
    first = [] if reply.first_asked is None else ["first asked: {} {}".format(*reply.first_asked)]
    window = "answered with the beginning and end in view, not with the passages found"
    return first + [window] * reply.by_window


def _line(text: str) -> str:
    """The text on one line, without characters that can't be shown."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _lines(text: str) -> str:
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").strip())


def _as_json(chat: _Chat) -> str:
    memory = asdict(chat.memory)
    turns = [{"id": t.id, "asked_at": t.asked_at, **reply_json(r)} for t, r in chat.turns]
    return json.dumps({"memory": memory, "turns": turns}, ensure_ascii=False, indent=1)


def _as_markdown(chat: _Chat) -> str:
    memory = chat.memory
    out = [f"# {_plain(memory.name)}", ""]
    out += [f"Document: {_plain(memory.document_title)}  ", f"Model: {_plain(memory.base_model)}"]
    for turn, reply in chat.turns:
        out += ["", f"## {_plain(turn.question)}", "", _lines(turn.answer) or "(no answer)", ""]
        out += [f"*{turn.asked_at}; {_plain(_basis(reply))}*"]
        if reply.sources:
            out += ["", *(f"- {_plain(s.place)}: {_plain(s.text)}" for s in reply.sources)]
    return "\n".join(out) + "\n"


def _plain(text: str) -> str:
    """One line of Markdown that shows the text as it is."""
    return _MARKED.sub(r"\\\1", _line(text))


def _as_html(chat: _Chat) -> str:
    page = Template((resources() / "chat.html").read_text(encoding="utf-8"))
    memory = chat.memory
    return page.substitute(
        title=_escaped(_line(memory.name)),
        document=_escaped(_line(memory.document_title)),
        model=_escaped(_line(memory.base_model)),
        turns="\n".join(_turn_html(turn, reply) for turn, reply in chat.turns),
    )


def _turn_html(turn: Turn, reply: Reply) -> str:
    basis = f"<time>{_escaped(turn.asked_at)}</time>; {_escaped(_basis(reply))}"
    sources = "\n".join(
        f"<li><cite>{_escaped(_line(s.place))}</cite> <q>{_escaped(_line(s.text))}</q></li>"
        for s in reply.sources
    )
    return f"""<article>
<h2>{_escaped(_lines(turn.question))}</h2>
<p class="answer">{_escaped(_lines(turn.answer)) or "(no answer)"}</p>
<p class="basis">{basis}</p>
{f"<ul>{sources}</ul>" if sources else ""}
</article>"""


def _escaped(text: str) -> str:
    return html.escape(text)


_FORMATS: Mapping[str, Callable[[_Chat], str]] = {
    ".md": _as_markdown,
    ".json": _as_json,
    ".html": _as_html,
}


def excerpt(passage: str, answer: str, most: int = EXCERPT) -> str:
    """Some words of a passage, `most` letters on one line, around the answer where it has it."""
    line = " ".join(passage.split())
    if len(line) <= most:
        return line
    said = answer.strip(" .\n")
    at = line.casefold().find(said.casefold()) if said else -1
    start = max(0, min(at - most // 3, len(line) - most))
    if start:
        start = line.find(" ", start) + 1
    end = len(line) if start + most >= len(line) else line.rfind(" ", start, start + most)
    end = end if end > start else start + most
    # No-break spaces: no line begins or ends with the dots alone.
    before, after = "…\u00a0" if start else "", "\u00a0…" if end < len(line) else ""
    return before + line[start:end] + after
