"""Finding what a benchmark quotes as evidence in the text as it was read."""

import pytest

from liftapp.cli.arguments import BENCHMARKS
from liftapp.exam.benchmarks import LOADERS, locate

TEXT = "Mira built a mill\nin 1974. It burned down. Jonas  bought the (old) site."


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        (["It burned down."], ["It burned down."]),
        (["Mira built a mill in 1974."], ["Mira built a mill\nin 1974."]),
        (["Mira built a\nmill in 1974. Jonas bought the (old) site."],
         ["Mira built a mill\nin 1974.", "Jonas  bought the (old) site."]),
        (["It burned down.", "Mira built"], ["It burned down.", "Mira built"]),
    ],
)  # fmt: skip
def test_blanks_breaks_and_what_stands_between_sentences_do_not_count(
    evidence: list[str], found: list[str]
) -> None:
    spans = locate(TEXT, evidence)
    assert spans is not None
    assert [TEXT[start:end] for start, end in spans] == found


@pytest.mark.parametrize("evidence", [[], [" "], ["It burned up."], ["It burned down.", "Never."]])
def test_what_is_not_all_there_has_no_place(evidence: list[str]) -> None:
    assert locate(TEXT, evidence) is None


def test_the_command_line_knows_every_benchmark() -> None:
    assert tuple(LOADERS) == BENCHMARKS
