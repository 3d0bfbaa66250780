"""LongBench (Bai et al. 2023): the five tasks of the LIFT paper's table 3.

https://github.com/THUDM/LongBench, data.zip: a file of JSON lines for each task, of `input`,
`context`, `answers`. What is asked is the benchmark's; the words around it are the app's own, the
same in every view, so figures published with other prompts are near but not the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from liftapp.exam.benchmarks.files import files_in, filled, read_lines
from liftapp.exam.benchmarks.items import Item, Source, by_document
from liftapp.exam.scores import Metric

INPUT = "{input}"


@dataclass(frozen=True)
class _Task:
    name: str
    metric: Metric
    """The benchmark's own."""
    question: str = INPUT


TASKS: Mapping[str, _Task] = {
    "musique": _Task("Musique", Metric.F1),
    "narrativeqa": _Task("NarrativeQA", Metric.F1),
    "qmsum": _Task("QMSum", Metric.ROUGE_L),
    "gov_report": _Task("GovReport", Metric.ROUGE_L, "What does the report say, in one page?"),
    "passage_retrieval_en": _Task(
        "PassageRetrieval-EN",
        Metric.RETRIEVAL,
        'Which paragraph is this the abstract of? Reply like "Paragraph 1". Abstract: ' + INPUT,
    ),
}


def load_longbench(folder: Path, _seed: int = 0) -> list[Source]:
    """The documents of the tasks' files in a folder; a context of several questions is one.

    Raises:
        NotFound: there is no such folder.
        UsageError: it holds none of the files, or a line is of another form.
    """
    found = list[Source]()
    for path in files_in(folder, [f"{name}.jsonl" for name in TASKS], "LongBench"):
        found += read_lines(path, "LongBench", partial(_source, TASKS[path.stem]))
    return by_document(found)


def _source(task: _Task, row: dict[str, object]) -> Source:
    answers = row["answers"]
    if not isinstance(answers, list) or not answers or not all(isinstance(a, str) for a in answers):
        raise ValueError("answers")
    asked = filled(row, "input") if INPUT in task.question else ""
    question = task.question.replace(INPUT, asked)
    item = Item(question, tuple(answers), f"LongBench {task.name}", (task.metric,))
    title = f"{task.name} {str(row.get('_id', ''))[:8]}".strip()
    return Source(title, filled(row, "context"), (item,))
