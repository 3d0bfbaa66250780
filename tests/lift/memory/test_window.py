import pytest
import torch
from torch import Tensor, nn

from liftapp.lift.memory import window
from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.window import attention_with_lse

B, H, G, T, D = 2, 4, 2, 9, 16
SCALING = 0.4


def call_of(
    dtype: torch.dtype = torch.float32,
    mask: Tensor | None = None,
    *,
    fused: bool = True,
    softcap: float | None = None,
    keys: int = T,
    spread: float = 2.0,
) -> AttentionCall:
    rng = torch.Generator().manual_seed(4)

    def states(heads: int, length: int) -> Tensor:
        drawn = torch.randn(B, heads, length, D, generator=rng) * spread
        return drawn.to(dtype).requires_grad_()

    query, key, value = states(H, T), states(G, keys), states(G, keys)
    return AttentionCall(
        0, nn.Identity(), query, key, value, mask, None, lambda: query, fused, SCALING, softcap
    )


def plain(call: AttentionCall, seen: Tensor) -> tuple[Tensor, Tensor]:
    """float64, one head at a time; `seen` (B, T, S)."""
    out = torch.zeros(B, H, T, D, dtype=torch.float64)
    lse = torch.zeros(B, H, T, dtype=torch.float64)
    for b in range(B):
        for h in range(H):
            key, value = (part[b, h // (H // G)].double() for part in (call.key, call.value))
            logits = call.query[b, h].double() @ key.T * SCALING
            if call.softcap is not None:
                logits = call.softcap * torch.tanh(logits / call.softcap)
            logits = logits.masked_fill(~seen[b], -torch.inf)
            lse[b, h] = logits.logsumexp(-1)
            out[b, h] = logits.softmax(-1) @ value
    return out, lse


def own_logit(call: AttentionCall) -> Tensor:
    """Each query's logit with its own key, (B, H, T)."""
    key = call.key.repeat_interleave(H // G, dim=1)
    return (call.query * key).sum(-1).double() * SCALING


CAUSAL = torch.ones(T, T, dtype=torch.bool).tril().expand(B, T, T)
SLIDING = CAUSAL & ~torch.ones(T, T, dtype=torch.bool).tril(-4)


@pytest.mark.parametrize("fused", [True, False])
@pytest.mark.parametrize("given", ["none", "bool", "additive"])
def test_attention_its_lse_and_their_gradients_are_exact(fused: bool, given: str) -> None:
    seen = CAUSAL if given == "none" else SLIDING
    least = torch.finfo(torch.float32).min
    masks = {
        "none": None,
        "bool": SLIDING[:, None],
        "additive": torch.zeros(B, 1, T, T).masked_fill(~SLIDING[:, None], least),
    }
    call = call_of(mask=masks[given], fused=fused)
    attention, lse = attention_with_lse(call)
    expected, expected_lse = plain(call, seen)
    torch.testing.assert_close(attention, expected.float(), atol=2e-5, rtol=1e-5)
    torch.testing.assert_close(lse, expected_lse.float(), atol=2e-5, rtol=1e-5)
    weight = torch.randn(B, H, T, D, generator=torch.Generator().manual_seed(1))
    states = [call.query, call.key, call.value]
    got = torch.autograd.grad((attention * weight).sum() + (lse**2).sum(), states)
    true = torch.autograd.grad((expected * weight).sum() + (expected_lse**2).sum(), states)
    for one, other in zip(got, true, strict=True):
        torch.testing.assert_close(one, other, atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("fused", [True, False])
@pytest.mark.parametrize("spread", [0.05, 4.5])
def test_lse_is_exact_for_weak_and_for_strong_logits(fused: bool, spread: float) -> None:
    call = call_of(spread=spread, fused=fused)
    _, lse = attention_with_lse(call)
    _, expected = plain(call, CAUSAL)
    if spread > 1:
        assert expected.min() < -40
        assert expected.max() > 80
    near = expected - own_logit(call) < 100  # beyond that it is too large to matter
    assert near.float().mean() > 0.8
    torch.testing.assert_close(lse[near], expected[near].float(), atol=2e-4, rtol=1e-5)


def test_softcapped_logits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "_QUERY_BLOCK", 4)  # three blocks, the last one short
    call = call_of(softcap=5.0)
    attention, lse = attention_with_lse(call)
    expected, expected_lse = plain(call, CAUSAL)
    torch.testing.assert_close(attention, expected.float(), atol=2e-5, rtol=1e-5)
    torch.testing.assert_close(lse, expected_lse.float(), atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize("fused", [True, False])
def test_rows_that_see_nothing_give_zeros_and_finite_gradients(fused: bool) -> None:
    seen = CAUSAL.clone()
    seen[0, :, :3] = False  # three padding tokens on the left
    call = call_of(mask=seen[:, None], fused=fused)
    attention, lse = attention_with_lse(call)
    assert torch.equal(attention[0, :, :3], torch.zeros(H, 3, D))
    assert (lse[0, :, :3] == window.UNSEEN).all()
    loss = attention.sum() + torch.sigmoid(3 - lse).sum()
    for gradient in torch.autograd.grad(loss, [call.query, call.key, call.value]):
        assert gradient.isfinite().all()


def test_a_longer_static_cache_is_cut_to_the_queries() -> None:
    call = call_of(keys=T + 4)
    _, lse = attention_with_lse(call)
    seen = torch.cat((CAUSAL, torch.zeros(B, T, 4, dtype=torch.bool)), dim=-1)
    torch.testing.assert_close(lse, plain(call, seen)[1].float(), atol=2e-5, rtol=1e-5)


def test_bf16_lse_is_within_a_hundredth() -> None:
    call = call_of(torch.bfloat16)
    attention, lse = attention_with_lse(call)
    expected, expected_lse = plain(call, CAUSAL)
    assert lse.dtype == torch.float32
    assert attention.dtype == torch.bfloat16
    assert (lse - expected_lse).abs().max() < 0.02
    assert (attention - expected).abs().mean() < 0.02
