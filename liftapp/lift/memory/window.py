"""Attention over the window together with its log-sum-exp, both with gradients.

Attention kernels compute LSE_C but don't hand it out with a gradient. One extra key of known
logit c whose value lies in channels of its own gives it back from the fused kernel: with the
share p of the window and p' of the extra key, LSE_C = c + log p - log p', each share read from a
channel of its own (so neither is a rounded difference). c follows the query's logit with its own
key, which no LSE_C is below: so p never vanishes, and p' only for an LSE_C far above.

Measured on one core, B 8, H 4, T 256, D 64, float32, causal, forward / forward + backward:
base attention 15 / 62 ms, extra key 21 / 74 ms, plain softmax 31 / 88 ms, torch.logsumexp
92 / 216 ms. Beside being fastest the extra key keeps memory linear in T.

Legend: B batch, H query heads, G key/value heads, T query tokens, S key tokens, D head width.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from liftapp.lift.memory.attachment import AttentionCall

UNSEEN = -1e4  # the log-sum-exp of a row that sees no key (left padding): finite, never rivalled
# c above the own key's logit, in nats: p stays above 2e-9, and p' is in float32's range for an
# LSE_C up to 107 above the own key's logit.
_MARGIN = 20.0
_PAD = 8  # channels added to D: two are used, the rest keeps kernels aligned
_QUERY_BLOCK = 512  # rows of logits held at once where the kernel can't be used
_TINY = torch.finfo(torch.float32).tiny
_NO_SHARE = 1e-30


def attention_with_lse(call: AttentionCall) -> tuple[Tensor, Tensor]:
    """The window's attention (B, H, T, D) and its log-sum-exp (B, H, T) in float32.

    A row that sees no key (left padding) gives zeros and UNSEEN.
    """
    query, key, value, mask = expanded(call)
    if call.fused and call.softcap is None and query.dtype != torch.float16:
        return _fused(query, key, value, mask, call.scaling)
    starts = range(0, query.shape[2], _QUERY_BLOCK)
    blocks = [_plain(query, key, value, mask, call, start) for start in starts]
    attention, lse = zip(*blocks, strict=True)
    return torch.cat(attention, dim=2), torch.cat(lse, dim=2)


def expanded(call: AttentionCall) -> tuple[Tensor, Tensor, Tensor, Tensor | None]:
    """Query, key and value with H heads each, and the mask cut to the keys."""
    groups = call.query.shape[1] // call.key.shape[1]
    key = call.key.repeat_interleave(groups, dim=1)  # (B, H, S, D)
    value = call.value.repeat_interleave(groups, dim=1)
    tokens = call.query.shape[2]
    if call.mask is None and tokens > 1:  # causal; a static cache has empty places behind
        return call.query, key[:, :, :tokens], value[:, :, :tokens], None
    mask = call.mask if call.mask is None else call.mask[..., : key.shape[2]]
    return call.query, key, value, mask


def _fused(
    query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, scaling: float
) -> tuple[Tensor, Tensor]:
    width = query.shape[-1]
    causal = mask is None and query.shape[2] > 1
    steer, logit = _steering(query, key, scaling)
    # One channel of the queries meets the extra key only; a row in front of the queries moves
    # the causal diagonal so that all of them see it.
    wide_query = torch.cat((query, F.pad(steer, (0, _PAD - 1))), dim=-1)  # (B, H, T, D+8)
    wide_query = F.pad(wide_query, (0, 0, int(causal), 0))  # (B, H, T or T+1, D+8)
    wide_key, wide_value = (F.pad(part, (0, _PAD, 1, 0)) for part in (key, value))  # S+1
    extra_key, channels = query.new_zeros(2, key.shape[2] + 1, width + _PAD)
    extra_key[0, width] = 1
    channels[1:, width] = 1  # the window's share
    channels[0, width + 1] = 1  # the extra key's share
    out = F.scaled_dot_product_attention(
        wide_query,
        wide_key + extra_key,
        wide_value + channels,
        attn_mask=None if mask is None else _with_extra_key(mask),
        is_causal=causal,
        scale=scaling,
    )[:, :, int(causal) :]
    return _split(out, width, logit)


def _steering(query: Tensor, key: Tensor, scaling: float) -> tuple[Tensor, Tensor]:
    """The extra channel of the queries (B, H, T, 1) and the extra key's logit (B, H, T)."""
    own = key[:, :, -query.shape[2] :]  # each query's own key; in a static cache any key will do
    with torch.no_grad():
        products = (query * own).float().sum(dim=-1, keepdim=True)
        # Rounded to what bf16 holds, since autocast may round it after us.
        steer = (products + _MARGIN / scaling).bfloat16().float()
    return steer.to(query.dtype), steer.squeeze(-1) * scaling


def _split(out: Tensor, width: int, logit: Tensor) -> tuple[Tensor, Tensor]:
    share = out[..., width].float()
    seen = share > _NO_SHARE
    share = torch.where(seen, share, 1.0)  # not a small number: its gradient would overflow
    extra = out[..., width + 1].float().clamp_min(_TINY)
    attention = out[..., :width].float() / share[..., None]
    lse = torch.where(seen, logit + share.log() - extra.log(), UNSEEN)
    return attention.to(out.dtype), lse


def _with_extra_key(mask: Tensor) -> Tensor:
    return F.pad(mask, (1, 0), value=True if mask.dtype == torch.bool else 0.0)


def _plain(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mask: Tensor | None,
    call: AttentionCall,
    start: int,
) -> tuple[Tensor, Tensor]:
    """The same for one block of queries, logits in full: softcapping, eager attention, fp16."""
    rows = slice(start, start + _QUERY_BLOCK)
    part = query[:, :, rows]
    logits = (part @ key.transpose(-1, -2)).float() * call.scaling  # (B, H, T, S)
    if call.softcap is not None:
        logits = call.softcap * torch.tanh(logits / call.softcap)
    added = additive_mask(mask, query.shape[2], key.shape[2], query.device)
    logits = logits + added[..., rows, :]
    most = logits.detach().amax(dim=-1, keepdim=True).clamp_min(UNSEEN)
    weights = torch.exp(logits - most)
    total = weights.sum(dim=-1)  # (B, H, T)
    seen = total > 0
    total = torch.where(seen, total, 1.0)
    attention = (weights / total[..., None]).to(value.dtype) @ value
    return attention, torch.where(seen, most.squeeze(-1) + total.log(), UNSEEN)


def additive_mask(mask: Tensor | None, queries: int, keys: int, device: torch.device) -> Tensor:
    """The mask as float32 to add to logits: 0 where a key is seen, else minus infinity."""
    if mask is None:
        seen = torch.ones(queries, keys, dtype=torch.bool, device=device)
        mask = (seen.tril() if queries > 1 else seen)[None, None]
    if mask.dtype == torch.bool:
        return torch.where(mask, 0.0, -torch.inf)
    # transformers writes the dtype's least number for what is not seen
    return torch.where(mask <= torch.finfo(mask.dtype).min / 2, -torch.inf, mask.float())
