"""How near attention comes to what it is with the answer in view (the paper's appendix D).

The true answer is read behind the question in several views, and each layer's attention output,
projection included, is compared with that of the full context without memory.

Legend: `L` layers, `A` tokens of an answer, `W` the model's width, `N` questions.
"""

from collections.abc import Sequence
from contextlib import nullcontext

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from liftapp.exam.figures import Figure, Measure, figure
from liftapp.exam.intervals import share
from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import CLOSED, FULL, View, views
from liftapp.lift.memory import Asked
from liftapp.lift.memory.layers import attention_modules

MOST = 40
"""Questions; the first ones that the document answers."""
COMPARED = (CLOSED, "window only", "memory only", "memory + window")


def similarity(subject: Subject, known: Sequence[Known], seed: int) -> list[Figure]:
    """Mean cosine of the answers' tokens by view and layer, with intervals over the questions."""
    asked = [k for k in known if k.answerable and subject.prompter.encode(k.answer)][:MOST]
    by_name = {v.name: v for v in views(subject, lambda *_: [])}
    found: dict[str, list[Tensor]] = {name: [] for name in COMPARED}
    for k in asked:
        truth = _outputs(subject, by_name[FULL], k)
        for name in COMPARED:
            cosine = F.cosine_similarity(_outputs(subject, by_name[name], k), truth, dim=-1)
            found[name].append(cosine.mean(dim=1).cpu())  # (L,)
    return [
        figure(Measure.SIMILARITY, share(values, seed), name, f"layer {i + 1}", len(asked))
        for name, own in found.items() if own
        for i, values in enumerate(torch.stack(own, dim=1).numpy())  # (L, N)
    ]  # fmt: skip


@torch.inference_mode()
def _outputs(subject: Subject, view: View, known: Known) -> Tensor:
    """The attention outputs of the answer's tokens, (L, A, W) float32."""
    answer = subject.prompter.reply(known.answer)
    prompter, context = subject.prompter, view.context(known)
    prompt = prompter.answer(known.question).around(context)
    seen = slice(prompter.before, prompter.before + len(context))
    asked = Asked.one(prompt, seen, seen.stop + prompter.instruction)
    layers = list[Tensor]()

    def keep(_module: nn.Module, _args: object, out: tuple[Tensor, ...]) -> None:
        layers.append(out[0][0, -len(answer) :].float())

    hooks = [m.register_forward_hook(keep) for m in attention_modules(subject.model)]
    try:
        with nullcontext() if view.remembers else subject.memory.disabled():
            about = subject.memory.recall(asked, lambda: _read(subject, prompt))
            layers.clear()
            with about.enter():
                _read(subject, [*prompt, *answer])
    finally:
        for hook in hooks:
            hook.remove()
    return torch.stack([layer.to(layers[0].device) for layer in layers])


def _read(subject: Subject, tokens: Sequence[int]) -> None:
    ids = torch.tensor([list(tokens)], device=subject.model.device)
    subject.model(ids, use_cache=False, logits_to_keep=1)
