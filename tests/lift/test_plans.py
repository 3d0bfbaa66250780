from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from liftapp.config import PRESETS, Mixture, Preset
from liftapp.lift.plans import Foreign, MixturePlan, PaperPlan, Plan, hold_out, make_plan
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.rows import Row
from liftapp.lift.samples import Lengths, Samples
from liftapp.lift.source import Source
from tests.lift.small import sentences, source_of

SIZES = Lengths(window=400, reply=48, segment=60, stride=22, recite_context=120)
MIXTURE = Mixture(
    nothing=5, truncated=3, in_context=2, foreign=2, passages=1, refusals=1, held_out=4
)
STANDARD = PRESETS["trained"]
PRESET = replace(
    STANDARD,
    mixture=MIXTURE,
    passes=4,
    min_updates=0,
    questions=replace(STANDARD.questions, sentences=4),
)
PAPER = PRESETS["paper"]
NO = "The document does not say."
FOREIGN = [
    Foreign(
        f"Zantor has {i} owls.",
        tuple((f"Owl question {i}{letter}?", str(i)) for letter in "abc"),
        tuple((f"Unknown {i}{letter}?", NO) for letter in "xyz"),
    )
    for i in range(3)
]


def pairs_of(count: int) -> list[Pair]:
    """Two wordings for every sentence."""
    return [
        Pair(f"{asked} {i}?", f"{1900 + i}", i, "")
        for i in range(count)
        for asked in ("How many things of number", "What count has number")
    ]


@pytest.fixture
def samples(prompter: Prompter, source: Source) -> Samples:
    return Samples(prompter, source, SIZES)


@pytest.fixture
def plan(samples: Samples) -> MixturePlan:
    return MixturePlan(PRESET, MIXTURE, samples, pairs_of(20), FOREIGN, seed=0)


def questions_of(rows: Sequence[Row], prompter: Prompter) -> list[str]:
    branches = [(row, b) for row in rows for b in row.branches]
    texts = [prompter.decode([*r.stem, *b.tokens[: b.supervised]]) for r, b in branches]
    return [text.rsplit("Question: ", 1)[1] for text in texts]


def answers_of(row: Row, prompter: Prompter) -> list[str]:
    return [prompter.decode(b.tokens[b.supervised :]).strip() for b in row.branches]


def context_of(row: Row, prompter: Prompter) -> str:
    """The document in view of a row of questions, as text."""
    return prompter.decode(row.stem).split("\n\nAnswer the question", 1)[0]


def sees(row: Row, context: Sequence[int], samples: Samples) -> bool:
    """Whether the row's prompts hold just these tokens before the question."""
    branch = row.branches[0]
    question = questions_of([row], samples.prompter)[0]
    asked = [*row.stem, *branch.tokens[: branch.supervised]]
    return asked == samples.prompter.answer(question).around(context)


# --- the mixture ---


def test_rows_follow_from_seed_step_and_what_was_noted(samples: Samples) -> None:
    def made(seed: int, loss: float) -> list[list[Row]]:
        plan, out = MixturePlan(PRESET, MIXTURE, samples, pairs_of(20), FOREIGN, seed=seed), []
        for step in range(plan.num_steps):
            out.append(plan.rows(step))
            # Where all is known alike, the order is that of all unknown.
            plan.note(step, [[loss, *[2.0] * (len(row.branches) - 1)] for row in out[-1]])
        return out

    first = made(0, 2.0)
    assert made(0, 2.0) == first
    assert made(1, 2.0)[0] != first[0]
    assert made(0, 0.0)[-1] != first[-1]
    assert len({repr(rows) for rows in first}) == len(first)


def test_each_pair_is_trained_on_once_before_any_comes_again(
    plan: MixturePlan, prompter: Prompter
) -> None:
    """In the two groups that count as passes: nothing in view, and the cut document."""
    known = {p.question for p in pairs_of(20)}
    train = known - set(questions_of(plan.held_out, prompter))
    assert plan.num_steps == round(4 * len(train) / 8)
    turns = list[str]()
    for step in range(plan.num_steps):
        rows = plan.rows(step)
        plan.note(step, [[2.0] * len(row.branches) for row in rows])
        turns += [q for q in questions_of(rows[:2], prompter) if q in known]
    assert len(turns) == plan.num_steps * 8
    assert set(turns[: 8 * -(-len(train) // 8)]) == train
    assert max(Counter(turns).values()) <= 6


def test_a_plan_knows_what_was_answered_well_and_goes_on_from_its_state(
    samples: Samples, plan: MixturePlan
) -> None:
    assert plan.known == 0
    first = plan.rows(0)
    plan.note(0, [[0.01] * len(row.branches) for row in first])
    # Only those with nothing or the cut document in view count, not refusals and passages.
    assert plan.known == pytest.approx(8 / len(plan.state()[0]))
    again = MixturePlan(PRESET, MIXTURE, samples, pairs_of(20), FOREIGN, seed=0)
    again.load(plan.state())
    assert again.rows(1) == plan.rows(1)


def test_held_out_pairs_are_never_trained_on(plan: MixturePlan, prompter: Prompter) -> None:
    held = set(questions_of(plan.held_out, prompter))
    assert len(held) == 5  # one sentence in four of twenty
    trained = {
        question
        for step in range(2 * plan.num_steps)
        for question in questions_of(plan.rows(step), prompter)
    }
    assert not held & trained
    known = {p.question for p in pairs_of(20)}
    assert held | (trained & known) == known
    sentences_held = {p.sentence for p in pairs_of(20) if p.question in held}
    assert len(sentences_held) == 5
    assert sentences_held <= {p.sentence for p in pairs_of(20) if p.question in trained}


def test_the_held_out_loss_is_seen_through_memory_and_through_both(
    plan: MixturePlan, samples: Samples
) -> None:
    closed, both = plan.held_out
    assert sees(closed, [], samples)
    assert sees(both, samples.truncated(samples.context_budget), samples)
    assert [len(row.branches) for row in plan.held_out] == [2, 3]


def test_what_is_in_view_of_each_group(plan: MixturePlan, samples: Samples) -> None:
    prompter, budget = samples.prompter, samples.context_budget
    cuts = {prompter.decode(samples.truncated(n)): n for n in range(budget + 1)}
    lengths = set()
    for step in range(plan.num_steps):
        nothing, truncated, inside, foreign = plan.rows(step)
        assert sees(nothing, [], samples)
        assert len(nothing.branches) == 5 + 1
        length = cuts[context_of(truncated, prompter)]
        assert sees(truncated, samples.truncated(length), samples)
        lengths.add(length)
        assert len(truncated.branches) == 3 + 1
        assert 0 < len(inside.branches) <= 2
        assert context_of(foreign, prompter).startswith("Zantor has ")
        assert len(foreign.branches) == 2 + 2
    assert len(lengths) > plan.num_steps / 2
    assert max(lengths) <= budget


def test_questions_in_context_are_answered_by_what_is_in_view(
    plan: MixturePlan, samples: Samples
) -> None:
    by_question = {p.question: p.sentence for p in pairs_of(20)}
    seen = set()
    for step in range(plan.num_steps):
        inside = plan.rows(step)[2]
        for question in questions_of([inside], samples.prompter):
            sentence = samples.source.sentence(by_question[question])
            assert sentence in context_of(inside, samples.prompter)
            seen.add(by_question[question])
    assert len(seen) > 8


def test_so_they_are_where_sentences_are_too_long_to_show_them_all(prompter: Prompter) -> None:
    long = [f"{s[:-1]}, {'and more of them ' * 12}." for s in sentences(20)]
    samples = Samples(prompter, source_of(long, prompter), SIZES)
    plan = MixturePlan(
        replace(PRESET, questions=replace(PRESET.questions, sentences=12)),
        MIXTURE, samples, pairs_of(20), [], seed=0,
    )  # fmt: skip
    test_questions_in_context_are_answered_by_what_is_in_view(plan, samples)


def test_unknown_things_are_refused_with_and_without_the_document(
    plan: MixturePlan, prompter: Prompter
) -> None:
    for step in range(plan.num_steps):
        nothing, truncated, inside, foreign = plan.rows(step)
        for row in (nothing, truncated):
            questions, answers = questions_of([row], prompter), answers_of(row, prompter)
            assert questions[-1].startswith("Unknown")
            assert answers[-1] == NO
            assert NO not in answers[:-1]
        assert NO not in answers_of(inside, prompter)
        asked = dict(
            zip(questions_of([foreign], prompter), answers_of(foreign, prompter), strict=True)
        )
        assert sum(answer == NO for answer in asked.values()) == 2
        number = context_of(foreign, prompter).split()[2]
        assert all(answer in (NO, number) for answer in asked.values())
        assert all(number in question for question in asked)


def test_without_other_documents_only_this_one_is_asked_about(
    samples: Samples, prompter: Prompter
) -> None:
    plan = MixturePlan(PRESET, MIXTURE, samples, pairs_of(20), [], seed=0)
    rows = plan.rows(0)
    assert [len(row.branches) for row in rows[:2]] == [5, 3]
    assert set(questions_of(rows, prompter)) <= {p.question for p in pairs_of(20)}


@pytest.mark.parametrize("without", ["truncated", "in_context", "foreign", "refusals"])
def test_groups_can_be_left_out(samples: Samples, without: str) -> None:
    mixture = replace(MIXTURE, **{without: 0})
    plan = MixturePlan(PRESET, mixture, samples, pairs_of(20), FOREIGN, seed=0)
    full = MixturePlan(PRESET, MIXTURE, samples, pairs_of(20), FOREIGN, seed=0)
    count = {step: sum(len(r.branches) for r in plan.rows(step)) for step in range(3)}
    assert all(0 < n < sum(len(r.branches) for r in full.rows(s)) for s, n in count.items())


def test_one_pair_alone_can_be_learned(samples: Samples, prompter: Prompter) -> None:
    plan = MixturePlan(PRESET, MIXTURE, samples, pairs_of(1)[:1], [], seed=0)
    assert plan.num_steps >= 1
    assert plan.held_out == []
    assert set(questions_of(plan.rows(0), prompter)) == {pairs_of(1)[0].question}


def test_a_short_document_is_learned_for_some_updates_at_least(samples: Samples) -> None:
    pairs = pairs_of(2)
    few = MixturePlan(replace(PRESET, min_updates=9), MIXTURE, samples, pairs, [], seed=0)
    assert few.num_steps == 9
    assert few.rows(8)
    many = MixturePlan(replace(PRESET, min_updates=9), MIXTURE, samples, pairs_of(20), [], seed=0)
    assert many.num_steps == 18


def test_hold_out() -> None:
    pairs = [*pairs_of(9), Pair("Alone?", "1", 30)]
    train, held = hold_out(pairs, 4)
    assert [p.sentence for p in held] == [0, 4, 8]
    assert all(p.question.startswith("What count") for p in held)
    assert [*train, *held] != pairs
    assert sorted([*train, *held], key=pairs.index) == pairs
    assert hold_out(pairs, 0) == (pairs, [])
    same = [Pair("Who?", "Tom", 0), Pair("Who?", "Tom", 0)]
    assert hold_out(same, 1) == (same, [])  # one wording twice: nothing would be left


def test_the_same_wording_of_another_sentence_is_held_out_too() -> None:
    pairs = [Pair("A?", "1", 0), Pair("B?", "1", 0), Pair("B?", "1", 1), Pair("C?", "2", 1)]
    train, held = hold_out(pairs, 2)
    assert [p.question for p in held] == ["B?"]
    assert [p.question for p in train] == ["A?", "C?"]


# --- the paper ---


def segments_of(rows: Sequence[Row], samples: Samples) -> list[tuple[int, ...]]:
    prompt = samples.prompter.recite().after
    recited = [b for row in rows for b in row.branches if b.tokens[: len(prompt)] == prompt]
    return [b.tokens[b.supervised :] for b in recited]


def test_three_epochs_of_segments_then_five_of_both(samples: Samples, prompter: Prompter) -> None:
    pairs = pairs_of(6)[:10]
    plan = PaperPlan(PAPER, samples, pairs, seed=0)
    assert (plan.num_steps, plan.held_out) == (8, [])
    tokens = samples.source.tokens
    every = [tokens[start:end] for start, end in samples.segments]
    assert len(every) > 10
    for step in range(8):
        rows = plan.rows(step)
        assert segments_of(rows, samples) == every  # the full batch, no budget cuts it short
        asked = questions_of(rows[len(every) :], prompter)
        assert asked == ([p.question for p in pairs] if step >= 3 else [])


def test_questions_are_trained_with_the_context_of_inference(samples: Samples) -> None:
    plan = PaperPlan(PAPER, samples, pairs_of(6)[:10], seed=0)
    context = samples.truncated(samples.context_budget)
    rows = plan.rows(3)[len(samples.segments) :]
    assert all(sees(row, context, samples) for row in rows)
    expected = samples.answers(context, [(p.question, p.answer) for p in pairs_of(6)[:10]])
    assert sum(row.targets for row in rows) == expected.targets


def test_r_is_drawn_anew_for_every_segment_and_epoch(
    samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    recite = samples.recite

    def note(segment: tuple[int, int], r: int) -> Row:
        drawn.append(r)
        return recite(segment, r)

    monkeypatch.setattr(samples, "recite", note)
    plan = PaperPlan(replace(PAPER, input_epochs=40, joint_epochs=0), samples, [], seed=0)
    assert plan.num_steps == 40
    epochs = []
    for step in range(40):
        drawn.clear()
        plan.rows(step)
        epochs.append(tuple(drawn))
    assert len(set(epochs)) == 40
    assert max(Counter(epochs[0]).values()) < len(samples.segments)
    every = {r for epoch in epochs for r in epoch}
    assert every == set(range(121))  # both ends too


def test_paper_rows_follow_from_seed_and_step_alone(samples: Samples) -> None:
    plans = [PaperPlan(PAPER, samples, pairs_of(5), seed) for seed in (0, 0, 1)]
    later, same, other = (p.rows(5) for p in plans)
    assert plans[0].rows(4) != later
    assert later == plans[0].rows(5) == same
    assert other != later


def test_no_questions_no_document(prompter: Prompter, samples: Samples) -> None:
    plan = PaperPlan(PAPER, samples, [], seed=0)
    assert segments_of(plan.rows(7), samples) == segments_of(plan.rows(0), samples)
    assert len(plan.rows(7)) == len(plan.rows(0))
    empty = Samples(prompter, source_of([], prompter), SIZES)
    assert PaperPlan(PAPER, empty, [], seed=0).rows(0) == []


@pytest.mark.parametrize(
    ("preset", "pairs", "expected"),
    [
        (PRESET, pairs_of(3), MixturePlan),
        (PRESET, [], PaperPlan),
        (PAPER, pairs_of(3), PaperPlan),
        (PAPER, [], PaperPlan),
    ],
)
def test_the_preset_chooses_the_plan(
    samples: Samples, preset: Preset, pairs: list[Pair], expected: type[Plan]
) -> None:
    plan = make_plan(preset, samples, pairs, FOREIGN, 0)
    assert type(plan) is expected
    assert plan.rows(plan.num_steps - 1)
