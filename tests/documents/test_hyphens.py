"""Words broken at line ends, decided by the document itself."""

from __future__ import annotations

import pytest

from liftapp.documents.hyphens import Vocabulary, ends_broken


@pytest.mark.parametrize(
    ("known", "before", "after", "result"),
    [
        ("international law", "an inter-", "national firm", "an international firm"),
        ("a well-known man", "the well-", "known man", "the well-known man"),
        # Both occur: the more frequent one wins.
        ("email email e-mail", "by e-", "mail now", "by email now"),
        ("email e-mail e-mail", "by e-", "mail now", "by e-mail now"),
        # Neither occurs: joined, unless both halves are words of the document.
        ("nothing of it", "con-", "sectetuer id", "consectetuer id"),
        ("a long and term of years", "the long-", "term plan", "the long-term plan"),
        ("to be", "to-", "gether now", "together now"),
        # A capital or a digit is no line break's hyphen.
        ("", "the Anglo-", "Saxon king", "the Anglo-Saxon king"),
        ("", "from COVID-", "19 on", "from COVID-19 on"),
        ("", "part 12-", "b here", "part 12-b here"),
        # A chain keeps the hyphens it has.
        ("", "a state-of-the-", "art pump", "a state-of-the-art pump"),
        ("", "two-", "and three-storey", "two- and three-storey"),
        ("", "the soft\u00ad", "ware runs", "the software runs"),
        ("", "the inter\u2010", "national firm", "the international firm"),
    ],
)
def test_mending(known: str, before: str, after: str, result: str) -> None:
    start, glue = Vocabulary([known]).mend(before, after)
    assert start + glue + after == result


def test_half_words_are_not_evidence() -> None:
    words = Vocabulary(["a well-", "known man", "is well-known"])
    assert words.mend("the well-", "known man") == ("the well-", "")
    halves = Vocabulary(["the foobar-", "bazqux one"])
    assert halves.mend("foobar-", "bazqux") == ("foobar", "")


@pytest.mark.parametrize(
    ("line", "broken"),
    [("inter-", True), ("4-", True), ("so --", False), ("so -", False), ("", False)],
)
def test_what_a_broken_end_is(line: str, broken: bool) -> None:
    assert ends_broken(line) is broken
