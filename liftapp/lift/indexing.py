"""Learning by reading: which of the model's heads finds what is asked, then every chunk once.

Heads that recall are not the same in every model, and which they are does not depend on the
document: so they are told by passages of other documents with questions that are known to be
answered there. The head whose attention finds most of the passages recalls from then on.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor
from transformers import DynamicCache, PreTrainedModel

from liftapp.events import OnEvent, StepDone, Stop
from liftapp.lift.chunks import chunks
from liftapp.lift.memory import Asked, Head, Index, SlotMemory
from liftapp.lift.plans import Foreign
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source
from liftapp.lift.training import metadata

PASSAGES, QUESTIONS = 32, 2
"""Of other documents, and questions about each, by which a head is chosen."""


@dataclass(frozen=True)
class Reading:
    """How far reading is: chunks of the document, tokens passed forward, seconds it took.

    `right` is the share of the questions whose passage the chosen head recalls first.
    """

    chunks: int = 0
    tokens: int = 0
    seconds: float = 0.0
    right: float = 0.0


class Indexer:
    """Fills an attached slot memory."""

    def __init__(
        self,
        model: PreTrainedModel,
        prompter: Prompter,
        memory: SlotMemory,
        source: Source,
        known: Sequence[Foreign],
    ) -> None:
        """`known` are passages of other documents; at least one."""
        self._model, self._prompter, self._memory = model, prompter, memory
        self._known = known[:PASSAGES]
        cut = memory.settings
        found = chunks(source, prompter, cut.chunk, cut.overlap)
        self._spans = [chunk.span for chunk in found]
        self._tokens = [prompter.encode(chunk.text(source)) for chunk in found]
        self._head: Head | None = None
        self._keys: list[Tensor] = []
        self.progress = Reading()
        self._passes, self._passed_s = 0, 0.0  # of this run: what is left is told by their mean

    @property
    def steps(self) -> int:
        """Passages and chunks that are read."""
        return len(self._known) + len(self._spans)

    @property
    def figures(self) -> dict[str, float]:
        """What it did and cost so far; see Reading."""
        done = self.progress
        return {
            "steps": done.chunks,
            "trained_tokens": 0,
            "read_tokens": done.tokens,
            "train_seconds": round(done.seconds, 1),
            "recalled_first": round(done.right, 3),
        }

    def run(
        self, on_event: OnEvent, stop: Stop, save: Callable[[int], None], every_s: float = 60
    ) -> bool:
        """Read to the end, or until `stop` says so; as `Trainer.run`."""
        if self._head is None and not self._choose(on_event, stop):
            save(0)
            return False
        assert self._head is not None
        self._memory.fill(self._before, self._tokens, self._spans)
        saved = time.monotonic()
        while self.progress.chunks < len(self._spans):
            if stop():
                save(self.progress.chunks)
                return False
            self._step(on_event, self.progress.chunks + len(self._known), self._read)
            self.progress = replace(self.progress, chunks=self.progress.chunks + 1)
            if time.monotonic() - saved > every_s:
                save(self.progress.chunks)
                saved = time.monotonic()
        self._memory.index({self._head: torch.cat(self._keys)})
        return True

    def _step(self, on_event: OnEvent, done: int, read: Callable[[], int]) -> None:
        """One more pass, and what it took."""
        began = time.monotonic()
        tokens = read()
        took, so_far = time.monotonic() - began, self.progress
        self.progress = replace(
            so_far, tokens=so_far.tokens + tokens, seconds=so_far.seconds + took
        )
        self._passes, self._passed_s = self._passes + 1, self._passed_s + took
        left = (self.steps - done - 1) * self._passed_s / self._passes
        on_event(StepDone("learn", done + 1, self.steps, tokens / max(took, 1e-9), left))

    @property
    def _before(self) -> tuple[int, ...]:
        return self._prompter.answer("?").before

    def _read(self) -> int:
        """The next chunk's keys; gives the tokens passed."""
        assert self._head is not None
        chunk, before = self.progress.chunks, self._memory.read_tokens
        key = self._memory.keys_of(chunk, [self._head])[self._head]
        self._keys.append(key.cpu().half())
        return self._memory.read_tokens - before

    def _choose(self, on_event: OnEvent, stop: Stop) -> bool:
        """The head whose attention finds most of the passages; False when it was stopped."""
        memory, heads = self._memory, self._memory.heads
        texts = [self._prompter.encode(passage.text) for passage in self._known]
        memory.fill(self._before, texts, [(0, len(passage.text)) for passage in self._known])
        parts = list[dict[Head, Tensor]]()

        def read() -> int:
            before = memory.read_tokens
            parts.append(memory.keys_of(len(parts), heads))
            return memory.read_tokens - before

        while len(parts) < len(texts):
            if stop():
                return False
            self._step(on_event, len(parts), read)
        groups = {(layer, memory.group((layer, head))): (layer, head) for layer, head in heads}
        keys = {g: torch.cat([p[head].half() for p in parts]) for g, head in groups.items()}
        index = Index({h: keys[h[0], memory.group(h)] for h in heads}, memory.ends)
        began, asked, found = time.monotonic(), 0, torch.zeros(len(heads), 2)
        for place, passage in enumerate(self._known):
            if stop():
                return False
            for question, _ in passage.answerable[:QUESTIONS]:
                masses = self._masses(question, index)
                mass = torch.stack([masses[head] for head in heads])  # (heads, passages)
                found += torch.stack((mass.argmax(1) == place, mass[:, place]), dim=1)
                asked += 1
        best = max(range(len(heads)), key=lambda i: found[i].tolist())
        self._head = heads[best]
        took = time.monotonic() - began
        self.progress = replace(
            self.progress,
            right=float(found[best, 0]) / max(1, asked),
            seconds=self.progress.seconds + took,
        )
        return True

    def _masses(self, question: str, index: Index) -> dict[Head, Tensor]:
        """The relevance of every passage (C,) by head, with nothing in view."""
        prompt = self._prompter.answer(question)
        size, tokens = len(prompt.before), prompt.around([])
        asked = Asked.one(tokens, slice(size, size), size + self._prompter.instruction)
        ids = torch.tensor([tokens], device=self._model.device)

        def read() -> None:
            cache = DynamicCache(config=self._model.config)
            with torch.no_grad():
                self._model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1)

        found = self._memory.masses(asked, read, index)
        self.progress = replace(self.progress, tokens=self.progress.tokens + len(tokens))
        return {head: rows[0][0] for head, rows in found.items()}

    def state(self) -> bytes:
        """Head, keys so far and position as one safetensors blob."""
        tensors = {"keys": torch.cat(self._keys)} if self._keys else {}
        header = {"progress": json.dumps(vars(self.progress)), "head": json.dumps(self._head)}
        return save_tensors(tensors, header)

    def load_state(self, state: bytes) -> None:
        """Go on from `state`."""
        header = metadata(state)
        head = json.loads(header["head"])
        if head is not None:
            self._head = (int(head[0]), int(head[1]))
            self._keys = list(load_tensors(state).values())
            self.progress = Reading(**json.loads(header["progress"]))
