"""Training a memory: updates of a plan's rows, held-out loss, state that resumes exactly."""

import json
import math
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.config import Preset
from liftapp.events import OnEvent, StepDone, Stop
from liftapp.lift.memory.protocol import Memory
from liftapp.lift.plans import Plan
from liftapp.lift.rows import Row, branch_losses, loss_sum


@dataclass(frozen=True)
class Progress:
    """Where training is.

    `best` is the lowest held-out loss, `since` the evaluations without a lower one; `end` is the
    step it will end with, where the plan's questions were known early (0 before); `tokens` are
    those passed forward and backward, `seconds` the time that took.
    """

    step: int = 0
    best: float = float("inf")
    since: int = 0
    end: int = 0
    tokens: int = 0
    seconds: float = 0.0


class Trainer:
    """Trains an attached memory; only the memory's parameters change."""

    def __init__(self, model: PreTrainedModel, memory: Memory, plan: Plan, preset: Preset) -> None:
        self._model, self._memory, self._plan, self._preset = model, memory, plan, preset
        wanted = preset.optimiser
        self._parameters = memory.parameters()
        self._optimiser = torch.optim.AdamW(
            self._parameters, lr=wanted.lr, betas=wanted.betas, eps=wanted.eps,
            weight_decay=wanted.weight_decay,
        )  # fmt: skip
        self._best: dict[str, Tensor] = {}
        self.progress = Progress()

    @property
    def finished(self) -> bool:
        done = self.progress.step >= self._total
        return done or self.progress.since >= self._preset.patience

    @property
    def steps(self) -> int:
        """Updates, at most."""
        return self._plan.num_steps

    @property
    def figures(self) -> dict[str, float]:
        """What it did and cost so far; the loss in nats per token."""
        done = self.progress
        figures = {
            "steps": done.step,
            "trained_tokens": done.tokens,
            "train_seconds": round(done.seconds, 1),
        }
        return figures | ({"held_out_loss": done.best} if done.best < 1e9 else {})

    @property
    def _total(self) -> int:
        return self.progress.end or self._plan.num_steps

    def run(
        self, on_event: OnEvent, stop: Stop, save: Callable[[int], None], every_s: float = 60
    ) -> bool:
        """Train to the end, or until `stop` says so; `save` is called at least every `every_s`
        seconds and before returning early. Returns whether training is finished.
        """
        saved = time.monotonic()
        while not self.finished:
            if stop():
                save(self.progress.step)
                return False
            began = time.monotonic()
            loss, tokens = self._update()
            held_out = self._evaluate()
            took = time.monotonic() - began
            done = self.progress
            self.progress = replace(done, tokens=done.tokens + tokens, seconds=done.seconds + took)
            on_event(self._event(loss, held_out, tokens / took))
            if time.monotonic() - saved > every_s:
                save(self.progress.step)
                saved = time.monotonic()
        if self._best:
            self._memory.load_tensors(self._best)
        return True

    def _event(self, loss: float, held_out: float | None, rate: float) -> StepDone:
        done, total = self.progress, self._total
        left = (total - done.step) * done.seconds / done.step
        return StepDone("learn", done.step, total, rate, left, loss, held_out)

    def _update(self) -> tuple[float, int]:
        """One update; returns (loss per target, tokens)."""
        rows = self._plan.rows(self.progress.step)
        targets = sum(r.targets for r in rows)
        total = 0.0
        losses: list[list[float]] = [[] for _ in rows]
        for row, known in zip(rows, losses, strict=True):
            if not row.targets:
                continue
            each = branch_losses(self._model, row)
            (each.sum() / targets).backward()  # type: ignore[no-untyped-call]
            total += float(each.detach().sum()) / targets
            sizes = [max(1, len(b.tokens) - b.supervised) for b in row.branches]
            known += [x / n for x, n in zip(each.tolist(), sizes, strict=True)]
        wanted = self._preset.optimiser
        torch.nn.utils.clip_grad_norm_(self._parameters, wanted.max_grad_norm)
        for group in self._optimiser.param_groups:
            group["lr"] = wanted.lr * self._factor()
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._plan.note(self.progress.step, losses)
        self.progress = replace(self.progress, step=self.progress.step + 1)
        self._end_early()
        return total, sum(r.tokens for r in rows)

    def _end_early(self) -> None:
        """Once enough is known the cool-down begins, so that it has its share of all steps."""
        step, cooldown = self.progress.step, self._preset.optimiser.cooldown
        early = self._preset.min_updates <= step < (1 - cooldown) * self._plan.num_steps
        if early and not self.progress.end and self._plan.known >= self._preset.enough:
            self.progress = replace(self.progress, end=math.ceil(step / (1 - cooldown)))

    def _factor(self) -> float:
        """Of the learning rate: up over the warm-up, down over the cool-down."""
        wanted, step, total = self._preset.optimiser, self.progress.step, self._total
        up = min(1.0, (step + 1) / wanted.warmup) if wanted.warmup else 1.0
        down = (total - step) / (wanted.cooldown * total) if wanted.cooldown else 1.0
        return min(up, down, 1.0)

    def _evaluate(self) -> float | None:
        """Now and then the held-out loss per target; keeps the best memory."""
        step, rows = self.progress.step, self._plan.held_out
        due = step % self._preset.evaluate_every == 0 or step == self._total
        if not rows or not due:
            return None
        loss = held_out_loss(self._model, rows)
        if loss < self.progress.best:
            self._best = self._memory.tensors()
            self.progress = replace(self.progress, best=loss, since=0)
        else:
            self.progress = replace(self.progress, since=self.progress.since + 1)
        return loss

    def state(self) -> bytes:
        """Memory, optimiser, plan and position as one safetensors blob.

        There is no other random state: rows follow from seed, plan and position.
        """
        tensors = {f"memory.{k}": v for k, v in self._memory.tensors().items()}
        tensors |= {f"best.{k}": v for k, v in self._best.items()}
        for index, values in self._optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser.{index}.{k}": v.cpu().clone() for k, v in values.items()}
        tensors["plan.state"] = self._plan.state()
        return save_tensors(tensors, {"progress": json.dumps(vars(self.progress))})

    def load_state(self, state: bytes) -> None:
        """Go on from `state`; ModelUnavailable where it is of another memory."""
        parts: dict[str, dict[str, Tensor]] = defaultdict(dict)
        for name, tensor in load_tensors(state).items():
            kind, rest = name.split(".", 1)
            parts[kind][rest] = tensor
        self._memory.load_tensors(parts["memory"])
        self._best = dict(parts["best"])
        values: dict[int, dict[str, Tensor]] = defaultdict(dict)
        for name, tensor in parts["optimiser"].items():
            index, key = name.split(".", 1)
            values[int(index)][key] = tensor
        full = self._optimiser.state_dict()
        self._optimiser.load_state_dict({**full, "state": dict(values)})
        self._plan.load(parts["plan"]["state"])
        self.progress = read_progress(state)


def read_progress(state: bytes) -> Progress:
    """The header's account of where training was."""
    return Progress(**json.loads(metadata(state)["progress"]))


def metadata(state: bytes) -> dict[str, str]:
    """What was saved beside the tensors of a safetensors blob."""
    size = int.from_bytes(state[:8], "little")
    kept: dict[str, str] = json.loads(state[8 : 8 + size])["__metadata__"]
    return kept


@torch.inference_mode()
def held_out_loss(model: PreTrainedModel, rows: list[Row]) -> float:
    """Mean next-token loss over the targets of `rows`, nats."""
    targets = sum(r.targets for r in rows)
    return sum(float(loss_sum(model, r)) for r in rows) / targets
