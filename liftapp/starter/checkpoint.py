"""Training state in one safetensors file: weights and optimisers as tensors, the rest as JSON.

Nothing draws random numbers after the model was made (no dropout; batches are numbered), so the
step is all that has to be kept of the generators.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

Facts = dict[str, object]  # what JSON holds


def save(
    path: Path,
    models: Mapping[str, nn.Module],
    optimisers: Mapping[str, torch.optim.Optimizer],
    facts: Facts,
) -> None:
    """Write the state in float32; the file is the old one or the new one, never a mixture."""
    tensors = {
        f"{title}/{name}": value.detach()
        for title, model in models.items()
        for name, value in model.named_parameters()
    }
    for title, optimiser in optimisers.items():
        for number, state in optimiser.state_dict()["state"].items():
            for name, value in state.items():
                tensors[f"{title}/{number}/{name}"] = value
    fresh = path.with_name(path.name + ".new")
    save_file(
        {name: value.contiguous() for name, value in tensors.items()},
        fresh,
        metadata={"facts": json.dumps(facts)},
    )
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)


def read_facts(path: Path) -> Facts:
    """Return what `save` was given as facts."""
    with safe_open(path, framework="pt") as file:
        facts: Facts = json.loads(file.metadata()["facts"])
        return facts


def load(
    path: Path,
    models: Mapping[str, nn.Module],
    optimisers: Mapping[str, torch.optim.Optimizer],
) -> None:
    """Put the weights and the optimisers' state back, in place."""
    with safe_open(path, framework="pt") as file:
        with torch.no_grad():
            for title, model in models.items():
                for name, parameter in model.named_parameters():
                    parameter.copy_(file.get_tensor(f"{title}/{name}"))
        for title, optimiser in optimisers.items():
            state: dict[int, dict[str, Tensor]] = {}
            for key in file.keys():  # noqa: SIM118 - the file itself can't be walked
                owner, number, name = (*key.split("/", 2), "")[:3]
                if owner == title:
                    state.setdefault(int(number), {})[name] = file.get_tensor(key)
            # Learning rates and the like come from the settings, not from the file.
            groups = optimiser.state_dict()["param_groups"]
            optimiser.load_state_dict({"state": state, "param_groups": groups})
