"""What the command line prints: words and progress for people, or one JSON object per line."""

import json
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from liftapp.events import (
    CheckpointSaved,
    DocumentRead,
    Done,
    Event,
    ExamHeld,
    ModelLoaded,
    StageBegun,
    StepDone,
)
from liftapp.library import MemoryRecord, Status
from liftapp.sizes import sized
from liftapp.workflows.ask import Reply
from liftapp.workflows.chats import SUPPORTS, also, excerpt, reply_json

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def prepare_streams() -> None:
    """Make both streams take whatever is written: any characters, also where one is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by who started us; print would take the other one
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_output() -> None:
    """Lead standard output nowhere: Python would try to write what is left in it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Output:
    """Results go to standard output; with `as_json`, people's words go to standard error."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._live = False

    def result(self, text: str, data: dict[str, Any]) -> None:
        """One result, as words or as JSON."""
        self.end_progress()
        print(json.dumps(data) if self._json else _shown(text), flush=True)

    def results(self, text: str, rows: Iterable[dict[str, Any]]) -> None:
        """Several results, as words together or as one JSON object a line."""
        if self._json:
            text = "\n".join(map(json.dumps, rows))
        self.end_progress()
        print(text if self._json else _shown(text), flush=True)

    def say(self, text: str) -> None:
        """A remark for people, never part of the result."""
        self.end_progress()
        with suppress(OSError):  # that nobody reads the words is no reason to stop
            print(_shown(text), file=sys.stderr, flush=True)

    def event(self, event: Event) -> None:
        """Progress of a job."""
        if self._json:
            print(json.dumps({"event": event.event, **asdict(event)}), flush=True)
        text = _words(event)
        if isinstance(event, StepDone):
            self._progress(text, last=event.step == event.num_steps)
        elif text:
            self.say(text)

    def memory(self, record: MemoryRecord) -> None:
        """One memory of the library."""
        size = sized(record.size) if record.size else "-"
        score = "-" if record.score is None else f"{record.score:.0%} right"
        # Whether somebody learns it now is not known here; that it is not learned to its end is.
        status = "unfinished" if record.status is Status.LEARNING else record.status
        fields = [record.name, status, size, record.kind, record.base_model, record.created, score]
        text = "\t".join(fields)
        self.result(text, asdict(record))

    def reply(self, reply: Reply) -> None:
        """One answer."""
        self.result(_reply_words(reply), reply_json(reply))

    def _progress(self, text: str, *, last: bool) -> None:
        if sys.stderr.isatty():
            with suppress(OSError):
                print(f"\r{text:<78}", end="\n" if last else "", file=sys.stderr, flush=True)
            self._live = not last
        elif last or int(text.split()[2]) % 25 == 0:
            self.say(text)

    def end_progress(self) -> None:
        """Leave the line that progress was written on."""
        if self._live:
            with suppress(OSError):
                print(file=sys.stderr)
            self._live = False


def _shown(text: str) -> str:
    """Without control characters: a document or a model must not steer the terminal."""
    return _CONTROL.sub("\ufffd", text)


def _words(event: Event) -> str:
    match event:
        case DocumentRead():
            known = " (known already)" if event.known else ""
            files = f"{event.files} files, " if event.files > 1 else ""
            text = (
                f"{event.title}: {files}{_count(event.pages, 'page')}, {event.tokens:,} tokens, "
                f"{event.tokens / event.window:.1f} times the model's window{known}"
            )
            if event.places_without_text:
                pages = "; ".join(
                    f"{file}, page {page}" for file, page in event.places_without_text
                )
                text += f"\nNo text in {pages}: nothing can be learned from there."
            elif event.pages_without_text:
                pages = ", ".join(map(str, event.pages_without_text))
                text += f"\nNo text on page {pages}: nothing can be learned from there."
            return text
        case ModelLoaded():
            return f"Model {event.model} on {event.reason}"
        case StageBegun():
            return {
                "questions": "Writing questions about it",
                "learn": "Learning",
                "exam": "Asking what was learned",
            }.get(event.stage, event.stage)
        case StepDone():
            loss = f", loss {event.loss:.3f}" if event.loss is not None else ""
            left = f"{event.eta_s / 60:.0f} min" if event.eta_s >= 90 else f"{event.eta_s:.0f} s"
            return f"{event.stage} step {event.step} of {event.num_steps}{loss}, {left} left"
        case ExamHeld():
            return _exam_words(event)
        case Done():
            return f"Learned: {event.name}"
        case CheckpointSaved():
            return ""
        case _:
            return ""


def _exam_words(event: ExamHeld) -> str:
    if not event.asked:
        return "No question could be written for the exam."
    text = (
        f"Exam: {event.after} of {_count(event.asked, 'question')} right from memory alone "
        f"({event.before} without it)"
    )
    if event.not_learned:
        text += f"\nNot learned: {'; '.join(event.not_learned)} (--more learns these more)"
    return text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _reply_words(reply: Reply) -> str:
    lines = [reply.answer or "(no answer)"]
    gate = f"; memory use {reply.mean_gate:.0%}" if reply.mean_gate is not None else ""
    lines.append(f"  [{SUPPORTS[reply.support]}{gate}]")
    lines += [f"  {line}" for line in also(reply)]
    lines += [f"  {s.place}: {excerpt(s.text, reply.answer)}" for s in reply.sources]
    return "\n".join(lines)
