"""The loss that says where single heads look, for answers that stand before what is asked about.

Legend: `T` tokens of a row, `C` width, `N` pointers of a kind.

A head of an inner layer looks back from the end of a sentence to what may be asked for, or to who
it is about (gathers), a head of a later layer from the question, or from what is written about the
sentence, to that end (fetches); one of each for the first token and for the second. What they say
there is learnt from the answers alone.
"""

import torch
from torch import Tensor
from torch.nn import functional
from transformers import Qwen3ForCausalLM
from transformers.models.qwen3.modeling_qwen3 import Qwen3DecoderLayer, apply_rotary_pos_emb

HEADS = ((3, 0), (3, 1), (1, 0), (1, 2), (3, 2), (3, 3), (2, 0), (2, 1))
"""Layer, counted from the last, 1, and head of each kind of pointer."""


def read(
    model: Qwen3ForCausalLM, tokens: Tensor, positions: Tensor, pointers: Tensor
) -> tuple[Tensor, Tensor]:
    """Read a row.

    Args:
        model: of any size; heads that it lacks are others of its heads.
        tokens, positions: (T,).
        pointers: (kinds, N, 6), see `pointers.placed`.

    Returns:
        the last hidden states (T, C), and by kind the mean of -log of the attention on the targets.
    """
    inner = model.model
    hidden = inner.embed_tokens(tokens[None])
    turned = inner.rotary_emb(hidden, positions[None])
    losses: list[Tensor] = [hidden.new_zeros(())] * len(HEADS)
    count = len(inner.layers)
    for number, layer in enumerate(inner.layers):
        for kind, (place, head) in enumerate(HEADS):
            if max(0, count - place) == number:
                losses[kind] = _loss(layer, head, hidden[0], turned, pointers[kind])
        hidden = layer(
            hidden,
            attention_mask=None,
            position_ids=positions[None],
            position_embeddings=turned,
            use_cache=False,
        )
    return inner.norm(hidden)[0], torch.stack(losses)


def _loss(
    layer: Qwen3DecoderLayer,
    head: int,
    hidden: Tensor,  # (T, C)
    turned: tuple[Tensor, Tensor],
    pointers: Tensor,  # (N, 6)
) -> Tensor:
    own = layer.self_attn
    head %= own.config.num_attention_heads
    rows, shared = (
        slice(one * own.head_dim, (one + 1) * own.head_dim)
        for one in (head, head // own.num_key_value_groups)
    )
    query, target, *seen = pointers.unbind(1)
    read = layer.input_layernorm(hidden)
    asks = own.q_norm(functional.linear(read, own.q_proj.weight[rows]))
    keys = own.k_norm(functional.linear(read, own.k_proj.weight[shared]))
    asks, keys = apply_rotary_pos_emb(asks, keys, *turned, unsqueeze_dim=0)
    scores = (asks[0, 0, query] @ keys[0, 0].T).float() * own.scaling  # (N, T)
    place = torch.arange(len(hidden))[None]
    first, last, more, most = (x[:, None] for x in seen)
    shown = ((place >= first) & (place < last)) | ((place >= more) & (place < most))
    counted = (pointers[:, 3] > 0).float()
    logs = scores.masked_fill(~shown, -1e9).log_softmax(1).gather(1, target[:, None])[:, 0]
    loss: Tensor = -(logs * counted).sum() / counted.sum().clamp(min=1)
    return loss
