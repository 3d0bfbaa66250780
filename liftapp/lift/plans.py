"""What each update is trained on: a plan gives the rows of a step from seed, step and its state.

The state is what it was told of earlier answers; there is no random state, so a stopped job goes
on exactly where it was.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

import torch
from torch import Tensor

from liftapp.config import Mixture, Preset
from liftapp.lift.questions import Pair
from liftapp.lift.rows import Row
from liftapp.lift.samples import Samples, texts
from liftapp.lift.schedule import Schedule


@dataclass(frozen=True)
class Foreign:
    """A passage of another document, with questions it answers and questions it does not."""

    text: str
    answerable: tuple[tuple[str, str], ...]
    unanswerable: tuple[tuple[str, str], ...]


class Plan(Protocol):
    """Rows of every update, and those of the held-out loss (may be none).

    After each update `note` hears the mean loss of every branch of its rows, nats per token.
    """

    @property
    def num_steps(self) -> int: ...

    @property
    def held_out(self) -> list[Row]: ...

    @property
    def known(self) -> float: ...

    def rows(self, step: int) -> list[Row]: ...

    def note(self, step: int, losses: Sequence[Sequence[float]]) -> None: ...

    def state(self) -> Tensor: ...

    def load(self, state: Tensor) -> None: ...


class PaperPlan:
    """Two stages of full-batch updates: segments, then segments and questions (eq. 3)."""

    def __init__(self, preset: Preset, samples: Samples, pairs: Sequence[Pair], seed: int) -> None:
        self._preset, self._samples, self._seed = preset, samples, seed
        self._pairs = list(pairs)
        self.num_steps = preset.input_epochs + preset.joint_epochs
        self.held_out: list[Row] = []
        self.known = 0.0

    def note(self, step: int, losses: Sequence[Sequence[float]]) -> None:
        """Every epoch is over everything, whatever is known."""

    def state(self) -> Tensor:
        return torch.empty(0)

    def load(self, state: Tensor) -> None:
        """There is none."""

    def rows(self, step: int) -> list[Row]:
        rng = Random(f"{self._seed}/{step}")
        most = self._samples.sizes.recite_context
        rows = [self._samples.recite(s, rng.randint(0, most)) for s in self._samples.segments]
        if step >= self._preset.input_epochs and self._pairs:
            context = self._samples.truncated(self._samples.context_budget)
            groups = [self._pairs[i : i + 8] for i in range(0, len(self._pairs), 8)]
            rows += [self._samples.answers(context, texts(g)) for g in groups]
        return rows


class MixturePlan:
    """Mini-batches of questions with different things in view (preset `trained`)."""

    def __init__(
        self,
        preset: Preset,
        mixture: Mixture,
        samples: Samples,
        pairs: Sequence[Pair],
        foreign: Sequence[Foreign],
        seed: int,
    ) -> None:
        self._mixture, self._samples, self._seed = mixture, samples, seed
        self._foreign = list(foreign)
        self._train, held = hold_out(pairs, mixture.held_out)
        self._by_sentence: dict[int, list[Pair]] = defaultdict(list)
        for pair in self._train:
            self._by_sentence[pair.sentence].append(pair)
        self._width = preset.questions.sentences
        self._schedule = Schedule(len(self._train))
        self._asked = list[int]()
        per_step = mixture.nothing + mixture.truncated
        wanted = round(preset.passes * len(self._train) / per_step)
        self.num_steps = max(1, wanted, preset.min_updates)
        half = len(held) // 2
        context = samples.truncated(samples.context_budget)
        views = ((list[int](), held[:half]), (context, held[half:]))
        self.held_out = [samples.answers(c, texts(h[:32])) for c, h in views if h]

    @property
    def known(self) -> float:
        return self._schedule.known

    def state(self) -> Tensor:
        return self._schedule.state()

    def load(self, state: Tensor) -> None:
        self._schedule.load(state)

    def rows(self, step: int) -> list[Row]:
        rng, mix, samples = Random(f"{self._seed}/{step}"), self._mixture, self._samples
        self._asked = self._schedule.choose(step, mix.nothing + mix.truncated, rng)
        pairs = [self._train[i] for i in self._asked]
        unknown = [rng.choice(f.unanswerable) for f in self._some(rng, 2 * mix.refusals)]
        asked = texts(pairs[: mix.nothing]) + unknown[: mix.refusals]
        rows = [samples.answers([], asked)]
        if mix.truncated:
            context = samples.truncated(rng.randint(0, samples.context_budget))
            asked = texts(pairs[mix.nothing :]) + unknown[mix.refusals :]
            rows.append(samples.answers(context, asked))
        if mix.in_context:
            rows.append(self._in_context(rng))
        return rows + [self._about(f, rng) for f in self._some(rng, mix.passages)]

    def note(self, step: int, losses: Sequence[Sequence[float]]) -> None:
        """Of the questions that the memory alone or the cut document answers."""
        first = self._mixture.nothing
        alone, beside = self._asked[:first], self._asked[first:]
        answered = [*losses[0][: len(alone)], *(losses[1][: len(beside)] if beside else [])]
        self._schedule.note(step, self._asked, answered)

    def _in_context(self, rng: Random) -> Row:
        """A passage of this document with its own questions in view of it."""
        aim = rng.choice(self._train).sentence
        first = max(0, aim - rng.randint(0, self._width - 1))
        last = min(first + self._width, len(self._samples.source.sentences))
        samples = self._samples
        room = samples.context_budget
        first, last = samples.source.fit(aim, first, last, room, samples.prompter)
        inside = [p for i in range(first, last) for p in self._by_sentence.get(i, ())]
        chosen = rng.sample(inside, min(self._mixture.in_context, len(inside)))
        return samples.answers(samples.passage(first, last), texts(chosen))

    def _about(self, foreign: Foreign, rng: Random) -> Row:
        context = self._samples.prompter.encode(foreign.text)[: self._samples.context_budget]
        known = list(foreign.answerable)
        asked = rng.sample(known, min(self._mixture.foreign, len(known)))
        asked += rng.sample(list(foreign.unanswerable), min(2, len(foreign.unanswerable)))
        return self._samples.answers(context, asked)

    def _some(self, rng: Random, count: int) -> list[Foreign]:
        return [rng.choice(self._foreign) for _ in range(count)] if self._foreign else []


def hold_out(pairs: Sequence[Pair], every: int) -> tuple[list[Pair], list[Pair]]:
    """(training, held out): of one sentence in `every` with several wordings, the last one."""
    by_sentence: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_sentence[pair.sentence].append(pair)
    several = [s for s, own in by_sentence.items() if len({p.question for p in own}) > 1]
    held = [by_sentence[s][-1] for s in several[::every]] if every else []
    asked = {p.question for p in held}
    return [p for p in pairs if p.question not in asked], held


def make_plan(
    preset: Preset,
    samples: Samples,
    pairs: Sequence[Pair],
    foreign: Sequence[Foreign],
    seed: int,
) -> Plan:
    """The plan of a preset; without any question, one of segments alone."""
    if preset.mixture is not None and pairs:
        return MixturePlan(preset, preset.mixture, samples, pairs, foreign, seed)
    return PaperPlan(preset, samples, pairs, seed)
