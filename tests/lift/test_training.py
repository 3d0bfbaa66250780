import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.config import PRESETS, Mixture, Optimiser, Preset
from liftapp.errors import ModelUnavailable
from liftapp.events import Event, StepDone
from liftapp.lift.memory import Memory, create, settings_of
from liftapp.lift.plans import MixturePlan, PaperPlan, Plan
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.rows import Branch, Row
from liftapp.lift.samples import Lengths, Samples
from liftapp.lift.training import Trainer, held_out_loss, read_progress
from tests.lift.small import sentences, source_of

MEMORIES: dict[str, dict[str, object]] = {
    "gated": {"gate": "window"},
    "lora": {"rank": 2, "alpha": 4},
    "pissa": {"rank": 2},
}
FAST = Optimiser(lr=1e-2, weight_decay=0.0)
PRESET = replace(PRESETS["trained"], optimiser=FAST, evaluate_every=2, patience=100)
ROW = Row(tuple(range(20, 30)), (Branch((40, 41, 42, 43, 44, 45), 2),))
OTHER = Row(tuple(range(20, 30)), (Branch((40, 41, 142, 143, 144, 145), 2),))


@dataclass
class Fixed:
    """The same rows at every step; `share` of its questions are known from step `since` on."""

    train: list[Row]
    num_steps: int
    held_out: list[Row] = field(default_factory=list)
    known: float = 0.0
    share: float = 0.0
    since: int = 0
    heard: list[list[list[float]]] = field(default_factory=list)

    def rows(self, _step: int) -> list[Row]:
        return self.train

    def note(self, step: int, losses: Sequence[Sequence[float]]) -> None:
        self.heard.append([list(each) for each in losses])
        self.known = self.share if step + 1 >= self.since else 0.0

    def state(self) -> Tensor:
        return torch.tensor([self.known])

    def load(self, state: Tensor) -> None:
        self.known = float(state)


@dataclass
class Log:
    """What a run told and saved; asks to stop once `stop_at` steps are done."""

    stop_at: int = 10**6
    steps: list[StepDone] = field(default_factory=list)
    saved: list[int] = field(default_factory=list)

    def on_event(self, event: Event) -> None:
        assert isinstance(event, StepDone)
        self.steps.append(event)

    def stop(self) -> bool:
        return len(self.steps) >= self.stop_at

    def losses(self) -> list[tuple[float | None, float | None]]:
        return [(s.loss, s.held_out_loss) for s in self.steps]


def go(trainer: Trainer, log: Log | None = None, every_s: float = 1e6) -> Log:
    log = log or Log()
    trainer.run(log.on_event, log.stop, log.saved.append, every_s)
    return log


def attach(model: PreTrainedModel, kind: str = "gated", seed: int = 0) -> Memory:
    memory = create(kind, model, settings_of(kind, MEMORIES[kind]), seed)
    memory.attach(model)
    return memory


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[k], other[k]) for k in one)


@pytest.fixture
def plan(prompter: Prompter) -> Plan:
    source = source_of([f"Keron {i} left town {i}." for i in range(4)], prompter)
    samples = Samples(prompter, source, Lengths(260, 48, 60, 22, 120))
    pairs = [Pair(f"{w} town {i}?", str(i), i) for i in range(4) for w in ("Which", "What")]
    mixture = Mixture(nothing=1, truncated=1, in_context=1, foreign=0, refusals=0, held_out=3)
    made = MixturePlan(
        replace(PRESET, passes=4 / 3, min_updates=0), mixture, samples, pairs, [], seed=0
    )
    assert made.num_steps == 4
    assert made.held_out
    return made


# --- stopping and going on ---


@pytest.mark.parametrize(
    ("kind", "stop_at"), [("gated", 0), ("gated", 1), ("gated", 4), ("lora", 2), ("pissa", 2)]
)
def test_a_resumed_job_ends_bit_for_bit_where_an_uninterrupted_one_does(
    base: PreTrainedModel, plan: Plan, kind: str, stop_at: int
) -> None:
    preset = replace(PRESET, optimiser=replace(FAST, warmup=2, cooldown=0.5, weight_decay=1e-2))
    memory = attach(base, kind)
    whole = Trainer(base, memory, copy.deepcopy(plan), preset)
    log = go(whole)
    expected = memory.tensors()
    memory.detach()

    memory = attach(base, kind)
    first = Trainer(base, memory, copy.deepcopy(plan), preset)
    early = go(first, Log(stop_at=stop_at))
    state = first.state()
    memory.detach()
    assert read_progress(state) == first.progress

    memory = attach(base, kind)
    second = Trainer(base, memory, copy.deepcopy(plan), preset)
    second.load_state(state)
    assert second.progress == first.progress
    late = go(second)
    assert second.finished
    assert same(memory.tensors(), expected)
    assert early.losses() + late.losses() == log.losses()
    assert replace(second.progress, seconds=0) == replace(whole.progress, seconds=0)
    assert second.progress.seconds >= first.progress.seconds
    memory.detach()


def test_the_seed_of_the_new_memory_does_not_matter_when_going_on(
    base: PreTrainedModel, plan: Plan
) -> None:
    memory = attach(base, seed=0)
    first = Trainer(base, memory, plan, PRESET)
    go(first, Log(stop_at=3))
    state, there = first.state(), memory.tensors()
    memory.detach()
    memory = attach(base, seed=5)
    assert not same(memory.tensors(), there)
    Trainer(base, memory, plan, PRESET).load_state(state)
    assert same(memory.tensors(), there)


@pytest.mark.parametrize("after", [0, 1, 4])
def test_stop_is_heard_before_the_next_step(base: PreTrainedModel, after: int) -> None:
    trainer = Trainer(base, attach(base), Fixed([ROW], 50), PRESET)
    log = Log(stop_at=after)
    assert trainer.run(log.on_event, log.stop, log.saved.append, 1e6) is False
    assert len(log.steps) == trainer.progress.step == after
    assert log.saved == [after]
    assert not trainer.finished


def test_work_is_saved_as_often_as_asked(base: PreTrainedModel) -> None:
    memory = attach(base)
    assert go(Trainer(base, memory, Fixed([ROW], 5), PRESET), every_s=0).saved == [1, 2, 3, 4, 5]
    assert go(Trainer(base, memory, Fixed([ROW], 5), PRESET), every_s=1e6).saved == []


def test_a_finished_job_does_nothing_more(base: PreTrainedModel) -> None:
    memory = attach(base)
    trainer = Trainer(base, memory, Fixed([ROW], 2), PRESET)
    go(trainer)
    before = memory.tensors()
    assert go(trainer).steps == []
    assert same(memory.tensors(), before)


def test_the_state_of_another_memory_is_refused(base: PreTrainedModel) -> None:
    memory = attach(base, "lora")
    state = Trainer(base, memory, Fixed([ROW], 2), PRESET).state()
    memory.detach()
    other = Trainer(base, attach(base, "gated"), Fixed([ROW], 2), PRESET)
    with pytest.raises(ModelUnavailable):
        other.load_state(state)


def test_a_state_is_not_changed_by_going_on(base: PreTrainedModel) -> None:
    trainer = Trainer(base, attach(base), Fixed([ROW], 4, [ROW]), PRESET)
    go(trainer, Log(stop_at=2))
    state = trainer.state()
    go(trainer)
    trainer.load_state(state)
    assert trainer.state() == state


# --- learning ---


@pytest.mark.parametrize("kind", sorted(MEMORIES))
def test_the_loss_falls_on_a_few_words(base: PreTrainedModel, kind: str) -> None:
    rate = {"gated": 3e-2, "lora": 3e-2, "pissa": 3e-3}[kind]
    preset = replace(PRESET, optimiser=replace(FAST, lr=rate))
    log = go(Trainer(base, attach(base, kind), Fixed([ROW], 30), preset))
    losses = [s.loss for s in log.steps if s.loss is not None]
    assert len(losses) == 30
    assert losses[-1] < 0.5 * losses[0]


def test_the_paper_preset_learns_a_document_in_eight_updates(
    base: PreTrainedModel, prompter: Prompter
) -> None:
    """Every update is full: a long document is not stopped early by a budget of steps."""
    source = source_of(sentences(20), prompter)
    samples = Samples(prompter, source, Lengths(200, 48, 50, 40, 40))
    assert len(samples.segments) > 4
    paper = PRESETS["paper"]
    plan = PaperPlan(paper, samples, [Pair("Who built boats?", "Keron.", 0)], seed=0)
    trainer = Trainer(base, attach(base), plan, paper)
    log = go(trainer)
    assert [s.step for s in log.steps] == list(range(1, 9))
    assert {s.num_steps for s in log.steps} == {8}
    rows = sum(r.tokens for step in range(8) for r in plan.rows(step))
    assert trainer.progress.tokens == rows
    assert trainer.finished


def test_the_best_memory_is_kept_not_the_last(base: PreTrainedModel) -> None:
    """Learning one ending of a text makes another one ever less likely."""
    memory = attach(base)
    kept: dict[int, dict[str, Tensor]] = {}
    plan = Fixed([ROW], 12, [OTHER])
    trainer = Trainer(base, memory, plan, replace(PRESET, evaluate_every=1))
    held: list[float] = []

    def on_event(event: Event) -> None:
        assert isinstance(event, StepDone)
        assert event.held_out_loss is not None
        held.append(event.held_out_loss)
        kept[len(held)] = memory.tensors()

    assert trainer.run(on_event, lambda: False, lambda _step: None)
    best = held.index(min(held)) + 1
    assert best < 12
    assert trainer.progress.best == min(held)
    assert same(memory.tensors(), kept[best])
    assert held_out_loss(base, plan.held_out) == pytest.approx(min(held), rel=1e-5)


def test_learning_ends_where_the_held_out_loss_stays_up(base: PreTrainedModel) -> None:
    preset = replace(PRESET, evaluate_every=1, patience=3)
    trainer = Trainer(base, attach(base), Fixed([ROW], 100, [OTHER]), preset)
    log = go(trainer)
    held = [s.held_out_loss for s in log.steps]
    values = [v for v in held if v is not None]
    assert len(values) == values.index(min(values)) + 1 + 3 < 100
    assert trainer.finished
    assert trainer.progress.since == 3


def test_the_held_out_loss_is_measured_now_and_then_and_at_the_end(base: PreTrainedModel) -> None:
    preset = replace(PRESET, evaluate_every=3)
    memory = attach(base)
    log = go(Trainer(base, memory, Fixed([ROW], 7, [OTHER]), preset))
    memory.detach()
    assert [s.step for s in log.steps if s.held_out_loss is not None] == [3, 6, 7]
    none = go(Trainer(base, attach(base), Fixed([ROW], 7), preset))
    assert {s.held_out_loss for s in none.steps} == {None}


def test_the_held_out_loss_is_the_mean_over_all_targets(base: PreTrainedModel) -> None:
    short = Row((20, 21), (Branch((50,), 0),))
    both = held_out_loss(base, [ROW, short])
    parts = [(held_out_loss(base, [r]), r.targets) for r in (ROW, short)]
    assert both == pytest.approx(sum(m * n for m, n in parts) / 5)


@pytest.mark.parametrize("kind", sorted(MEMORIES))
def test_the_base_model_stays_as_it_was(
    tokenizer: PreTrainedTokenizerFast, base: PreTrainedModel, kind: str, plan: Plan
) -> None:
    before = {k: v.clone() for k, v in base.state_dict().items()}
    memory = attach(base, kind)
    start = memory.tensors()
    go(Trainer(base, memory, plan, PRESET))
    assert not same(memory.tensors(), start)
    memory.detach()
    assert same(dict(base.state_dict()), before)
    assert all(p.grad is None and not p.requires_grad for p in base.parameters())


# --- one update ---


def moved(
    base: PreTrainedModel, rows: list[Row], preset: Preset, steps: int = 1, total: int = 10
) -> Tensor:
    """How far the memory's numbers go in the last of `steps` updates."""
    memory = attach(base)
    trainer = Trainer(base, memory, Fixed(rows, total), preset)
    go(trainer, Log(stop_at=steps - 1))
    before = memory.tensors()
    go(trainer, Log(stop_at=1))
    assert trainer.progress.step == steps
    after = memory.tensors()
    memory.detach()
    return torch.cat([(after[k] - before[k]).flatten() for k in sorted(before)])


def test_an_update_is_over_all_targets_of_all_rows_alike(base: PreTrainedModel) -> None:
    long = Row(ROW.stem, (*ROW.branches, Branch((60, 61, 62, 63, 64, 65), 1)))
    parts = [Row(ROW.stem, (b,)) for b in long.branches]
    preset = replace(PRESET, optimiser=replace(FAST, eps=1.0))  # steps follow the gradient's size
    whole, apart = moved(base, [long], preset), moved(base, parts, preset)
    torch.testing.assert_close(whole, apart, rtol=1e-3, atol=1e-7)
    assert whole.abs().max() > 1e-5
    nothing = Row(ROW.stem, (Branch((70, 71), 2),))
    torch.testing.assert_close(moved(base, [*parts, nothing], preset), apart)


def test_large_gradients_are_clipped(base: PreTrainedModel) -> None:
    plain = Optimiser(lr=1.0, weight_decay=0.0, eps=1.0, max_grad_norm=1e-3)
    step = moved(base, [ROW], replace(PRESET, optimiser=plain))
    assert float(step.norm()) == pytest.approx(1e-3, rel=0.01)


@pytest.mark.parametrize(
    ("warmup", "cooldown", "step", "share"),
    [
        (0, 0.0, 1, 1.0),
        (4, 0.0, 1, 0.25),
        (4, 0.0, 2, 0.5),
        (4, 0.0, 5, 1.0),
        (0, 0.5, 5, 1.0),
        (0, 0.5, 8, 0.6),
        (0, 0.5, 10, 0.2),
        (4, 0.5, 2, 0.5),
        (0, 1.0, 4, 0.7),
    ],
)
def test_the_learning_rate_rises_and_falls(
    base: PreTrainedModel, warmup: int, cooldown: float, step: int, share: float
) -> None:
    """Without momentum, AdamW moves a number by the rate in the direction of its sign."""
    chosen = Optimiser(
        lr=1e-4, weight_decay=0.0, betas=(0.0, 0.0), eps=1e-12, warmup=warmup, cooldown=cooldown
    )
    preset = replace(PRESET, optimiser=chosen)
    step_sizes = moved(base, [ROW], preset, steps=step).abs()
    assert float(step_sizes[step_sizes > 0].median()) == pytest.approx(share * 1e-4, rel=0.02)


def test_a_plan_without_rows_breaks_nothing(base: PreTrainedModel) -> None:
    memory = attach(base)
    before = memory.tensors()
    log = go(Trainer(base, memory, Fixed([], 2), PRESET))
    assert len(log.steps) == 2
    assert same(memory.tensors(), before)


def test_a_plan_hears_the_mean_loss_of_every_branch(base: PreTrainedModel) -> None:
    two = Row(ROW.stem, (*ROW.branches, Branch((60, 61, 62), 1)))
    plan = Fixed([two, Row(ROW.stem, ())], 1)
    memory = attach(base)
    alone = [held_out_loss(base, [Row(ROW.stem, (b,))]) for b in two.branches]
    go(Trainer(base, memory, plan, PRESET))
    ((first, second),) = plan.heard
    assert first == pytest.approx(alone, rel=1e-4)
    assert second == []


def test_learning_cools_down_and_ends_once_enough_is_known(base: PreTrainedModel) -> None:
    preset = replace(PRESET, optimiser=replace(FAST, cooldown=0.5), min_updates=2, enough=0.9)
    memory = attach(base)
    plan = Fixed([ROW], 40, share=0.9, since=5)
    trainer = Trainer(base, memory, plan, preset)
    log = go(trainer)
    assert len(log.steps) == 10  # known after 5 updates; as many again to cool down
    assert log.steps[3].num_steps == 40
    assert {s.num_steps for s in log.steps[5:]} == {10}
    assert log.steps[-1].eta_s == 0
    for other in (replace(plan, share=0.8), replace(plan, since=25)):  # too little; too late
        memory.detach()
        memory = attach(base)
        assert len(go(Trainer(base, memory, other, preset)).steps) == 40


def test_the_end_is_kept_with_the_state(base: PreTrainedModel) -> None:
    preset = replace(PRESET, optimiser=replace(FAST, cooldown=0.5), min_updates=0)
    memory = attach(base)
    first = Trainer(base, memory, Fixed([ROW], 40, share=1.0, since=4), preset)
    go(first, Log(stop_at=6))
    state = first.state()
    second = Trainer(base, memory, Fixed([ROW], 40), preset)
    second.load_state(state)
    assert len(go(second).steps) == 2


def test_events_tell_step_rate_and_time_left(base: PreTrainedModel) -> None:
    log = go(Trainer(base, attach(base), Fixed([ROW], 4), PRESET))
    assert [s.step for s in log.steps] == [1, 2, 3, 4]
    assert {s.stage for s in log.steps} == {"learn"}
    assert all(s.tokens_per_s > 0 for s in log.steps)
    assert log.steps[0].eta_s > 0
    assert log.steps[-1].eta_s == 0
