"""Rows of training: what is in view once, and every reply that is trained on it.

Branches of a row see the stem and themselves, never each other, and each begins at the position
after the stem. So a row is exactly as many separate samples as it has branches, at a fraction of
the work, and needs no padding.

Legend: `T` tokens of a row, `S` tokens of the stem.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel


@dataclass(frozen=True)
class Branch:
    """Tokens that follow the stem; those from `supervised` on are trained."""

    tokens: tuple[int, ...]
    supervised: int


@dataclass(frozen=True)
class Row:
    """A stem and the branches that follow it, each by itself."""

    stem: tuple[int, ...]
    branches: tuple[Branch, ...]

    @property
    def tokens(self) -> int:
        return len(self.stem) + sum(len(b.tokens) for b in self.branches)

    @property
    def targets(self) -> int:
        """Supervised tokens."""
        return sum(len(b.tokens) - b.supervised for b in self.branches)


@dataclass(frozen=True)
class Packed:
    """A row as tensors; `predicts` are the positions whose next token is a target."""

    tokens: Tensor  # (1, T)
    positions: Tensor  # (1, T)
    mask: Tensor  # (1, 1, T, T) bool
    predicts: Tensor  # (number of targets,)
    targets: Tensor  # (number of targets,)
    branch: Tensor  # (number of targets,), each one's branch


def pack(row: Row, device: torch.device | None = None) -> Packed:
    """Lay a row out.

    Raises:
        ValueError: a branch would have its first target predicted by nothing (empty stem).
    """
    tokens, stem = list(row.stem), len(row.stem)
    positions = list(range(stem))
    owner = [0] * stem
    predicts, targets, branch_of = list[int](), list[int](), list[int]()
    for number, branch in enumerate(row.branches, start=1):
        first = len(tokens)
        for offset in range(branch.supervised, len(branch.tokens)):
            before = first + offset - 1 if offset else stem - 1
            if before < 0:
                raise ValueError("a row needs a token before its first target")
            predicts.append(before)
            targets.append(branch.tokens[offset])
            branch_of.append(number - 1)
        tokens += branch.tokens
        positions += range(stem, stem + len(branch.tokens))
        owner += [number] * len(branch.tokens)
    owners = torch.tensor(owner, device=device)
    seen = (owners[None, :] == owners[:, None]) | (owners[None, :] == 0)
    return Packed(
        torch.tensor([tokens], device=device),
        torch.tensor([positions], device=device),
        seen.tril()[None, None],
        torch.tensor(predicts, dtype=torch.long, device=device),
        torch.tensor(targets, dtype=torch.long, device=device),
        torch.tensor(branch_of, dtype=torch.long, device=device),
    )


def branch_losses(model: PreTrainedModel, row: Row) -> Tensor:
    """Sum over each branch's targets of the next-token loss in nats, (branches,).

    Logits are computed only where needed.
    """
    packed = pack(row, model.device)
    logits = model(
        input_ids=packed.tokens,
        position_ids=packed.positions,
        attention_mask=masks(model, packed),
        use_cache=False,
        logits_to_keep=packed.predicts,
    ).logits[0]
    each = torch.nn.functional.cross_entropy(logits.float(), packed.targets, reduction="none")
    return each.new_zeros(len(row.branches)).index_add(0, packed.branch, each)


def loss_sum(model: PreTrainedModel, row: Row) -> Tensor:
    """The same over all of the row's targets, a scalar."""
    return branch_losses(model, row).sum()


def masks(model: PreTrainedModel, packed: Packed) -> Tensor | dict[str, Tensor]:
    """The mask as the model wants it: by kind of layer where its layers differ (Gemma)."""
    config = model.config.get_text_config()
    kinds = set(getattr(config, "layer_types", None) or ())
    width = getattr(config, "sliding_window", None)
    positions = packed.positions[0]
    far = positions[:, None] - positions[None, :]
    near = packed.mask & (far < width)[None, None] if width else packed.mask
    if not kinds:
        return _additive(near, model.dtype)
    return {
        k: _additive(near if "sliding" in k else packed.mask, model.dtype) for k in sorted(kinds)
    }


def _additive(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill_(
        ~mask, torch.finfo(dtype).min
    )
