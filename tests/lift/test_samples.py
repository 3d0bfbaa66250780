from contextlib import suppress
from dataclasses import replace

import pytest
import torch
from transformers import PreTrainedModel

from liftapp.config import MIN_REPLY, PRESETS
from liftapp.lift.answering import Answerer, Mode
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.rows import loss_sum
from liftapp.lift.samples import Lengths, Samples, lengths, texts
from liftapp.lift.source import Source
from tests.lift.small import passes, sentences, source_of

WINDOW = 400
SIZES = Lengths(window=WINDOW, reply=48, segment=60, stride=22, recite_context=120)


@pytest.fixture
def samples(prompter: Prompter, source: Source) -> Samples:
    return Samples(prompter, source, SIZES)


def test_the_papers_lengths_in_the_papers_window() -> None:
    sizes = lengths(PRESETS["paper"], 8000)
    assert sizes == Lengths(8000, reply=200, segment=2048, stride=768, recite_context=4096)
    assert sizes.prompt == 7800


def test_lengths_are_shares_of_a_window() -> None:
    assert lengths(PRESETS["paper"], 1000) == Lengths(1000, 48, 256, 96, 512)


def least_window() -> int:
    """The smallest window that is not refused."""
    for window in range(1, 1024):
        with suppress(ValueError):
            return lengths(PRESETS["paper"], window).window
    raise AssertionError("every window is refused")


def test_a_window_too_small_is_refused() -> None:
    least = least_window()
    assert least >= 4 * MIN_REPLY
    with pytest.raises(ValueError, match=f"{least - 1} tokens is too small"):
        lengths(PRESETS["paper"], least - 1)
    with pytest.raises(ValueError, match="too small"):
        lengths(PRESETS["paper"], 0)


def test_no_length_is_zero() -> None:
    tiny = replace(PRESETS["paper"], segment=1e-6, stride=1e-6)
    sizes = lengths(tiny, least_window())
    assert (sizes.segment, sizes.stride) == (1, 1)


@pytest.mark.parametrize("r", [0, 1, 57, 119, 120])
def test_recite_shows_r_first_tokens_and_the_rest_from_the_end(samples: Samples, r: int) -> None:
    tokens, mixin = samples.source.tokens, tuple(samples.prompter.mixin)
    prompt = samples.prompter.recite()
    row = samples.recite((22, 82), r)
    tail = tokens[len(tokens) - (120 - r) :] if r < 120 else ()
    assert row.stem == (*prompt.before, *tokens[:r], *mixin, *tail)
    (branch,) = row.branches
    assert branch.tokens == (*prompt.after, *tokens[22:82])
    assert branch.supervised == len(prompt.after)
    assert row.targets == 60  # the segment and nothing else


def test_without_a_context_the_bare_segment_is_a_sample_of_language_modelling(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    row = Samples(prompter, source, replace(SIZES, recite_context=0)).recite((22, 82), 0)
    tokens = torch.tensor([source.tokens[22:82]])
    with torch.no_grad():
        theirs = base(input_ids=tokens, labels=tokens).loss  # mean over all but the first token
        assert loss_sum(base, row).item() == pytest.approx(59 * theirs.item(), rel=1e-5)
    assert row.targets == 59


@pytest.mark.parametrize("r", [0, 60, 120])
def test_recite_of_a_short_document_shows_all_of_it(prompter: Prompter, r: int) -> None:
    samples = Samples(prompter, source_of(sentences(2), prompter), SIZES)
    tokens = samples.source.tokens
    assert len(tokens) < SIZES.segment
    assert samples.segments == [(0, len(tokens))]
    row = samples.recite(samples.segments[0], r)
    assert row.stem == (*prompter.recite().before, *tokens)
    assert row.targets == len(tokens)


def test_every_token_of_the_document_is_recited(samples: Samples) -> None:
    ends = samples.segments[-1][1]
    covered = {t for s in samples.segments for t in range(*s)}
    assert ends == len(samples.source.tokens)
    assert covered == set(range(ends))


def test_an_empty_document_has_no_segment(prompter: Prompter) -> None:
    assert Samples(prompter, source_of([], prompter), SIZES).segments == []


def test_recited_rows_stay_in_the_window(prompter: Prompter, source: Source) -> None:
    for preset in PRESETS.values():
        for window in (least_window(), least_window() + 100, 1024):
            made = Samples(prompter, source, lengths(preset, window))
            most = made.sizes.recite_context
            rows = [made.recite(made.segments[-1], r) for r in (0, most // 2, most)]
            assert max(row.tokens for row in rows) <= window


ASKED = [
    "Who built 1903 small clocks?",
    "What {odd} thing, 100% sure?",
    "Which of all the many things that Keron built in the course of the long years was the last?",
]


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("count", [0, 3, 80])
@pytest.mark.parametrize("window", [least_window(), least_window() + 8, 800])
def test_training_and_answering_prompts_are_the_same_tokens(
    prompter: Prompter, base: PreTrainedModel, window: int, count: int, question: str
) -> None:
    """Also where the document is cut, and where it is not; from the smallest window on."""
    source = source_of(sentences(count), prompter)
    samples = Samples(prompter, source, lengths(PRESETS["trained"], window))
    views = {
        Mode.BOTH: samples.truncated(samples.context_budget),
        Mode.MEMORY: list[int](),
    }
    answerer = Answerer(
        base, prompter, None, source.tokens, window=window, reply=samples.sizes.reply
    )
    for mode, context in views.items():
        row = samples.answers(context, [(question, "Keron.")])
        (branch,) = row.branches
        with passes(base) as seen:
            next(answerer.stream(question, mode), None)
        told = [t for tokens in seen for t in tokens]
        assert told == [*row.stem, *branch.tokens[: branch.supervised]]
        assert len(told) <= samples.sizes.prompt


def test_the_document_is_cut_in_those_prompts(samples: Samples) -> None:
    context = samples.truncated(samples.context_budget)
    assert len(context) == samples.context_budget < len(samples.source.tokens)
    assert samples.context_budget == 264 - len(samples.prompter.answer("?").before)


PAIRS = [("Who?", "Keron."), ("How many?", "12 boats.")]


def test_answers_are_trained_up_to_the_token_that_ends_them(samples: Samples) -> None:
    row = samples.answers([300, 301], PAIRS)
    prompter = samples.prompter
    for branch, (question, answer) in zip(row.branches, PAIRS, strict=True):
        asked = [*row.stem, *branch.tokens[: branch.supervised]]
        assert asked == prompter.answer(question).around([300, 301])
        trained = branch.tokens[branch.supervised :]
        assert trained == (*prompter.reply(answer), *prompter.end)


def test_what_questions_share_is_read_once(samples: Samples) -> None:
    row = samples.answers([300, 301], PAIRS)
    apart = [samples.answers([300, 301], [pair]) for pair in PAIRS]
    assert row.tokens < sum(one.tokens for one in apart) - 30
    assert row.targets == sum(one.targets for one in apart)
    firsts = {branch.tokens[0] for branch in row.branches}
    assert len(firsts) == 2  # all that is the same stands in the stem
    assert all(branch.supervised >= 1 for one in [row, *apart] for branch in one.branches)


@pytest.mark.parametrize(
    "pairs",
    [PAIRS[:1], PAIRS, [*PAIRS, PAIRS[0]], [PAIRS[0], PAIRS[0]], [("Who?", "A"), ("Who?", "B")]],
)
def test_sharing_changes_no_loss(
    samples: Samples, base: PreTrainedModel, pairs: list[tuple[str, str]]
) -> None:
    together = float(loss_sum(base, samples.answers([300, 301], pairs)))
    apart = [float(loss_sum(base, samples.answers([300, 301], [pair]))) for pair in pairs]
    assert together == pytest.approx(sum(apart), rel=1e-4)


def test_no_questions_no_branches(samples: Samples) -> None:
    row = samples.answers([300, 301], [])
    assert (row.branches, row.targets) == ((), 0)


def test_questions_and_contexts_with_braces(samples: Samples) -> None:
    odd = "{question} {0} {% x %}"
    row = samples.answers(samples.prompter.encode(odd), [(odd, odd)])
    (branch,) = row.branches
    assert samples.prompter.decode([*row.stem, *branch.tokens]).count(odd) == 3


def test_a_passage_is_cut_to_the_budget(samples: Samples) -> None:
    whole = samples.prompter.encode(samples.source.passage(2, 5))
    assert samples.passage(2, 5) == whole
    assert len(samples.passage(0, 40)) == samples.context_budget
    assert samples.passage(0, 40) == list(samples.source.tokens[: samples.context_budget])
    assert samples.passage(5, 5) == []


def test_texts_are_questions_and_answers() -> None:
    assert texts([Pair("Who?", "Tom.", 3, "It was Tom.")]) == [("Who?", "Tom.")]
