"""Slots: keys and values of the document's chunks beside the window's own, in one softmax.

For a query q, the slots i of the chunks that were recalled and the window C (eq. 6-7 exactly):

    l_D(q) = log sum_i exp(q . k_i * scaling + b_i)     over the slots
    m(q) = softmax(q K^T * scaling + b) V
    g(q) = sigmoid(l_D(q) - LSE_C(q))                   the slots' share of all attention
    out = (1 - g) * attention + g * m

Every chunk is read by itself, so that reading takes one pass over a document of any length. Were
all chunks in slots at once, they would compete with one another and with what is in view, and the
model would lose both (docs/log.md, 2026-11-28). So a question first recalls those that it is
about (lift.memory.recall): one pass over its own tokens, then the chunks are read into the slots.
What is kept of a document is little: its tokens, and the keys of the head that recalls.

b is 0 for what is most relevant, be it a chunk or the context in view, and falls with the logarithm
of the relevance. So the memory yields where the window itself holds the answer, and the window
where it does not. The best of many chunks looks like any question by chance, by more nats the more
there are (the maximum of C draws with an exponential tail grows with log C): what is in view is
held to be C^margin times as relevant as it is.

A query behind the context sees each chunk as if it ended where the context ends: the model meets a
question right behind the text that it is about, as everywhere in its training.

Legend: B prompts, H query heads, G key/value heads, T query tokens, S key tokens, M slots,
D head width, N tokens of all chunks, C chunks.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.attending import AttendingMemory
from liftapp.lift.memory.layers import layer_shapes
from liftapp.lift.memory.pairs import Pairs
from liftapp.lift.memory.protocol import About
from liftapp.lift.memory.reading import ChunkReader, Rows
from liftapp.lift.memory.recall import Asked, Common, Head, Index, Scan, position_of, query_behind
from liftapp.lift.memory.rotary import Position
from liftapp.lift.memory.settings import Settings
from liftapp.lift.memory.window import additive_mask, attention_with_lse

_SHUT = -1e4  # the bias of a slot that is none, in nats: finite, never rivalled
_LEAST = 1e-6  # relevance below which nothing is told apart
_AT_ONCE = 8  # chunks in one pass
_KEPT_BYTES = 128 * 2**20  # of chunks that were read and are kept for the next questions


@dataclass(frozen=True)
class SlotSettings(Settings):
    """How a document is cut, and how much of it a question recalls."""

    chunk: int = 80  # tokens at most, in whole sentences
    overlap: int = 60  # tokens before a chunk that belong to it too, at most
    recalled: int = 3  # chunks in slots while a question is answered
    sharpness: float = 2.0  # nats that a chunk loses for each nat of relevance it lacks
    common: float = 0.1  # nats of relevance that each nat of words in common is worth
    margin: float = 0.15  # what is in view is worth chunks ** margin of what it is

    def __post_init__(self) -> None:
        none = min(self.chunk, self.recalled) < 1
        if none or min(self.overlap, self.sharpness, self.common, self.margin) < 0:
            raise ModelUnavailable(
                f"A slot memory with {self.recalled} chunks of {self.chunk} and {self.overlap} "
                f"tokens and sharpness {self.sharpness} is unknown to this version of liftapp; "
                "update liftapp."
            )


@dataclass(frozen=True)
class _Recalled:
    """What a batch of questions recalled, for the passes over them and over their answers."""

    first: Tensor  # chunks of the first one, the most relevant first
    slots: list[tuple[Tensor, Tensor]]  # for each layer (B, G, M, D) keys and values
    bias: Tensor  # (B, M)
    view: Tensor  # (B, T) float32: what is added to the logits of the context in view
    behind: Tensor  # (B,)
    passed: dict[int, int]  # for each layer the tokens that are in the cache
    positions: dict[int, Position | None] = field(default_factory=dict)  # of the first ones behind


class SlotMemory(AttendingMemory):
    """A document in chunks; the base model itself until a question recalls some of them."""

    kind = "slots"
    recalls = True

    def __init__(self, model: PreTrainedModel, settings: SlotSettings) -> None:
        """An empty memory for models of the shape of `model`."""
        super().__init__(model, (nn.Identity() for _ in layer_shapes(model)))
        self._settings = settings
        kinds = getattr(model.config.get_text_config(), "layer_types", None) or ()
        self._far = [i for i, kind in enumerate(kinds) if "sliding" not in kind]
        # All keys are searched: in what the model computes in, where that is quicker.
        self._sought = torch.bfloat16 if model.dtype is torch.bfloat16 else torch.float32
        self._vocabulary = int(model.config.get_text_config().vocab_size)
        self._before = self._ids = torch.zeros(0, dtype=torch.int32)
        self._spans = torch.zeros(0, 2, dtype=torch.int32)
        self._keys: dict[Head, Tensor] = {}  # as they are saved
        self._index = Index({}, torch.zeros(0, dtype=torch.int32))
        self._common: Common | None = None
        self._rows: OrderedDict[int, list[Rows]] = OrderedDict()
        self.read_tokens = 0
        """Passed forward to read chunks, so far."""
        self._taker: ChunkReader | Scan | None = None
        self._recalled: _Recalled | None = None

    @property
    def settings(self) -> SlotSettings:
        return self._settings

    @property
    def ends(self) -> Tensor:
        """Where each chunk ends, (C,), in tokens of all chunks."""
        return self._index.ends

    def fill(
        self,
        before: Sequence[int],
        chunks: Sequence[Sequence[int]],
        spans: Sequence[tuple[int, int]],
    ) -> None:
        """Take the chunks' tokens, each read behind `before`, and where each stands in the text
        (characters); nothing is recalled yet.
        """
        if not chunks or not all(chunks) or len(spans) != len(chunks):
            raise ValueError("slots are filled from at least one chunk, each with a token or more")
        sizes = torch.tensor([len(c) for c in chunks])
        self._before = torch.tensor(before, dtype=torch.int32)
        self._ids = torch.tensor([t for c in chunks for t in c], dtype=torch.int32)
        self._found({}, sizes.cumsum(0).int())
        self._spans = torch.tensor(spans, dtype=torch.int32)
        self._rows.clear()

    def keys_of(self, chunk: int, heads: Sequence[Head]) -> dict[Head, Tensor]:
        """A chunk's keys (tokens, D) as those heads see them, by a pass over it."""
        rows = self._read([chunk])[0]
        return {head: rows[head[0]].key[self.group(head)] for head in heads}

    def group(self, head: Head) -> int:
        """The key/value head that a query head reads."""
        shape = self._shapes[head[0]]
        return head[1] * shape.kv_heads // shape.heads

    def index(self, keys: Mapping[Head, Tensor]) -> None:
        """Recall by these heads from now on: keys (N, D) of all chunks for each."""
        self._found({head: key.detach().cpu().half() for head, key in keys.items()}, self.ends)

    def _found(self, keys: Mapping[Head, Tensor], ends: Tensor) -> None:
        """Take the keys of all chunks, and where each chunk ends."""
        self._keys = dict(keys)
        self._index = Index({head: key.to(self._sought) for head, key in keys.items()}, ends)
        # Made here, not with the first question, which waits for it.
        self._common = Common(Pairs(self._ids, ends), self._settings.common) if keys else None

    @property
    def heads(self) -> list[Head]:
        """Every head that could recall: of the layers that see all of the window, if there are."""
        layers = self._far or range(len(self._shapes))
        return [(layer, head) for layer in layers for head in range(self._shapes[layer].heads)]

    def masses(
        self, asked: Asked, read: Callable[[], object], index: Index | None = None
    ) -> dict[Head, list[tuple[Tensor, Tensor]]]:
        """For each head and prompt the relevance of every chunk (C,) and of each piece in view.

        `read` passes the questions through the attached model. Another `index` may hold other
        heads, of as many chunks; it is told what they attend to alone, not what words are shared.
        """
        piece = self._settings.chunk + self._settings.overlap
        scan = Scan(asked, index or self._index, self._ids, piece, None if index else self._common)
        self._take(scan, read)
        return scan.masses

    def recall(self, asked: Asked, read: Callable[[], object]) -> About:
        if self._attachment is None or self._attachment.paused or not self._index.keys:
            return About()
        recalled = self._recall(asked, read)
        spans = tuple((int(a), int(b)) for a, b in self._spans[recalled.first].tolist())
        return About(partial(self._about, recalled), spans)

    def tensors(self) -> dict[str, Tensor]:
        keys = {f"keys.{layer}.{head}": key for (layer, head), key in self._keys.items()}
        parts = {"before": self._before, "tokens": self._ids, "spans": self._spans}
        parts["ends"] = self._index.ends
        return {name: tensor.clone() for name, tensor in (parts | keys).items()}

    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        """As in Memory; how long the document is, and which heads recall, the tensors say."""
        parts = dict(tensors)
        try:
            names = ("before", "tokens", "ends", "spans")
            before, ids, ends, spans = (parts.pop(name) for name in names)
            keys = {_head(name): key.half() for name, key in parts.items()}
        except (KeyError, ValueError):
            raise _unfit() from None
        sizes = ends.diff(prepend=ends.new_zeros(1))
        known, told = set(self.heads), torch.cat((before, ids))
        whole = len(ends) > 0 and bool((sizes > 0).all()) and int(ends[-1]) == len(ids)
        readable = whole and 0 <= int(told.min()) <= int(told.max()) < self._vocabulary
        if (
            not readable
            or spans.shape != (len(ends), 2)
            or not all(
                head in known and key.shape == (len(ids), self._shapes[head[0]].width)
                for head, key in keys.items()
            )
        ):
            raise _unfit()
        self._before, self._ids, self._spans = before, ids, spans
        self._found(keys, ends)
        self._rows.clear()

    @contextmanager
    def _about(self, recalled: _Recalled) -> Iterator[None]:
        before, self._recalled = self._recalled, recalled
        try:
            yield
        finally:
            self._recalled = before

    def _read(self, chunks: Sequence[int]) -> list[list[Rows]]:
        """Keys and values of those chunks in every layer; the last ones are kept."""
        assert self._model is not None
        unread = [chunk for chunk in dict.fromkeys(chunks) if chunk not in self._rows]
        for at in range(0, len(unread), _AT_ONCE):
            batch = unread[at : at + _AT_ONCE]
            reader = ChunkReader(
                self._before, [self._ids[self._index.place(chunk)] for chunk in batch]
            )
            self._take(reader, partial(reader.read, self._model))
            self.read_tokens += reader.tokens
            self._rows.update(zip(batch, reader.rows, strict=True))
        found = [self._rows[chunk] for chunk in chunks]
        for chunk in chunks:
            self._rows.move_to_end(chunk)
        while len(self._rows) > 1 and sum(map(_bytes, self._rows.values())) > _KEPT_BYTES:
            self._rows.popitem(last=False)
        return found

    def _take(self, taker: ChunkReader | Scan, read: Callable[[], object]) -> None:
        self._taker = taker
        try:
            read()
        finally:
            self._taker = None

    def _recall(self, asked: Asked, read: Callable[[], object]) -> _Recalled:
        by_head = list(self.masses(asked, read).values())
        recalled, biases = list[Tensor](), list[Tensor]()
        shut = torch.zeros(asked.tokens.shape)
        for row in range(len(asked.tokens)):
            mass = torch.stack([own[row][0] for own in by_head]).mean(0)  # (C,)
            pieces = [own[row][1] for own in by_head]  # (P,) each
            seen = sum(float(p.max()) for p in pieces if len(p)) / len(pieces)
            seen *= len(mass) ** self._settings.margin
            most = max(seen, float(mass.max()), _LEAST)
            best = self._best(mass)
            recalled.append(best)
            biases.append(self._cost(mass[best] / most))
            shut[row, asked.view[row]] = self._cost(torch.tensor(seen / most))
        read_rows = iter(self._read([chunk for best in recalled for chunk in best.tolist()]))
        rows = [[next(read_rows) for _ in best] for best in recalled]
        slots = [self._slots(layer, rows) for layer in range(len(self._shapes))]
        sizes = [[own[0].key.shape[1] for own in best] for best in rows]
        bias = [b.repeat_interleave(torch.tensor(s, dtype=torch.long))
                for b, s in zip(biases, sizes, strict=True)]  # fmt: skip
        passed = dict.fromkeys(range(len(slots)), asked.start)
        return _Recalled(recalled[0], slots, _padded(bias, _SHUT), shut, asked.behind, passed)

    def _best(self, mass: Tensor) -> Tensor:
        """The most relevant chunks, the best first; none overlaps a better one, since a text that
        stands in slots twice is copied from neither as it is.
        """
        best = list[int]()
        for chunk in mass.argsort(descending=True).tolist():
            start, end = self._spans[chunk].tolist()
            if len(best) == self._settings.recalled or mass[chunk] <= _LEAST:
                break
            if not any(a < end and start < b for a, b in self._spans[best].tolist()):
                best.append(chunk)
        return torch.tensor(best, dtype=torch.long)

    def _cost(self, relevance: Tensor) -> Tensor:
        """b of what has this relevance, over that of the most relevant."""
        return self._settings.sharpness * relevance.clamp_min(_LEAST).log()

    def _slots(self, layer: int, rows: Sequence[Sequence[list[Rows]]]) -> tuple[Tensor, Tensor]:
        """Keys and values (B, G, M, D) of what each prompt recalled."""
        shape = self._shapes[layer]
        devices = [own[layer].key.device for best in rows for own in best]
        none = torch.zeros(0, shape.kv_heads, shape.width, device=devices[0] if devices else None)
        key, value = (
            _padded([torch.cat([none, *(getattr(own[layer], part).transpose(0, 1)
                                        for own in best)]) for best in rows], 0.0).transpose(1, 2)
            for part in ("key", "value")
        )  # fmt: skip
        return key, value

    def _attend(self, call: AttentionCall) -> Tensor:
        if self._taker is not None:
            return self._taker.take(call)
        recalled = self._recalled
        if recalled is None:
            self._record(call, call.query.new_zeros(call.query.shape[:3]))
            return call.base()
        device, tokens = call.query.device, call.query.shape[2]
        first = (recalled.behind - recalled.passed[call.layer]).to(device)  # (B,), in this call
        recalled.passed[call.layer] += tokens
        if call.layer not in recalled.positions:
            recalled.positions[call.layer] = position_of(call, first)
        query = query_behind(call, recalled.positions[call.layer])
        key, value = (part.to(device) for part in recalled.slots[call.layer])
        memory, mass = _slot_attention(call, query, key, value, recalled.bias.to(device))
        asked = torch.arange(tokens, device=device) >= first[:, None]  # (B, T)
        mass = torch.where(asked[:, None], mass, _SHUT)
        # The cache of a layer with a sliding window has the last keys only.
        added = _last(recalled.view.to(device), recalled.passed[call.layer], call.key.shape[2])
        attention, lse = attention_with_lse(_with_view(call, added, asked))
        gate = torch.sigmoid(mass - lse)
        self._record(call, gate)
        kept = torch.sigmoid(lse - mass)[..., None] * attention.float()
        out: Tensor = (kept + gate[..., None] * memory).to(attention.dtype)
        return out.transpose(1, 2).contiguous()


def _slot_attention(
    call: AttentionCall, query: Tensor, key: Tensor, value: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor]:
    """m(q) (B, H, T, D) and l_D(q) (B, H, T), float32."""
    batch, heads, tokens, width = query.shape
    rows = query.reshape(batch, key.shape[1], -1, width)  # (B, G, H/G T, D)
    logits = rows @ key.transpose(-1, -2) * call.scaling  # (B, G, H/G T, M)
    if call.softcap is not None:
        logits = call.softcap * torch.tanh(logits / call.softcap)
    # One slot that is none, so that there is one where nothing was recalled.
    logits = nn.functional.pad(logits + bias[:, None, None], (1, 0), value=_SHUT)
    mass = logits.logsumexp(dim=-1).view(batch, heads, tokens)
    memory = logits.softmax(dim=-1)[..., 1:] @ value
    return memory.view(batch, heads, tokens, width), mass


def _with_view(call: AttentionCall, added: Tensor, asked: Tensor) -> AttentionCall:
    """The call with `added` (B, S) on its logits for the queries `asked` (B, T); itself where
    that is 0.
    """
    if not added.any():
        return call
    tokens, keys = call.query.shape[2], call.key.shape[2]
    mask = additive_mask(call.mask, tokens, keys, added.device)[..., :keys]
    more = added[:, None, None] * asked[:, None, :, None]
    return replace(call, mask=(mask + more).to(call.query.dtype))


def _last(added: Tensor, passed: int, keys: int) -> Tensor:
    """Of what is added to the prompts' logits (B, prompt) that of the last keys of all passed."""
    return nn.functional.pad(added, (0, passed - added.shape[1]))[:, passed - keys :]


def _bytes(rows: list[Rows]) -> int:
    return sum(r.key.nbytes + r.value.nbytes for r in rows)


def _padded(parts: list[Tensor], value: float) -> Tensor:
    return pad_sequence(parts, batch_first=True, padding_value=value)


def _head(name: str) -> Head:
    what, layer, head = name.split(".")
    if what != "keys":
        raise ValueError(name)
    return int(layer), int(head)


def _unfit() -> ModelUnavailable:
    return ModelUnavailable(
        "The saved memory does not fit this model; learn the document again with this model."
    )
