"""Examining a memory with questions whose answers are known."""

import json
from collections.abc import Mapping
from pathlib import Path

from liftapp.errors import NotFound, UsageError
from liftapp.library import Library, Status
from liftapp.paths import Home
from liftapp.workflows.learn import EXAM_PASSAGES, foreign_passages
from liftapp.workflows.opened import open_memory


def examine(
    home: Home,
    questions: Path,
    name: str | None = None,
    *,
    model: str | None = None,
    device: str | None = None,
    most: int = 60,
) -> dict[str, float]:
    """Shares of exact answers by what is in view, R and in-context retention (exam.recall).

    `questions` is a JSON list of objects with `question`, `answer`, `kind` and `evidence` (a
    stretch of the document that answers, empty where nothing does), as `resources/samples` has.
    At most `most` of each group are asked. Raises UsageError for a file of another form.
    """
    asked = _read(questions)
    with Library(home) as library:
        ready = [m for m in library.memories.all() if m.status is Status.READY]
        if name is None and not ready:
            raise NotFound("The library holds no finished memory; learn one with --train FILE.")
        record = library.memories.find(name) if name is not None else ready[-1]
        opened = open_memory(home, library, record, model=model, device=device)
    from liftapp.exam.recall import Known, Subject, recall, sample_known

    text = opened.document.text
    known = []
    for one in asked:
        evidence = str(one.get("evidence", ""))
        start = text.find(evidence) if evidence else -1
        if evidence and start < 0:
            continue
        wording = "held-out wording" if one.get("held_out") else "usual wording"
        group = f"{one.get('kind', 'fact')}, {wording}"
        question, answer = str(one["question"]), str(one["answer"])
        known.append(Known(question, answer, start, start + len(evidence), group))
    subject = Subject(
        opened.base.model, opened.prompter, opened.memory, text, opened.base.window, opened.reply
    )
    try:
        return recall(subject, sample_known(known, most), foreign_passages()[-EXAM_PASSAGES:])
    finally:
        opened.close()


def _read(path: Path) -> list[Mapping[str, object]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise NotFound(f"There is no file {path}; check the name.") from e
    except (OSError, ValueError) as e:
        raise UsageError(f"{path} is not a JSON list of questions; see resources/samples.") from e
    fits = isinstance(found, list) and all(
        isinstance(q, dict) and "question" in q and "answer" in q for q in found
    )
    if not fits:
        raise UsageError(f"{path} is not a JSON list of questions; see resources/samples.")
    return list(found)
