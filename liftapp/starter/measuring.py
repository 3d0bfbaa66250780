"""What the starter model can do, measured on names, values and wordings kept out of training.

The figures go into the model's card, as they are, from one run of this file.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel

from liftapp.config import Questions
from liftapp.lift import prompts
from liftapp.lift.generation import generate, stop_ids
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import normalise, numbers_occur, parse
from liftapp.starter.corpus.passage import Passage, write_passage
from liftapp.starter.corpus.questions import (
    ask,
    every_blank,
    every_question,
    joined,
    unanswerable,
)
from liftapp.starter.corpus.world import SPLITS, Fact, World
from liftapp.starter.model import trained_tokens

WINDOW = 1024
BATCH = 16
REPLY = 48
QUESTIONS = 120
"""Half as many of every class are asked: a figure's standard error is at most 6.5 points."""


@dataclass(frozen=True)
class Item:
    """A prompt, the true answer, and the class it counts in."""

    prompt: list[int]
    answer: str
    kind: str


def measure(folder: Path) -> dict[str, float]:
    """Measure a trained model and write figures.json and its card there; shares are 0 to 1."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype="float32")
    prompter = Prompter(tokenizer, stop_ids(model))
    figures: dict[str, float] = {}
    for split in ("entities", "wordings"):
        items = _items(prompter, split, QUESTIONS)
        figures |= {f"{split}/{k}": v for k, v in score(model, prompter, items).items()}
        figures |= {f"{split}/{k}": v for k, v in _written(model, prompter, split).items()}
    figures |= plain_prose(model, prompter)
    (folder / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    write_card(folder, figures, trained_tokens(folder))
    return figures


def plain_prose(model: PreTrainedModel, prompter: Prompter) -> dict[str, float]:
    """Share of right answers, and of refusals of what is not said, about texts that no generator
    wrote: minutes, contracts, manuals, letters.
    """
    texts = json.loads((Path(__file__).parent / "plain.json").read_text(encoding="utf-8"))
    asked = [
        (prompter.answer(one["question"]).around(prompter.encode(text["text"])), one["answers"])
        for text in texts
        for one in text["questions"]
    ]
    right: dict[str, list[bool]] = defaultdict(list)
    said = _replies(model, prompter, [prompt for prompt, _ in asked], REPLY)
    for (_, answers), reply in zip(asked, said, strict=True):
        wanted = answers or [prompts.NOT_FOUND]
        kind = "answered" if answers else "refused"
        right[kind].append(normalise(reply) in {normalise(one) for one in wanted})
    return {f"plain prose/{kind}": sum(v) / len(v) for kind, v in right.items()}


def _full_window(world: World, prompter: Prompter) -> Passage:
    """A passage that fills the window but for a question and its answer."""
    room = WINDOW - REPLY - 80
    passage = write_passage(world, int(room * 3.2))
    while len(prompter.encode(passage.text)) > room:
        shorter = Passage()
        for line in passage.lines[:-1]:
            shorter.append(line)
        passage = shorter
    return passage


def _items(prompter: Prompter, split: str, most: int) -> list[Item]:
    """Questions over full windows, places spread evenly by thirds of the passage."""
    found: dict[str, list[Item]] = defaultdict(list)
    for seed in range(10 * most):
        rng = Random(f"measure {split} {seed}")
        world = World(rng, SPLITS[split])
        passage = _full_window(world, prompter)
        context = prompter.encode(passage.text)
        asked = [("unanswerable", unanswerable(world, passage)) for _ in range(2)]
        asked += [("joined", q) for q in joined(world, passage)[:1]]
        for i, told in rng.sample(passage.told, min(3, len(passage.told))):
            third = ("first", "middle", "last")[3 * i // len(passage.lines)]
            asked.append((f"fact {third} third", ask(world, told, i)))
        for kind, q in asked:
            if len(found[kind]) < most // 2:
                found[kind].append(Item(prompter.answer(q.text).around(context), q.answer, kind))
        if len(found) >= 5 and all(len(v) >= most // 2 for v in found.values()):
            break
    return [item for items in found.values() for item in items]


def score(model: PreTrainedModel, prompter: Prompter, items: Sequence[Item]) -> dict[str, float]:
    """Share of exact answers by class; `false refusals` among the answerable."""
    right: dict[str, list[bool]] = defaultdict(list)
    said = _replies(model, prompter, [x.prompt for x in items], REPLY)
    for item, answer in zip(items, said, strict=True):
        right[item.kind].append(normalise(answer) == normalise(item.answer))
        if item.kind != "unanswerable":
            refused = normalise(answer) == normalise(prompts.NOT_FOUND)
            right["false refusals"].append(refused)
        if item.kind.startswith("fact"):
            right["fact"].append(normalise(answer) == normalise(item.answer))
    return {k: sum(v) / len(v) for k, v in sorted(right.items())}


def _replies(
    model: PreTrainedModel,
    prompter: Prompter,
    asked: Sequence[list[int]],
    most: int,
    temperature: float = 0.0,
) -> list[str]:
    """A reply to every prompt, in batches, each with a seed of its own."""
    out = list[str]()
    for i in range(0, len(asked), BATCH):
        part = asked[i : i + BATCH]
        out += generate(model, prompter, part, most, temperature=temperature, seed=i)
    return out


def _written(model: PreTrainedModel, prompter: Prompter, split: str) -> dict[str, float]:
    """Shares of written questions: in form, with verbatim evidence, true, and all of these.

    The likeliest, as the first try of learning is, and those drawn as further tries are.
    """
    figures: dict[str, float] = {}
    for task in ("paper", "sentence"):
        cases = list(islice(_cases(prompter, split, task), QUESTIONS // 2))
        for how, temperature in (("", 0.0), (", sampled,", Questions.temperature)):
            asked = [prompt for prompt, _, _ in cases]
            replies = _replies(model, prompter, asked, 128, temperature=temperature)
            checks: dict[str, list[bool]] = defaultdict(list)
            for (_, passage, line), reply in zip(cases, replies, strict=True):
                for name, ok in check_written(passage, line, reply, task).items():
                    checks[name].append(ok)
            figures |= {f"written ({task}){how} {k}": sum(v) / len(v) for k, v in checks.items()}
    return figures


def check_written(passage: Passage, line: int | None, reply: str, task: str) -> dict[str, bool]:
    """What is right about one written question; `line` is the one that was aimed at.

    A question counts as true only where it is one of the corpus' own about a statement in view
    (of the aimed-at line, if any) and its answer is that statement's, or where it is a statement
    with a question word for one of its two names and nothing else in view answers it: stricter
    than a reader.
    """
    parsed = parse(reply)
    if parsed is None:
        return {"in form": False, "evidence": False, "true": False, "all": False}
    question, answer, evidence = parsed
    told = [t for i, t in passage.told if line is None or i == line]
    often = Counter((t.relation, t.value) for _, t in passage.told if isinstance(t, Fact))
    known = [every_question(t) for t in told]
    known += [
        every_blank(t) for t in told if isinstance(t, Fact) and often[t.relation, t.value] < 2
    ]
    answers = {(normalise(q), normalise(a)) for one in known for q, a in one.items()}
    true = (normalise(question), normalise(answer)) in answers
    true = true and numbers_occur(answer, passage.text)
    verbatim = line is not None or (bool(evidence) and evidence in passage.text)
    return {"in form": True, "evidence": verbatim, "true": true, "all": true and verbatim}


def _cases(
    prompter: Prompter, split: str, task: str
) -> Iterator[tuple[list[int], Passage, int | None]]:
    for seed in count():
        rng = Random(f"write {split} {task} {seed}")
        passage = write_passage(World(rng, SPLITS[split]), rng.randint(400, 1400))
        line = rng.choice([i for i, line in enumerate(passage.lines) if line.told])
        context = prompter.encode(passage.text)
        if task == "paper":
            yield prompter.write_paper().around(context), passage, None
        else:
            text = passage.lines[line].text
            yield prompter.write_about(text).around(context), passage, line


CARD = """\
---
license: mit
language: en
library_name: transformers
---
# The liftapp starter

A small chat model made from nothing by `python -m liftapp.starter`, so that liftapp works where
no model hub can be reached. {parameters:,} parameters, Qwen 3 architecture (query/key norm),
window {window} tokens, byte-level BPE of {vocabulary} tokens, bfloat16.

**What it is for.** Short questions about plain English facts (who, what, when, where, how many,
which, yes or no), writing one question about a sentence, saying that the document does not say.
It was trained on invented text only. It knows nothing about the world, does not hold a
conversation, and does not answer real prose (novels, articles, contracts) well: choose a larger
model with `--model` for those.

**Training.** {tokens:,} tokens in all of the seeded corpus in `liftapp/starter/corpus`, on two CPU
cores; `docs/log.md` says in which runs, and which state of the corpus each of them read.

**Measured** by `python -m liftapp.starter measure` on names and values kept out of training
("entities"), and on statement and question wordings kept out too ("wordings"); full windows,
greedy answers, exact after case, outer punctuation and a leading article. Written questions are
greedy too, as the first try of learning is, and sampled at temperature {temperature}, as further
tries are; they are true only where they are one of the corpus' own, or what is said with a
question word for one of its two names, with that very answer.

| | entities | wordings |
| --- | --- | --- |
{rows}

Of questions about short plain texts that no generator wrote (`liftapp/starter/plain.json`):
{answered:.1%} right of what the text answers, {refused:.1%} refused of what it does not.
"""


def write_card(folder: Path, figures: dict[str, float], tokens: int) -> None:
    """README.md of the model, from a measurement."""
    model = AutoModelForCausalLM.from_pretrained(folder)
    names = sorted({k.split("/", 1)[1] for k in figures})
    rows = [
        f"| {n} | {figures['entities/' + n]:.1%} | {figures['wordings/' + n]:.1%} |"
        for n in names
        if f"entities/{n}" in figures and f"wordings/{n}" in figures
    ]
    text = CARD.format(
        parameters=model.num_parameters(),
        window=WINDOW,
        vocabulary=model.config.vocab_size,
        tokens=tokens,
        temperature=Questions.temperature,
        rows="\n".join(rows),
        answered=figures["plain prose/answered"],
        refused=figures["plain prose/refused"],
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
