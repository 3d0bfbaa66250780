import itertools

import pytest
import torch
from transformers import PreTrainedTokenizerFast

from liftapp.starter import attention, pointing
from liftapp.starter.batches import Plan, make_row
from liftapp.starter.model import Shape, new_model
from liftapp.starter.pointers import KINDS, placed
from tests.starter.small_corpus import small_chats


@pytest.mark.parametrize("kv_heads", [2, 4])
def test_the_loss_is_that_of_the_attention_itself(
    tokenizer: PreTrainedTokenizerFast, kv_heads: int
) -> None:
    """Against transformers' own attention, chat by chat."""
    model = new_model(Shape(4, 64, 16, kv_heads, 96), tokenizer, seed=1)
    for name, parameter in model.named_parameters():
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            torch.nn.init.normal_(parameter, std=0.2)
    plan = Plan(seed=3, row=512, stages=((0, 96),))
    row = make_row(0, plan, small_chats, tokenizer.backend_tokenizer)
    tokens, positions = torch.from_numpy(row.tokens), torch.from_numpy(row.positions)
    # In the first chat's view, and from its second branch into the view and into itself.
    breaks = [i for i in range(1, 512) if positions[i] != positions[i - 1] + 1]
    end = breaks[0]  # of the view and its first branch
    stem = int(positions[end])
    inner = [(q, t, 0, q + 1, 0, 0) for q, t in ((9, 4), (12, 12), (stem - 1, 0))]
    outer = [(end + a, t, 0, stem, end, end + a + 1) for a, t in ((3, 5), (6, 0), (2, end + 1))]
    pointers = [(kind, *one) for kind in range(KINDS) for one in inner + outer]
    model.set_attn_implementation(attention.NAME)
    with torch.no_grad():
        hidden, losses = pointing.read(model, tokens, positions, torch.from_numpy(placed(pointers)))
        usual = model.model(
            input_ids=tokens[None],
            position_ids=positions[None],
            attention_mask={"full_attention": None},
            use_cache=False,
        ).last_hidden_state[0]
        model.set_attn_implementation("eager")
        chat = torch.cat([tokens[:stem], tokens[end : end + 8]])
        shares = model(chat[None], output_attentions=True).attentions
    assert torch.equal(hidden, usual)
    for loss, (layer, head) in zip(losses, pointing.HEADS, strict=True):
        seen = shares[4 - layer][0, head]
        wanted = [seen[q, t] for q, t, *_ in inner]
        wanted += [seen[q - end + stem, t if t < stem else t - end + stem] for q, t, *_ in outer]
        assert loss.item() == pytest.approx(-torch.stack(wanted).log().mean().item(), abs=1e-4)


def test_nothing_to_point_at_costs_nothing(tokenizer: PreTrainedTokenizerFast) -> None:
    model = new_model(Shape(2, 32, 16, 2, 48, heads=2), tokenizer, seed=1)
    model.set_attn_implementation(attention.NAME)
    tokens = torch.tensor(list(itertools.islice(itertools.cycle(range(9)), 32)))
    _, losses = pointing.read(model, tokens, torch.arange(32), torch.from_numpy(placed(())))
    assert losses.tolist() == [0] * KINDS
