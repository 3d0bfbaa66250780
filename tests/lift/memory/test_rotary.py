import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.lift.memory.attachment import Attachment, AttentionCall
from liftapp.lift.memory.rotary import turn
from tests.lift.memory.plain import look_inside
from tests.lift.memory.tiny import tiny_model


def test_query_before_rope_is_had_back(
    model: PreTrainedModel, tokens: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Tensor] = []
    turned: list[Tensor] = []

    def attend(call: AttentionCall) -> Tensor:
        found.append(call.plain_query())
        assert call.position is not None
        turned.append(turn(call.module, found[-1], call.position))
        return call.base()

    attachment = Attachment(model, attend)
    inside = look_inside(model, monkeypatch)
    model(tokens, position_ids=torch.arange(40, 60)[None])
    assert len(found) == 2
    for layer in range(2):
        torch.testing.assert_close(found[layer], inside.plain_query[layer], atol=2e-5, rtol=1e-5)
        torch.testing.assert_close(turned[layer], inside.query[layer], atol=2e-5, rtol=1e-5)
        assert (found[layer] - inside.query[layer]).abs().max() > 0.1
    attachment.detach()


def test_bf16_query_before_rope_carries_one_rounding_only(
    tokens: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny_model("llama-yarn", torch.bfloat16)
    found: list[Tensor] = []

    def attend(call: AttentionCall) -> Tensor:
        found.append(call.plain_query())
        return call.base()

    Attachment(model, attend)
    inside = look_inside(model, monkeypatch)
    model(tokens)
    true = inside.plain_query[0].float()
    assert (found[0] - true).norm() < 0.006 * true.norm()
