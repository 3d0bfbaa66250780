"""A packed row against its samples one by one, with nothing but the model's own forward pass."""

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift.memory import create, settings_of
from liftapp.lift.rows import Branch, Row, loss_sum, masks, pack
from tests.lift.small import ARCHITECTURES, SLIDING, shake, small_model

ROW = Row(
    stem=tuple(range(20, 38)),
    branches=(
        Branch((40, 41, 42, 43, 44), 2),
        Branch((50, 51, 52), 0),
        Branch((60, 61), 2),  # nothing of it is trained
        Branch(tuple(range(70, 84)), 13),
        Branch((90,), 0),
    ),
)
assert len(ROW.stem) > 2 * SLIDING

MEMORIES: dict[str, tuple[str, dict[str, object]]] = {
    "gated-query": ("gated", {"gate": "query"}),
    "gated-window": ("gated", {"gate": "window"}),
    "lora": ("lora", {"rank": 2, "alpha": 4}),
}


def slow_loss(model: PreTrainedModel, row: Row) -> Tensor:
    """Every branch as a sample of its own, every target looked up one at a time."""
    total = torch.zeros(())
    for branch in row.branches:
        tokens = [*row.stem, *branch.tokens]
        logits = model(input_ids=torch.tensor([tokens]), use_cache=False).logits[0].double()
        for at in range(len(row.stem) + branch.supervised, len(tokens)):
            total = total - logits[at - 1].log_softmax(-1)[tokens[at]]
    return total


@pytest.mark.parametrize("how", ["sdpa", "eager"])
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_rows_loss_is_that_of_its_samples(
    tokenizer: PreTrainedTokenizerFast, architecture: str, how: str
) -> None:
    model = small_model(architecture, tokenizer, how)
    with torch.no_grad():
        torch.testing.assert_close(
            loss_sum(model, ROW).double(), slow_loss(model, ROW), rtol=1e-4, atol=1e-3
        )


@pytest.mark.parametrize(
    ("architecture", "memory", "how"),
    [(a, "gated-window", "sdpa") for a in ARCHITECTURES]
    + [
        ("gemma3", "gated-query", "sdpa"),
        ("llama", "gated-window", "eager"),
        ("mistral", "gated-window", "eager"),
        ("qwen3", "lora", "sdpa"),
    ],
)
def test_the_same_with_a_memory_attached_gradients_too(
    tokenizer: PreTrainedTokenizerFast, architecture: str, memory: str, how: str
) -> None:
    model = small_model(architecture, tokenizer, how)
    kind, values = MEMORIES[memory]
    attached = shake(create(kind, model, settings_of(kind, values), 1))
    attached.attach(model)
    packed, slow = loss_sum(model, ROW), slow_loss(model, ROW)
    torch.testing.assert_close(packed.double(), slow, rtol=1e-4, atol=1e-3)
    parameters = attached.parameters()
    got = torch.autograd.grad(packed, parameters)
    true = torch.autograd.grad(slow, parameters)
    for one, other in zip(got, true, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-2)
    attached.detach()
    assert abs(float(packed.detach() - loss_sum(model, ROW))) > 1e-2  # the memory was in it


def test_branches_do_not_see_each_other(base: PreTrainedModel) -> None:
    other = Row(ROW.stem, (Branch((99, 98, 97, 96), 4), *ROW.branches[1:4]))
    same = Row(ROW.stem, (Branch((11,), 1), *ROW.branches[1:4]))
    torch.testing.assert_close(loss_sum(base, other), loss_sum(base, same))


def test_counts() -> None:
    assert ROW.tokens == 18 + 5 + 3 + 2 + 14 + 1
    assert ROW.targets == 3 + 3 + 0 + 1 + 1


def test_the_layout_of_a_small_row() -> None:
    packed = pack(Row((10, 11), (Branch((20, 21), 1), Branch((30,), 0))))
    assert packed.tokens.tolist() == [[10, 11, 20, 21, 30]]
    assert packed.positions.tolist() == [[0, 1, 2, 3, 2]]
    assert packed.predicts.tolist() == [2, 1]
    assert packed.targets.tolist() == [21, 30]
    assert packed.mask[0, 0].int().tolist() == [
        [1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 0, 0, 1],
    ]


def test_something_must_stand_before_the_first_target() -> None:
    with pytest.raises(ValueError, match="before its first target"):
        pack(Row((), (Branch((1, 2), 0),)))
    alone = pack(Row((), (Branch((1, 2), 1),)))
    assert alone.predicts.tolist() == [0]


def test_a_row_without_a_stem(base: PreTrainedModel) -> None:
    row = Row((), (Branch((40, 41, 42), 1), Branch((50, 51), 1)))
    with torch.no_grad():
        torch.testing.assert_close(
            loss_sum(base, row).double(), slow_loss(base, row), rtol=1e-4, atol=1e-4
        )


def test_a_row_without_targets_costs_nothing(base: PreTrainedModel) -> None:
    assert float(loss_sum(base, Row((10, 11), (Branch((20, 21), 2),)))) == 0.0


def test_masks_differ_by_kind_of_layer_only_where_the_model_does(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    packed = pack(ROW)
    plain = masks(small_model("llama", tokenizer), packed)
    narrow = masks(small_model("mistral", tokenizer), packed)
    mixed = masks(small_model("gemma3", tokenizer), packed)
    assert isinstance(plain, Tensor)
    assert isinstance(narrow, Tensor)
    assert isinstance(mixed, dict)
    assert torch.equal(mixed["full_attention"], plain)
    assert torch.equal(mixed["sliding_attention"], narrow)
    seen = narrow[0, 0] == 0
    far = packed.positions[0][:, None] - packed.positions[0][None, :]
    assert torch.equal(seen, packed.mask[0, 0] & (far < SLIDING))
    assert seen.sum() < packed.mask.sum()


def test_a_row_in_bf16(tokenizer: PreTrainedTokenizerFast) -> None:
    model = small_model("gemma2", tokenizer)
    with torch.no_grad():
        exact = float(loss_sum(model, ROW))
        torch.nn.Module.to(model, torch.bfloat16)
        near = float(loss_sum(model, ROW))
    assert near == pytest.approx(exact, rel=0.1)
