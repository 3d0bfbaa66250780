"""Chats about passages: answer, write a question, recite, split; and how often each kind comes."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from liftapp.lift import prompts
from liftapp.starter.corpus.drills import drill_chat, grid_chat
from liftapp.starter.corpus.passage import Line, Passage, Told, said_as, wording, write_passage
from liftapp.starter.corpus.prose import paragraphs
from liftapp.starter.corpus.questions import (
    WRITTEN_GAPS,
    about,
    gap,
    pairs,
    plain,
    question,
    unanswerable,
)
from liftapp.starter.corpus.turns import (
    ANSWER,
    MOST_BRANCHES,
    SPLIT,
    WRITE_ABOUT,
    WRITE_PAPER,
    Chat,
    Subject,
    Turns,
    within,
)
from liftapp.starter.corpus.world import SPLITS, Fact, World

BACKWARDS = 0.4
"""Share of the chats whose statements are mostly told backwards, half of them short."""
STRANGE = 0.5
"""Share of the passages written about whose statements are strange (`Split`)."""
ALIKE = 0.4
"""Share of the passages asked about that tell the same of many (`Split`)."""
SPLIT_SIZE = 4000
"""Characters of a passage whose questions are split; a short one joins nothing."""
LEADS = (
    "According to the document, ",
    "In the text, ",
    "Please tell me: ",
    "I would like to know: ",
)


def loosely(rng: Random, text: str) -> str:
    """A question as people type it: now and then with a lead, small letters or no question mark."""
    if rng.random() < 0.75:
        return text
    if text.split(maxsplit=1)[0] in ("What", "Who", "Where", "When", "Which", "How", "In", "On"):
        text = text[0].lower() + text[1:]
        if rng.random() < 0.6:
            text = rng.choice(LEADS) + text
    return text.removesuffix("?") if rng.random() < 0.3 else text


def truncated(rng: Random, passage: Passage) -> Passage:
    """The passage with its middle left out, cut inside lines as a token budget would cut it."""
    size = len(passage.text)
    start, end = sorted((rng.randint(size // 5, size), rng.randint(size // 5, size)))
    kept = Passage()
    kept.text = passage.text[:start] + prompts.MIXIN + passage.text[end:]
    for line, (a, b) in zip(passage.lines, passage.spans, strict=True):
        if b <= start or a >= end:
            shift = 0 if b <= start else start + len(prompts.MIXIN) - end
            kept.lines.append(line)
            kept.spans.append((a + shift, b + shift))
    return kept


def answer_chat(world: World, passage: Passage, room: int) -> Chat:
    """Questions about one passage, some with further turns, of about `room` characters in all."""
    rng = world.rng
    if rng.random() < 0.15:
        passage = truncated(rng, passage)
    asked, branches = set[str](), list[Turns]()
    for _ in range(2 * MOST_BRANCHES):
        turns = list[tuple[str, str]]()
        for _ in range(1 if rng.random() < 0.85 else rng.randint(2, 4)):
            q = question(world, passage, short=True)
            if q.text in asked:
                continue
            asked.add(q.text)
            said = loosely(rng, q.text)
            turns.append(
                (prompts.FOLLOW_UP.format(question=said) if turns else f" {said}", q.answer)
            )
        branches += [tuple(turns)] if turns else []
        room -= sum(len(user) + len(reply) for user, reply in turns)
        if room < 0 or len(branches) >= MOST_BRANCHES:
            break
    return Chat((passage.text, ANSWER), tuple(branches))


def write_chat(world: World, passage: Passage, room: int) -> Chat:
    """Write a question for one sentence after another of the passage.

    A line that needs what stands around it, to say whose or what it is, comes twice as often.
    """
    lines = [i for i, line in enumerate(passage.lines) if line.told]
    lines += [i for i in lines if not _whole(passage.lines[i])]
    branches, subjects = list[Turns](), list[Subject]()
    for i in world.rng.sample(lines * 3, min(MOST_BRANCHES, len(lines) * 3)):
        line = passage.lines[i]
        told = world.rng.choice(line.told)
        # No usual question fits a strange statement.
        own = world.split.strange or world.rng.random() < WRITTEN_GAPS
        said = said_as(line, told) if own else None
        q = gap(world.rng, told, i, said) if said else plain(world.rng, told, i)
        reply = prompts.WRITTEN_ABOUT.format(question=q.text, answer=q.answer)
        branches.append(((f" {line.text}", reply),))
        subjects.append(Subject(_named(told), passage.spans[i][1]))
        room -= len(line.text) + len(reply)
        if room < 0:
            break
    return Chat((passage.text, WRITE_ABOUT), tuple(branches), "write", tuple(subjects))


def _whole(line: Line) -> bool:
    """Whether a line is a sentence that names all that it tells of."""
    text = line.text.casefold()
    return text.endswith(".") and all(_named(told).casefold() in text for told in line.told)


def _named(told: Told) -> str:
    """Who or what a statement is about."""
    return told.entity.name if isinstance(told, Fact) else told.who.name


def paper_chat(world: World, passage: Passage) -> Chat:
    """The paper's own task: one question, its answer and its evidence about a passage."""
    replies = list[Turns]()
    for i, told in world.rng.sample(passage.told, min(12, len(passage.told))):
        q = plain(world.rng, told, i)
        reply = prompts.WRITTEN_PAPER.format(
            question=q.text, answer=q.answer, evidence=passage.lines[i].text
        )
        replies.append((("", reply),))
    return Chat((WRITE_PAPER, passage.text), tuple(replies), "paper")


def recite_chat(world: World, passage: Passage) -> Chat:
    """Recite some lines of the passage."""
    spans = passage.spans
    first = world.rng.randrange(len(spans))
    last = min(len(spans) - 1, first + world.rng.randint(1, 8))
    segment = passage.text[spans[first][0] : spans[last][1]]
    return Chat((passage.text, prompts.RECITE), ((("", segment),),), "recite")


def split_chat(world: World, room: int) -> Chat:
    """Questions, of which half need another one to be answered first, with no document in view.

    Anything that a label can name is asked through too, not only what the corpus joins.
    """
    rng, branches = world.rng, list[Turns]()
    passage = write_passage(world, SPLIT_SIZE)
    found = list(pairs(passage))
    rng.shuffle(found)
    for _, fact, _, second in found:
        named, first = fact.relation.refer, fact.relation.asks[0]
        if rng.random() < 0.3:
            label = rng.choice((fact, second)).relation.label.lower()
            named, first = f"the {label} of {{E}}", f"What is the {label} of {{E}}?"
        asked = wording(rng, second.relation.asks, world.split.wordings)
        name = fact.entity.name
        reply = prompts.WRITTEN_SPLIT.format(
            first=about(first, name), then=about(asked, prompts.BRIDGE)
        )
        whole = about(asked, named.replace("{E}", name))
        other = question(world, passage)
        branches.append(((f" {loosely(rng, whole)}", reply),))
        if other.kind != "joined":
            branches.append(((f" {loosely(rng, other.text)}", prompts.NOTHING_FIRST),))
        room -= len(whole) + len(reply) + len(other.text)
        if room < 0:
            break
    return Chat((SPLIT,), tuple(branches), "split")


def prose_chat(world: World, size: int, room: int) -> Chat:
    """Questions about plain prose, or written about its sentences; half of them beside facts."""
    rng = world.rng
    facts = write_passage(world, size // 3) if rng.random() < 0.5 else Passage()
    parts = paragraphs(world, size - len(facts.text))
    texts = [" ".join(one.text for one in part) for part in parts]
    texts.insert(rng.randint(0, len(texts)), facts.text)
    text = rng.choice(("\n\n", "\n\n", "\n", " ")).join(filter(None, texts))
    said = [one for part in parts for one in part if one.asked]
    if rng.random() < 0.25 and said:
        told = ((one.text, *rng.choice(one.asked)) for one in rng.sample(said, len(said)))
        written = (
            ((f" {line}", prompts.WRITTEN_ABOUT.format(question=q, answer=a)),)
            for line, q, a in told
        )
        return Chat((text, WRITE_ABOUT), within(written, room), "write")
    asked = [one for part in parts for sentence in part for one in sentence.asked]
    missing = [(q, prompts.NOT_FOUND) for part in parts for one in part for q in one.unsaid]
    asked += rng.sample(missing, min(len(missing), len(asked) // 3))
    asked += [(q.text, q.answer) for q in (question(world, facts) for _ in facts.told)]
    asked = list(dict.fromkeys(asked))
    turns = (((f" {loosely(rng, q)}", a),) for q, a in rng.sample(asked, len(asked)))
    return Chat((text, ANSWER), within(turns, room))


def closed_chat(world: World) -> Chat:
    """Questions with no document in view."""
    asked = [unanswerable(world, Passage()) for _ in range(4)]
    return Chat((ANSWER,), tuple(((f" {q.text}", q.answer),) for q in asked), "closed")


def chat(rng: Random, split: str, max_chars: int) -> Chat:
    """One chat of a random kind; view and longest branch take at most about `max_chars`."""
    backwards = rng.random() < BACKWARDS
    world = World(rng, replace(SPLITS[split], backwards=backwards, varied=split == "train"))
    kind = rng.choices(
        ("answer", "prose", "write", "paper", "recite", "drill", "split", "closed"),
        (0.42, 0.10, 0.26, 0.07, 0.01, 0.08, 0.05, 0.01),
    )[0]
    if kind == "closed":
        return closed_chat(world)
    size = _size(rng, kind, world.split.backwards, max_chars)
    # More to learn from for the same reading.
    room = int(size * rng.uniform(0.8, 2.0))
    if kind == "drill":
        drill = rng.choice((drill_chat, grid_chat, grid_chat))
        return drill(world, min(size, rng.randint(200, 1500)), room)
    if kind == "prose":
        return prose_chat(world, size, room)
    if kind == "split":
        return split_chat(world, room)
    if kind == "write":
        world.split = replace(world.split, strange=rng.random() < STRANGE)
    if kind == "answer" and world.split.varied:
        world.split = replace(world.split, alike=rng.random() < ALIKE)
    passage = write_passage(world, size)
    if kind == "paper" and passage.told:
        return paper_chat(world, passage)
    if kind == "recite":
        return recite_chat(world, passage)
    if kind == "write":
        return write_chat(world, passage, room)
    return answer_chat(world, passage, room)


def _size(rng: Random, kind: str, backwards: bool, max_chars: int) -> int:
    """Characters in view."""
    overhead = 100 + (len(WRITE_PAPER) + 120 if kind == "paper" else len(ANSWER))
    size = max(120, int((max_chars - overhead) * rng.uniform(0.5, 0.97)))
    if kind in ("write", "paper"):
        return min(size, rng.randint(300, 1500))
    if kind == "recite":
        return min(size, max_chars // 2)
    if backwards and kind == "answer" and rng.random() < 0.5:
        return min(size, rng.randint(200, 1200))
    return size


def chats(seed: int, split: str, max_chars: int) -> Iterator[Chat]:
    """Chats without end; the same seed, split and size give the same chats."""
    rng = Random(f"{seed}/{split}/{max_chars}")
    while True:
        made = chat(rng, split, max_chars)
        if made.branches:
            yield made
