import json

from liftapp.exam.asking import Outcome
from liftapp.exam.figures import Figure, Measure
from liftapp.exam.known import Known
from liftapp.exam.recall import Results
from liftapp.exam.report import Report

AMONG = "fact, out of the window"
FIGURES = (
    Figure(Measure.RIGHT, 0.5, "RAG", AMONG, 2, 0.25, 0.75),
    Figure(Measure.RECOVERED, 1.25, "RAG", AMONG, 2),
    Figure(Measure.RIGHT, 0.0, "closed book", AMONG, 2, 0.0, 0.0),
    Figure(Measure.FALSELY_REFUSED, 0.1, "RAG", count=10, low=0.0, high=0.3),
    Figure(Measure.FIRST_SECONDS, 0.1234, "RAG", count=2),
    Figure(Measure.TOKENS_READ, 12345, "RAG", count=2),
    Figure(Measure.RIGHT, 1.0, "unrelated passage, memory on", "", 1, 1.0, 1.0),
    Figure(Measure.RETENTION, 0.9, "unrelated passage, memory on", "", 1, 0.8, 1.0),
    Figure(Measure.PASSES, 123.45),
)
KNOWN = (Known("Who?", "Mira Osei", ((0, 4),), "fact"), Known("Why?", "", (), "not said"))
REPORT = Report(
    {"memory": "reactor"},
    Results(
        KNOWN,
        (
            Outcome("RAG", ("mira osei", "x"), 1, 1, 1, 1),
            Outcome("closed book", ("", None), 1, 1, 1, 1),
        ),
        FIGURES,
    ),
)


def test_every_figure_stands_in_the_tables_with_its_interval() -> None:
    text = REPORT.text()
    for words in (
        f"{AMONG}: 2 questions",
        "50% [25%, 75%]",
        "125% [too few to tell]",
        "0% [0%, 0%]",
        "Refusals",
        "10% [0%, 30%]",
        "0.123",
        "12,345",
        "unrelated passage, memory on, right answers (1 question)",
        "in-context retention (1 question)",
        "90% [80%, 100%]",
        "123.5",
    ):
        assert text.count(words) == 1, words


def test_the_page_names_what_was_examined_and_has_the_same_cells() -> None:
    page = REPORT.markdown(["right-answers.png"])
    assert page.startswith("# Exam\n\n- memory: reactor\n\n")
    assert "\n\n![right-answers](right-answers.png)\n\n" in page
    assert f"## {AMONG}: 2 questions\n\n| view | right answers | recovered (R) |" in page
    assert "| RAG | 50% [25%, 75%] | 125% [too few to tell] |" in page
    assert "| closed book | 0% [0%, 0%] |  |" in page


def test_lines_are_the_figures_and_then_every_answer() -> None:
    lines = [json.loads(line) for line in REPORT.lines().splitlines()]
    assert lines[0] == {"about": {"memory": "reactor"}}
    assert lines[1 : 1 + len(FIGURES)] == REPORT.rows()
    said = [(a["view"], a["question"], a["said"], a["right"]) for a in lines[1 + len(FIGURES) :]]
    assert said == [
        ("RAG", "Who?", "mira osei", True),
        ("RAG", "Why?", "x", False),
        ("closed book", "Who?", "", False),
    ]
