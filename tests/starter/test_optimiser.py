import pytest
import torch
from torch import nn

from liftapp.starter.optimiser import Muon, optimisers, orthogonalise, rate


@pytest.mark.parametrize("shape", [(3, 24, 24), (2, 16, 40), (2, 40, 16)])
def test_singular_values_move_near_to_one(shape: tuple[int, int, int]) -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalise(torch.randn(shape), steps=7))
    assert values.min() > 0.5
    assert values.max() < 1.4


@pytest.mark.parametrize("decay", [0.0, 0.5])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_muon_agrees_with_torch(dtype: torch.dtype, decay: float) -> None:
    torch.manual_seed(0)
    mine, theirs = (
        [nn.Parameter(torch.ones(24, 8)), nn.Parameter(torch.ones(8, 24))] for _ in "ab"
    )
    ours = Muon(mine, lr=0.1, weight_decay=decay, dtype=dtype)
    reference = torch.optim.Muon(theirs, lr=0.1, weight_decay=decay)
    for _ in range(3):
        for one, other in zip(mine, theirs, strict=True):
            one.grad = torch.randn_like(one)
            other.grad = one.grad.clone()
        ours.step()
        reference.step()  # type: ignore[no-untyped-call]
    for one, other in zip(mine, theirs, strict=True):
        torch.testing.assert_close(one, other, atol=5e-3, rtol=0.02)  # theirs iterates in bfloat16
        assert one.dtype is torch.float32


def test_only_hidden_matrices_go_to_muon() -> None:
    model = nn.ModuleDict({"embed": nn.Embedding(5, 4), "norm": nn.LayerNorm(4)})
    model["up_proj"] = nn.Linear(4, 4, bias=False)
    muon, adam = optimisers(model, 0.02, 0.003)
    assert [p is model["up_proj"].weight for p in muon.param_groups[0]["params"]] == [True]
    assert len(adam.param_groups[0]["params"]) == 3


def test_the_rate_rises_stays_and_falls() -> None:
    rates = [rate(step, total=100, warmup=10, decay=0.25) for step in range(101)]
    assert rates[0] == 0.1
    assert rates[9:76] == [1.0] * 67
    assert rates[76] < 1
    assert rates[99] == pytest.approx(0.04)
    assert rates[100] == 0
