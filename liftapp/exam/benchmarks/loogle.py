"""LooGLE (Li et al. 2023): ShortQA, LongQA with its four classes, and cloze.

https://github.com/bigai-nlco/LooGLE, folder LooGLE-testdata: JSON lines of `input`, `title` and
`qa_pairs`, which is a list of questions as a Python literal (or JSON) in a string.
"""

import ast
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from liftapp.exam.benchmarks.files import files_in, filled, read_lines, text_of
from liftapp.exam.benchmarks.items import Item, Source, by_document
from liftapp.exam.scores import Metric

ANSWERED = (Metric.JUDGED, Metric.F1, Metric.ROUGE_L, Metric.EXACT)
FILLED = (Metric.CLOZE, Metric.CLOZE_PART)
CLOZE = (
    "Which person, place or organisation does each <mask-n> in this summary stand for? Reply with "
    'JSON such as {"<mask-0>": "Bob", "<mask-1>": "Rome"}. Summary: '
)
Pair = dict[str, object]


def load_loogle(folder: Path, _seed: int = 0) -> list[Source]:
    """The documents in LooGLE's files of a folder; a text in several of them is one document.

    Raises:
        NotFound: there is no such folder.
        UsageError: it holds none of the files, or a line is of another form.
    """
    found = list[Source]()
    for path in files_in(folder, tuple(FILES), "LooGLE"):
        found += read_lines(path, "LooGLE", partial(_source, FILES[path.name]))
    return by_document(found)


def _source(item: Callable[[Pair], Item], row: dict[str, object]) -> Source:
    pairs = _literal(row["qa_pairs"])
    if not isinstance(pairs, list) or not all(isinstance(p, dict) for p in pairs):
        raise ValueError("qa_pairs")
    return Source(text_of(row, "title"), filled(row, "input"), tuple(map(item, pairs)))


def _literal(value: object) -> object:
    """A value written as JSON or as a Python literal; nothing is ever run."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        pass
    try:
        return ast.literal_eval(value)
    except (SyntaxError, TypeError, MemoryError) as e:
        raise ValueError("no literal") from e


def _question(task: str, pair: Pair) -> Item:
    quoted = pair.get("S", ())
    evidence = (quoted,) if isinstance(quoted, str) else quoted
    if not isinstance(evidence, list | tuple) or not all(isinstance(s, str) for s in evidence):
        raise ValueError("S")
    kind = str(pair.get("type", "")).replace("_", " ")
    answers = (str(pair["A"]),)
    return Item(filled(pair, "Q"), answers, task, ANSWERED, tuple(evidence), kind)


def _cloze(pair: Pair) -> Item:
    masks = _literal(pair["A"])
    if not isinstance(masks, dict) or not masks:
        raise ValueError("A")
    answer = json.dumps({str(k): str(v) for k, v in masks.items()}, ensure_ascii=False)
    # What it has as evidence is the summary itself, which is not in the text.
    return Item(CLOZE + filled(pair, "Q"), (answer,), "LooGLE cloze", FILLED)


FILES: Mapping[str, Callable[[Pair], Item]] = {
    "shortdep_qa.jsonl": partial(_question, "LooGLE ShortQA"),
    "longdep_qa.jsonl": partial(_question, "LooGLE LongQA"),
    "shortdep_cloze.jsonl": _cloze,
}
