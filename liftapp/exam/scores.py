"""What an answer is worth by the metrics of published benchmarks: each a share from 0 to 1."""

import ast
import json
import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Protocol

from liftapp.errors import UsageError


class Metric(StrEnum):
    """How an answer is measured; `JUDGED` by a language model (exam.judge), the rest here."""

    JUDGED = "judged right"
    F1 = "token F1"
    """As LongBench and SQuAD: of the words, without case, punctuation and articles."""
    EXACT = "exact match"
    """All of those words, in their order."""
    ROUGE_L = "ROUGE-L"
    """The F-measure of rouge-score, without stemming."""
    RETRIEVAL = "retrieval accuracy"
    """LongBench: which share of the numbers in the answer is the passage's."""
    CLOZE = "masks filled"
    """LooGLE: which share of the masks has exactly its name."""
    CLOZE_PART = "masks with a word in common"
    FOUND = "needle found"
    """Whether the answer holds the needle's value."""


class _Rouge(Protocol):
    """What is used of rouge-score."""

    def score(self, target: str, prediction: str) -> Mapping[str, Sequence[float]]: ...


def score(metric: Metric, said: str, answers: Sequence[str]) -> float:
    """The best that an answer is worth by one of the true ones (at least one).

    Raises:
        UsageError: the metric is ROUGE-L and its package is not installed.
    """
    return max(_SCORES[metric](said, true) for true in answers)


def words(text: str) -> list[str]:
    """Words as F1 and exact match count them (Rajpurkar et al. 2016)."""
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return [word for word in bare.split() if word not in ("a", "an", "the")]


def token_f1(said: str, true: str) -> float:
    """Harmonic mean of the shares of words in common."""
    ours, theirs = Counter(words(said)), Counter(words(true))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total()) if common else 0.0


def exact_match(said: str, true: str) -> float:
    """1 for the same words."""
    return float(words(said) == words(true))


def rouge_l(said: str, true: str) -> float:
    """Longest common subsequence of words, as an F-measure (Lin 2004)."""
    return float(rouge().score(true, said)["rougeL"][2])


@cache
def rouge() -> _Rouge:
    """The scorer of rouge-score. Raises UsageError where that is not installed."""
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as e:
        raise UsageError(
            "ROUGE-L needs the package rouge-score; install it with pip install 'liftapp[exam]'."
        ) from e
    scorer: _Rouge = RougeScorer(["rougeL"])
    return scorer


def retrieval_accuracy(said: str, true: str) -> float:
    """The share of the answer's numbers that are the first number of the true one."""
    wanted, found = re.findall(r"\d+", true), re.findall(r"\d+", said)
    return found.count(wanted[0]) / len(found) if wanted and found else 0.0


def masks_filled(said: str, true: str) -> float:
    """The share of the true answer's masks (JSON) with exactly their name."""
    return _masks(said, true, lambda ours, theirs: ours == theirs)


def masks_touched(said: str, true: str) -> float:
    """The share of the masks with a word of their name."""
    return _masks(said, true, lambda ours, theirs: bool({*ours.split()} & {*theirs.split()}))


def _masks(said: str, true: str, same: Callable[[str, str], bool]) -> float:
    ours, theirs = _object(said), _object(true)
    return sum(k in ours and same(ours[k], theirs[k]) for k in theirs) / max(1, len(theirs))


def _object(text: str) -> dict[str, str]:
    """The first object in an answer, as JSON or as a Python literal; nothing is ever run."""
    found = re.search(r"\{[^{}]*\}", text)
    if found is None:
        return {}
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(found[0])
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(value, dict):
            return {str(k): str(v) for k, v in value.items()}
    return {}


def needle_found(said: str, true: str) -> float:
    """1 where the value stands in the answer as a whole word."""
    return float(re.search(rf"(?<!\w){re.escape(true)}(?!\w)", said) is not None)


_SCORES: Mapping[Metric, Callable[[str, str], float]] = {
    Metric.F1: token_f1,
    Metric.EXACT: exact_match,
    Metric.ROUGE_L: rouge_l,
    Metric.RETRIEVAL: retrieval_accuracy,
    Metric.CLOZE: masks_filled,
    Metric.CLOZE_PART: masks_touched,
    Metric.FOUND: needle_found,
}
