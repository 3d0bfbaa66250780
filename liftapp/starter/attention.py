"""Causal attention within each chat of a packed row, for training.

Legend: `H` heads, `K` key/value heads, `T` tokens of the row, `D` head width.

A row holds several chats one after the other, and a chat starts where its position is 0. A mask
over the whole row would cost T*T for every head; here each chat is one small causal call, so that
the cost is the sum of the squared chat lengths and one row length serves every chat length.
"""

from collections.abc import Iterator
from itertools import pairwise

import torch
from torch import Tensor
from transformers import AttentionInterface

NAME = "liftapp_packed"


def _chats(positions: Tensor) -> Iterator[slice]:
    starts = (positions[0] == 0).nonzero().flatten().tolist()
    for start, end in pairwise([*starts, positions.shape[1]]):
        yield slice(start, end)


@torch.library.custom_op("liftapp::packed_attention", mutates_args=())
def packed_attention(
    query: Tensor, key: Tensor, value: Tensor, positions: Tensor, scale: float
) -> tuple[Tensor, Tensor]:
    """Attend causally inside each chat.

    Args:
        query, key, value: (1, H, T, D), all of one dtype.
        positions: (1, T), 0 where a chat starts; the first is 0.
        scale: factor of the logits.

    Returns:
        the mixed values (1, T, H, D) and the logits' log-sum-exp (1, T, H), for the backward pass.
    """
    mixed = query.new_empty(1, query.shape[2], query.shape[1], query.shape[3])
    sums = torch.empty(mixed.shape[:3], dtype=torch.float32)
    for chat in _chats(positions):
        one, lse = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu(
            query[:, :, chat], key[:, :, chat], value[:, :, chat], 0.0, True, scale=scale
        )
        mixed[:, chat] = one.transpose(1, 2)
        sums[:, chat] = lse.transpose(1, 2)
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
    grads = tuple(query.new_empty(shape) for _ in range(3))
    for chat in _chats(positions):
        parts = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward(
            grad[:, chat].transpose(1, 2),
            query[:, :, chat],
            key[:, :, chat],
            value[:, :, chat],
            mixed[:, chat].transpose(1, 2),
            sums[:, chat].transpose(1, 2),
            0.0,
            True,
            scale=scale,
        )
        for whole, part in zip(grads, parts, strict=True):
            whole[:, chat] = part.transpose(1, 2)
    return grads[0], grads[1], grads[2]


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
