"""Muon for the hidden matrices, AdamW for the embedding and the norms.

Muon (Keller Jordan, https://kellerjordan.github.io/posts/muon/) replaces each matrix's momentum by
the nearest orthogonal matrix, found with a Newton-Schulz iteration. torch.optim.Muon iterates in
bfloat16, which a CPU without bfloat16 arithmetic does 50 times slower than float32; this one works
in the dtype it is given and takes matrices of one shape together.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

# The published quintic: steep at 0, settles singular values within about 0.7 to 1.2.
_A, _B, _C = 3.4445, -4.7750, 2.0315


def orthogonalise(matrices: Tensor, steps: int) -> Tensor:
    """Return matrices (N, rows, columns) with their singular values moved near to 1."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.transpose(1, 2) if tall else matrices
    x = x / x.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=_B, alpha=_C), x, beta=_A)
    return x.transpose(1, 2) if tall else x


class Muon(torch.optim.Optimizer):
    """Muon with Nesterov momentum; parameters are matrices.

    `weight_decay` is the share of lr that every weight loses at a step (Liu et al. 2025, arXiv
    2502.16982): steps of one length pile up where the loss says nothing; this wears them off.
    """

    def __init__(
        self,
        params: Iterable[nn.Parameter],
        lr: float,
        weight_decay: float = 0.0,
        momentum: float = 0.95,
        steps: int = 5,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        self.dtype = dtype
        shared = {"lr": lr, "weight_decay": weight_decay, "momentum": momentum, "steps": steps}
        super().__init__(params, shared)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Update every parameter from its gradient."""
        assert closure is None
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[nn.Parameter]] = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape.setdefault(parameter.shape, []).append(parameter)
            for parameters in by_shape.values():
                for parameter in parameters:
                    parameter.mul_(1 - group["lr"] * group["weight_decay"])
                self._step_alike(parameters, group["lr"], group["momentum"], group["steps"])

    def _step_alike(
        self, parameters: list[nn.Parameter], lr: float, momentum: float, steps: int
    ) -> None:
        directions = []
        for parameter in parameters:
            assert parameter.grad is not None
            state = self.state[parameter]
            if not state:
                state["momentum"] = torch.zeros_like(parameter)
            state["momentum"].lerp_(parameter.grad, 1 - momentum)
            directions.append(parameter.grad.lerp(state["momentum"], momentum))
        updates = orthogonalise(torch.stack(directions).to(self.dtype), steps)
        # A tall matrix writes into more outputs than it reads: it needs the larger step.
        rows, columns = parameters[0].shape
        scale = max(1.0, rows / columns) ** 0.5
        for parameter, update in zip(parameters, updates, strict=True):
            parameter.add_(update.to(parameter.dtype), alpha=-lr * scale)


def optimisers(
    model: nn.Module,
    matrix_lr: float,
    other_lr: float,
    weight_decay: float = 0.0,
    steps: int = 5,
    dtype: torch.dtype = torch.float32,
) -> tuple[Muon, torch.optim.AdamW]:
    """Share the model's parameters out: the layers' matrices to Muon, the rest to AdamW.

    Muon iterates in `dtype`; the parameters and their momentum keep their own. The weights of its
    matrices decay.
    """
    matrices: list[nn.Parameter] = []
    others: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        hidden = parameter.ndim == 2 and "embed" not in name and "lm_head" not in name
        (matrices if hidden else others).append(parameter)
    adam = torch.optim.AdamW(others, lr=other_lr, betas=(0.9, 0.95), weight_decay=0.0)
    return Muon(matrices, matrix_lr, weight_decay, steps=steps, dtype=dtype), adam


def rate(step: int, total: int, warmup: int, decay: float) -> float:
    """Return the factor of the learning rate: a rise, a plateau, a straight fall to 0.

    Args:
        step: number of the step, from 0.
        total: steps of the whole run.
        warmup: steps of the rise.
        decay: share of the run that the fall takes.
    """
    rise = min(1.0, (step + 1) / max(1, warmup))
    fall = min(1.0, (total - step) / max(1.0, decay * total))
    return max(0.0, min(rise, fall))
