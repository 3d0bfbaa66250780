"""Training of the starter model, resumable at any moment.

Legend: `T` tokens of a row, `V` vocabulary.
"""

import contextlib
import dataclasses
import json
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from transformers import (
    AutoTokenizer,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from liftapp.errors import NotFound, UsageError
from liftapp.starter import attention, checkpoint, pointing
from liftapp.starter.batches import Plan, Row, Source, rows, rows_ahead
from liftapp.starter.model import WINDOW, Shape, begin_with, export, new_model, trained_tokens
from liftapp.starter.optimiser import optimisers, rate
from liftapp.starter.tokenizer import VOCABULARY, sample, train_tokenizer


@dataclass(frozen=True)
class Settings:
    """What makes the model; saved with it."""

    tokens: int = 17_000_000  # read in this run, padding included
    earlier: int = 0  # read before by the weights that the run began with
    seed: int = 0
    shape: Shape = field(default_factory=Shape)
    vocabulary: int = VOCABULARY
    tokenizer_characters: int = 6_000_000
    row: int = 4096  # tokens
    rows: int = 1  # of a step
    matrix_lr: float = 0.02  # Muon; usual for its orthogonal updates
    other_lr: float = 3e-3  # AdamW; small models bear it
    weight_decay: float = 0.0  # of Muon's matrices, as a share of its rate
    warmup: int = 40  # steps
    decay: float = 0.25  # share of the run over which the rates fall to 0
    # The exported weights are a moving mean of the trained ones, of which a step keeps this share:
    # Muon's steps all have one length, so the trained ones never come to rest.
    averaging: float = 0.0
    pointing: float = 0.3  # weight of the loss that says where to look
    # Shares of the run at which chats of more tokens begin: reading from a passage is learnt
    # sooner on short ones.
    stages: tuple[tuple[float, int], ...] = (
        (0.0, 256),
        (0.294, 384),
        (0.487, 640),
        (0.64, WINDOW),
    )

    @property
    def batch(self) -> int:
        """Tokens of a step."""
        return self.row * self.rows

    @property
    def steps(self) -> int:
        return max(1, self.tokens // self.batch)


@dataclass(frozen=True)
class Running:
    """How it runs; makes no difference to the result beyond rounding."""

    threads: int = 2  # rows of a step are shared out among them, else their matrices are
    save_minutes: float = 2.0
    precision: str = "auto"  # auto, float32 or bfloat16
    compile: bool = True
    background: bool = True  # make the batches in a process of their own


def train(
    folder: Path,
    settings: Settings,
    source: Source,
    running: Running | None = None,
    *,
    resume: bool = False,
    start: Path | None = None,
    without: tuple[int, ...] = (),
    wider: bool = False,
) -> bool:
    """Train into a folder: tokenizer, checkpoint, log.jsonl and model (for `AutoModel...`).

    On resuming, only `tokens` is taken from the settings; the rest is what the run began with.
    With `start`, a model's folder, the run begins with its tokenizer and its weights and has its
    shape, but for the layers `without`, or twice its heads and rows of the MLP if `wider`.

    Returns:
        whether it is finished (else it was interrupted, and can be resumed).

    Raises:
        NotFound: there is nothing to resume.
        UsageError: the folder holds a run already, a run that goes on is to begin with weights, or
            there are no such layers to leave out.
    """
    if resume and start is not None:
        raise UsageError(
            "A run that goes on has its weights already; leave --start or --resume out."
        )
    running = running or Running()
    torch.set_num_threads(running.threads)
    kept = folder / "checkpoint.safetensors"
    if resume:
        if not kept.exists():
            raise NotFound(f"There is no run to resume in {folder}.")
        facts = checkpoint.read_facts(kept)
        settings, plan = _continued(facts, settings.tokens)
        step = int(str(facts["step"]))
    else:
        if kept.exists():
            raise UsageError(f"{folder} holds a run; add --resume or choose another folder.")
        if start is not None:
            own = Shape.of(Qwen3Config.from_pretrained(start))
            if not {*without} < {*range(own.layers)}:
                raise UsageError(
                    f"The model in {start} has layers 0 to {own.layers - 1}; leave out some of "
                    "them, not all."
                )
            shape = dataclasses.replace(own, layers=own.layers - len({*without}))
            shape = shape.wider() if wider else shape
            settings = dataclasses.replace(settings, earlier=trained_tokens(start), shape=shape)
        step, plan = 0, _plan(settings)
        folder.mkdir(parents=True, exist_ok=True)
        if start is not None:
            AutoTokenizer.from_pretrained(start).save_pretrained(folder / "tokenizer")
    tokenizer = load_tokenizer(folder, settings, source)
    run = _Run(folder, settings, running, plan, tokenizer, step)
    if resume:
        checkpoint.load(kept, run.models, run.optimisers)
    elif start is not None:
        begun = Qwen3ForCausalLM.from_pretrained(start, dtype=torch.float32)
        begin_with(run.model, begun, without, settings.seed)
    return run.go(source)


def load_tokenizer(folder: Path, settings: Settings, source: Source) -> PreTrainedTokenizerFast:
    """Return the run's tokenizer, made from the corpus if it is not there yet."""
    place = folder / "tokenizer"
    if not (place / "tokenizer_config.json").exists():
        _say("Learning the tokenizer.")
        texts = sample(source(settings.seed, "train", WINDOW * 4), settings.tokenizer_characters)
        train_tokenizer(texts, settings.vocabulary).save_pretrained(place.with_suffix(".new"))
        shutil.rmtree(place, ignore_errors=True)
        place.with_suffix(".new").rename(place)
    tokenizer = AutoTokenizer.from_pretrained(place)
    assert isinstance(tokenizer, PreTrainedTokenizerFast)
    return tokenizer


class _Run:
    def __init__(
        self,
        folder: Path,
        settings: Settings,
        running: Running,
        plan: Plan,
        tokenizer: PreTrainedTokenizerFast,
        step: int,
    ) -> None:
        self.folder, self.settings, self.running = folder, settings, running
        self.plan, self.tokenizer, self.first, self.step = plan, tokenizer, step, step
        self.model = new_model(settings.shape, tokenizer, settings.seed)
        self.model.set_attn_implementation(attention.NAME)
        self.dtype = choose_dtype(running.precision)
        rates = settings.matrix_lr, settings.other_lr, settings.weight_decay
        muon, adam = optimisers(self.model, *rates, dtype=self.dtype)
        self.optimisers: dict[str, torch.optim.Optimizer] = {"muon": muon, "adam": adam}
        self.peaks = {"muon": settings.matrix_lr, "adam": settings.other_lr}
        ema = get_ema_multi_avg_fn(settings.averaging)  # type: ignore[no-untyped-call]
        self.mean = AveragedModel(self.model, multi_avg_fn=ema)
        self.mean.n_averaged.fill_(step)
        mean = self.mean.module
        assert isinstance(mean, Qwen3ForCausalLM)
        self.models = {"model": self.model, "mean": mean}
        self.loss = _compiled(self.model) if running.compile else _loss(self.model)
        # Two threads with a row each are a quarter faster than two that share every product.
        workers = min(settings.rows, running.threads)
        share = max(1, running.threads // workers)
        self.workers = ThreadPoolExecutor(workers, "rows", torch.set_num_threads, (share,))

    def go(self, source: Source) -> bool:
        """Train until the tokens are used up or a signal asks to stop."""
        total = self.settings.steps
        _say(f"{self.model.num_parameters():,} parameters, {total - self.step} steps, {self.dtype}")
        saved = said = time.monotonic()
        text = self.tokenizer.backend_tokenizer.to_str()
        with (
            self.workers,
            _stop_asked() as asked,
            self._rows(source, text) as stream,
            self._log() as log,
        ):
            while self.step < total and not asked():
                line = self.one(list(islice(stream, self.settings.rows)))
                log.write(json.dumps(line) + "\n")
                now = time.monotonic()
                if now - said > 20:
                    said = now
                    _say(_short(line, total))
                if now - saved > 60 * self.running.save_minutes:
                    log.flush()
                    self.save()
                    saved = time.monotonic()
        self.save()
        _say(f"Stopped after step {self.step} of {total}.")
        return self.step >= total

    def one(self, batch: list[Row]) -> dict[str, float]:
        """Take one step; returns the line for the log."""
        began = time.perf_counter()
        factor = rate(self.step, self.settings.steps, self.settings.warmup, self.settings.decay)
        for name, optimiser in self.optimisers.items():
            for group in optimiser.param_groups:
                group["lr"] = self.peaks[name] * factor
        if self.step == self.first:  # not at once: the model is compiled
            learnt = [self.workers.submit(self._learn, row).result() for row in batch]
        else:
            learnt = list(self.workers.map(self._learn, batch))
        loss, answer, right, *pointed = torch.stack(learnt).mean(0).tolist()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers.values():
            optimiser.step()
            optimiser.zero_grad()
        self.mean.update_parameters(self.model)
        self.step += 1
        padding = sum(float((row.weights == 0).mean()) for row in batch) / len(batch)
        return {
            "step": self.step,
            "tokens": self.step * self.settings.batch,
            "loss": round(loss, 4),
            "answer_loss": round(answer, 4),
            "answer_accuracy": round(right, 4),
            **{f"pointing_{kind}": round(one, 3) for kind, one in enumerate(pointed)},
            "padding": round(padding, 4),
            "longest": self.plan.longest((self.step - 1) * self.settings.rows),
            "rate": round(factor, 4),
            "tokens_per_second": round(self.settings.batch / (time.perf_counter() - began)),
        }

    def _learn(self, row: Row) -> Tensor:
        """Add one row's share to the gradients; returns its losses. Runs in a worker."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.dtype is torch.bfloat16):
            losses, pointed = self.loss(*(torch.from_numpy(part) for part in row))
        whole = losses[0] + self.settings.pointing * pointed.sum() / 2
        (whole / self.settings.rows).backward()  # type: ignore[no-untyped-call]
        return torch.cat([losses, pointed]).detach()

    def save(self) -> None:
        """Write the checkpoint and the model as it is now."""
        settings = dataclasses.asdict(self.settings)
        facts = {"step": self.step, "settings": settings, "plan": dataclasses.asdict(self.plan)}
        kept = self.folder / "checkpoint.safetensors"
        checkpoint.save(kept, self.models, self.optimisers, facts)
        seen = self.settings.earlier + self.step * self.settings.batch
        export(self.models["mean"], self.tokenizer, self.folder / "model", tokens=seen)

    def _rows(self, source: Source, text: str) -> contextlib.AbstractContextManager[Iterator[Row]]:
        first = self.step * self.settings.rows
        if self.running.background:
            return rows_ahead(first, self.plan, source, text)
        return contextlib.nullcontext(rows(first, self.plan, source, text))

    def _log(self) -> TextIO:
        # Lines of steps that the checkpoint does not hold will be written again.
        path = self.folder / "log.jsonl"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines[: self.step] if line.endswith("}")]
        path.write_text("".join(line + "\n" for line in kept), "utf-8")
        return path.open("a", encoding="utf-8")


Loss = Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]
"""Of a row's parts: the loss, that of the answers and the share of them that is right; pointing."""


def _loss(model: Qwen3ForCausalLM) -> Loss:
    def loss(
        tokens: Tensor, positions: Tensor, targets: Tensor, weights: Tensor, pointers: Tensor
    ) -> tuple[Tensor, Tensor]:
        hidden, pointed = pointing.read(model, tokens, positions, pointers)
        logits = model.lm_head(hidden).float()  # (T, V)
        each = torch.nn.functional.cross_entropy(logits, targets, reduction="none")  # (T,)
        answered = (weights >= 1).float()
        count = answered.sum().clamp(min=1)
        right = (logits.detach().argmax(-1) == targets).float()
        whole = (each * weights).sum() / weights.sum()
        answers = (each.detach() * answered).sum() / count
        return torch.stack([whole, answers, (right * answered).sum() / count]), pointed

    return loss


def _compiled(model: Qwen3ForCausalLM) -> Loss:
    if not any(shutil.which(name) for name in ("cl", "g++", "clang++")):
        _say("No C++ compiler: training about a quarter slower without torch.compile.")
        return _loss(model)
    compiled: Loss = torch.compile(_loss(model), fullgraph=True, dynamic=False)
    return compiled


def choose_dtype(precision: str) -> torch.dtype:
    """Return the dtype of the matrix products: the named one, or the faster one here."""
    dtypes = {"float32": torch.float32, "bfloat16": torch.bfloat16}
    if precision != "auto":
        return dtypes[precision]
    seconds = {}
    for dtype in dtypes.values():
        left, right = torch.ones(512, 256, dtype=dtype), torch.ones(256, 512, dtype=dtype)
        times = []
        for _ in range(4):
            began = time.perf_counter()
            left @ right
            times.append(time.perf_counter() - began)
        seconds[dtype] = min(times)
    # Casting costs something too: bfloat16 has to be clearly faster.
    faster = seconds[torch.bfloat16] < 0.7 * seconds[torch.float32]
    return torch.bfloat16 if faster else torch.float32


def _plan(settings: Settings) -> Plan:
    batches = settings.steps * settings.rows
    stages = tuple((round(share * batches), most) for share, most in settings.stages)
    return Plan(settings.seed, settings.row, stages)


def _continued(facts: checkpoint.Facts, tokens: int) -> tuple[Settings, Plan]:
    """Return the settings and the plan of a run; a longer one only draws out its last stage."""
    settings, plan = facts["settings"], facts["plan"]
    assert isinstance(settings, dict)
    assert isinstance(plan, dict)
    settings["shape"] = Shape(**settings["shape"])
    settings["stages"] = tuple((share, most) for share, most in settings["stages"])
    plan["stages"] = tuple((first, most) for first, most in plan["stages"])
    return dataclasses.replace(Settings(**settings), tokens=tokens), Plan(**plan)


@contextlib.contextmanager
def _stop_asked() -> Iterator[Callable[[], bool]]:
    asked: list[int] = []
    old = {
        number: signal.signal(number, lambda got, _frame: asked.append(got))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _short(line: dict[str, float], total: int) -> str:
    left = (total - line["step"]) * line["tokens"] / line["step"] / line["tokens_per_second"]
    return (
        f"step {line['step']:.0f}/{total}  loss {line['loss']:.3f}  "
        f"answers {line['answer_loss']:.3f} {line['answer_accuracy']:.1%}  "
        f"{line['tokens_per_second']:.0f} tokens/s  {left / 60:.0f} min left"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
