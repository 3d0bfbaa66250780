"""Learning by reading: every chunk once, and which of the model's heads finds what is asked.

Heads that recall are not the same in every model, so they are told by questions: of those that the
base model wrote about this document, each head would recall some right chunk. The head that does
so most often recalls from then on.
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
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.source import Source

MOST_CHUNKS = 48
"""As many are told apart when a head is chosen."""


@dataclass(frozen=True)
class Reading:
    """How far reading is: `step` chunks of all, `tokens` passed forward, `seconds` it took."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    right: float = 0.0
    """Of the questions, those whose chunk the chosen head recalls first."""


class Indexer:
    """Fills an attached slot memory."""

    def __init__(
        self,
        model: PreTrainedModel,
        prompter: Prompter,
        memory: SlotMemory,
        source: Source,
        pairs: Sequence[Pair],
    ) -> None:
        """`pairs` are questions about sentences of the source; none: a sentence asks for itself."""
        self._model, self._prompter, self._memory = model, prompter, memory
        self._source, self._pairs = source, pairs
        self._before = prompter.answer("?").before
        self._spans = chunks(source, prompter, memory.settings.chunk)
        self._tokens = [prompter.encode(source.text[a:b]) for a, b in self._spans]
        self._head: Head | None = None
        self._keys: list[Tensor] = []
        self.progress = Reading()
        memory.fill(self._before, self._tokens, self._spans)

    @property
    def steps(self) -> int:
        """Chunks."""
        return len(self._spans)

    @property
    def figures(self) -> dict[str, float]:
        """What it did and cost so far; see Reading."""
        done = self.progress
        return {
            "steps": done.step,
            "trained_tokens": 0,
            "read_tokens": done.tokens,
            "train_seconds": round(done.seconds, 1),
            "recalled_first": round(done.right, 3),
        }

    def run(
        self, on_event: OnEvent, stop: Stop, save: Callable[[int], None], every_s: float = 60
    ) -> bool:
        """Read to the end, or until `stop` says so; as `Trainer.run`."""
        saved = time.monotonic()
        while self.progress.step < self.steps:
            if stop():
                save(self.progress.step)
                return False
            before, began = self._memory.read_tokens, time.monotonic()
            asked = self._choose() if self._head is None else 0
            self._read(self.progress.step)
            took, done = time.monotonic() - began, self.progress
            tokens = asked + self._memory.read_tokens - before
            self.progress = replace(
                done, step=done.step + 1, tokens=done.tokens + tokens, seconds=done.seconds + took
            )
            on_event(self._event(tokens / took, 0.0 if asked else took))
            if time.monotonic() - saved > every_s:
                save(self.progress.step)
                saved = time.monotonic()
        assert self._head is not None
        self._memory.index({self._head: torch.cat(self._keys)})
        return True

    def _event(self, rate: float, each_s: float) -> StepDone:
        step = self.progress.step
        return StepDone("learn", step, self.steps, rate, (self.steps - step) * each_s)

    def _read(self, chunk: int) -> None:
        """One chunk's keys."""
        assert self._head is not None
        self._keys.append(self._memory.keys_of(chunk, [self._head])[self._head].cpu().half())

    def _choose(self) -> int:
        """The head whose attention finds most of the questions' chunks; gives the tokens asked."""
        asked = self._asked()
        wanted = sorted({chunk for _, chunk in asked})
        heads = self._memory.heads
        parts = [self._memory.keys_of(chunk, heads) for chunk in wanted]
        ends = torch.tensor([len(self._tokens[chunk]) for chunk in wanted]).cumsum(0)
        index = Index({head: torch.cat([p[head] for p in parts]) for head in heads}, ends)
        tokens = 0
        found = torch.zeros(len(heads), 2)
        for question, chunk in asked:
            prompt = self._prompter.answer(question)
            place = wanted.index(chunk)
            masses = self._masses(prompt.around([]), index)
            for i, head in enumerate(heads):
                mass = masses[head]
                found[i] += torch.tensor([float(mass.argmax() == place), float(mass[place])])
            tokens += len(prompt.after)
        best = max(range(len(heads)), key=lambda i: found[i].tolist())
        self._head = heads[best]
        self.progress = replace(self.progress, right=float(found[best, 0]) / len(asked))
        return tokens

    def _asked(self) -> list[tuple[str, int]]:
        """Questions and their chunks, of at most so many chunks all over the document."""
        starts = [start for start, _ in self._spans]

        def chunk_of(sentence: int) -> int:
            at = self._source.sentences[sentence][0]
            return max(i for i, start in enumerate(starts) if start <= at)

        asked = [(pair.question, chunk_of(pair.sentence)) for pair in self._pairs]
        if len({chunk for _, chunk in asked}) < 2:
            asked = [(self._source.text[a:b].split("\n")[0], i)
                     for i, (a, b) in enumerate(self._spans)]  # fmt: skip
        told = sorted({chunk for _, chunk in asked})
        count = min(len(told), MOST_CHUNKS)
        kept = {told[i * len(told) // count] for i in range(count)}
        return [(question, chunk) for question, chunk in asked if chunk in kept]

    def _masses(self, prompt: Sequence[int], index: Index) -> dict[Head, Tensor]:
        size = len(self._before)
        asked = Asked.one(prompt, slice(size, size), size + self._prompter.instruction)
        ids = torch.tensor([list(prompt)], device=self._model.device)

        def read() -> None:
            cache = DynamicCache(config=self._model.config)
            with torch.no_grad():
                self._model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1)

        found = self._memory.masses(asked, read, index)
        return {head: rows[0][0] for head, rows in found.items()}

    def state(self) -> bytes:
        """Head, keys so far and position as one safetensors blob."""
        tensors = {"keys": torch.cat(self._keys)} if self._keys else {}
        head = list(self._head) if self._head else None
        header = {"progress": json.dumps(vars(self.progress)), "head": json.dumps(head)}
        return save_tensors(tensors, header)

    def load_state(self, state: bytes) -> None:
        """Go on from `state`."""
        size = int.from_bytes(state[:8], "little")
        header = json.loads(state[8 : 8 + size])["__metadata__"]
        head = json.loads(header["head"])
        self._head = (int(head[0]), int(head[1])) if head else None
        self._keys = list(load_tensors(state).values())
        self.progress = Reading(**json.loads(header["progress"]))
