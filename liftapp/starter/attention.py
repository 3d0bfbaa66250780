"""Causal attention within each chat of a packed row, for training.

Legend: `H` heads, `K` key/value heads, `T` tokens of the row, `D` head width.

A row holds several chats one after the other. A chat is a view, whose positions count from 0, and
branches that follow it, each of which sees the view and itself and begins at the position after
the view: one reading serves many questions. A mask over the whole row would cost T*T for every
head; here each chat is a few small calls, so that the cost is that of what is seen.

A branch's two calls (what it sees of the view, what it sees of itself) are joined by their
log-sum-exps. Backwards, each call is given the joined result and the joined log-sum-exp, which
makes its part of the gradient the exact one.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor
from transformers import AttentionInterface

NAME = "liftapp_packed"

_flash = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
_flash_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward


class _Part(NamedTuple):
    """Queries and the keys they see, causally or all of them.

    A part that `joins` what another began is a branch's own, so small that the kernel is 6 times
    faster in float32 than in bfloat16 (backwards, 20 tokens).
    """

    queries: slice
    keys: slice
    causal: bool
    joins: bool = False


def _parts(positions: Tensor) -> Iterator[_Part]:
    places = positions[0].tolist()
    # Where a position does not follow the one before, a chat (0) or a branch begins.
    steps = [i for i, (a, b) in enumerate(pairwise([-2, *places])) if b != a + 1]
    chats = [i for i in steps if places[i] == 0]
    for start, end in pairwise([*chats, len(places)]):
        inner = [i for i in steps if start < i < end]
        # The first branch goes on from the view; the others say where the view ends.
        stem = start + places[inner[0]] if inner else end
        yield _Part(slice(start, stem), slice(start, stem), causal=True)
        if inner:
            yield _Part(slice(stem, end), slice(start, stem), causal=False)
            for first, last in pairwise([stem, *inner, end]):
                yield _Part(slice(first, last), slice(first, last), causal=True, joins=True)


@torch.library.custom_op("liftapp::packed_attention", mutates_args=())
def packed_attention(
    query: Tensor, key: Tensor, value: Tensor, positions: Tensor, scale: float
) -> tuple[Tensor, Tensor]:
    """Attend causally inside each chat, and from each branch to its chat's view.

    Args:
        query, key, value: (1, H, T, D), all of one dtype.
        positions: (1, T), 0 where a chat starts; the first is 0.
        scale: factor of the logits.

    Returns:
        the mixed values (1, T, H, D) and the logits' log-sum-exp (1, T, H), for the backward pass.
    """
    mixed = query.new_empty(1, query.shape[2], query.shape[1], query.shape[3])
    sums = torch.empty(mixed.shape[:3], dtype=torch.float32)
    for queries, keys, causal, joins in _parts(positions):
        parts = query[:, :, queries], key[:, :, keys], value[:, :, keys]
        if joins:
            parts = (parts[0].float(), parts[1].float(), parts[2].float())
        one, lse = _flash(*parts, 0.0, causal, scale=scale)
        one, lse = one.transpose(1, 2), lse.transpose(1, 2)
        if joins:
            seen = sums[:, queries]
            joined = torch.logaddexp(seen, lse)
            shares = (seen - joined).exp()[..., None], (lse - joined).exp()[..., None]
            one, lse = mixed[:, queries] * shares[0] + one * shares[1], joined
        mixed[:, queries], sums[:, queries] = one, lse
    return mixed, sums


@packed_attention.register_fake
def _(
    query: Tensor, key: Tensor, value: Tensor, positions: Tensor, scale: float
) -> tuple[Tensor, Tensor]:
    mixed = query.new_empty(1, query.shape[2], query.shape[1], query.shape[3])
    return mixed, query.new_empty(mixed.shape[:3], dtype=torch.float32)


@torch.library.custom_op("liftapp::packed_attention_backward", mutates_args=())
def _backward(
    grad: Tensor,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mixed: Tensor,
    sums: Tensor,
    positions: Tensor,
    scale: float,
) -> tuple[Tensor, Tensor, Tensor]:
    shape = (1, query.shape[2], query.shape[1], query.shape[3])
    # Laid out as (1, T, H, D), like the projections these gradients flow into.
    of_query, of_key, of_value = (query.new_zeros(shape) for _ in range(3))
    for queries, keys, causal, joins in _parts(positions):
        parts = (
            grad[:, queries].transpose(1, 2),
            query[:, :, queries],
            key[:, :, keys],
            value[:, :, keys],
            mixed[:, queries].transpose(1, 2),
        )
        of = [part.float() for part in parts] if joins else parts
        by_query, by_key, by_value = _flash_backward(
            *of, sums[:, queries].transpose(1, 2), 0.0, causal, scale=scale
        )
        of_query[:, queries] += by_query.transpose(1, 2)
        of_key[:, keys] += by_key.transpose(1, 2)
        of_value[:, keys] += by_value.transpose(1, 2)
    return of_query, of_key, of_value


@_backward.register_fake
def _(
    grad: Tensor,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mixed: Tensor,
    sums: Tensor,
    positions: Tensor,
    scale: float,
) -> tuple[Tensor, Tensor, Tensor]:
    shape = (1, query.shape[2], query.shape[1], query.shape[3])
    return query.new_empty(shape), query.new_empty(shape), query.new_empty(shape)


def _setup(ctx, inputs, output) -> None:  # type: ignore[no-untyped-def]
    query, key, value, positions, scale = inputs
    ctx.save_for_backward(query, key, value, *output, positions)
    ctx.scale = scale


def _gradient(ctx, grad, _grad_sums):  # type: ignore[no-untyped-def]
    grads = _backward(grad.contiguous(), *ctx.saved_tensors, ctx.scale)
    return (*(one.transpose(1, 2) for one in grads), None, None)


packed_attention.register_autograd(_gradient, setup_context=_setup)


def _attend(
    module: torch.nn.Module,
    query: Tensor,  # (1, H, T, D)
    key: Tensor,  # (1, K, T, D)
    value: Tensor,  # (1, K, T, D)
    attention_mask: Tensor | None,
    scaling: float | None = None,
    position_ids: Tensor | None = None,
    **_kwargs: object,
) -> tuple[Tensor, None]:
    """Follow the contract of transformers' attention functions."""
    assert attention_mask is None
    assert position_ids is not None
    repeats = query.shape[1] // key.shape[1]
    if repeats > 1:
        key = key.repeat_interleave(repeats, dim=1)
        value = value.repeat_interleave(repeats, dim=1)
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    # Under autocast the norms leave queries and keys in float32 and the values in bfloat16.
    mixed, _ = packed_attention(
        query.to(value.dtype), key.to(value.dtype), value, position_ids, scale
    )
    return mixed, None


AttentionInterface.register(NAME, _attend)
