"""Entries that mean nothing, to be looked up: only reading answers, which teaches to read."""

from collections.abc import Iterable

from liftapp.lift import prompts
from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.passage import wording
from liftapp.starter.corpus.relations import value_first
from liftapp.starter.corpus.turns import ANSWER, MOST_BRANCHES, Chat, Turns, within
from liftapp.starter.corpus.world import World

LOOKUPS = (
    "What is given for {X}?",
    "What stands beside {X}?",
    "What is the entry for {X}?",
    "Which entry belongs to {X}?",
    "Tell me the entry of {X}.",
    "What belongs to {X}?",
    "What is noted for {X}?",
    "What goes with {X}?",
    "Find the entry for {X}.",
    "What has been noted down for {X}?",
)

DRILLS = (
    "{k}: {v}",
    "{k} - {v}",
    "{k} is {v}",
    "{k} | {v}",
    "{v} belongs to {k}.",
    "{v} stands beside {k}.",
    "It is {v} that goes with {k}.",
)
GRIDS = (
    "{n} {a}: {v}",
    "{a} of {n}: {v}",
    "The {a} of {n} is {v}.",
    "{n} | {a} | {v}",
    "{v} is the {a} of {n}.",
    "{n} has {v} as its {a}.",
    "It is {v} that {n} has as {a}.",
    "{v}: {a} of {n}",
    "With {v} as its {a}, {n} is done.",
)
"""What is asked for stands behind its key, or before it: the second is far harder to learn."""


def _token(world: World) -> str:
    """A word, number, code or pair that means nothing."""
    rng, held = world.rng, world.split.names
    make = rng.choice((v.spelled, v.odd, v.pieced, v.pieced, v.code, v.number, v.date))
    return v.phrase(rng, held) if rng.random() < 0.15 else make(rng)


def _lookups(world: World, entries: Iterable[tuple[str, str]], room: int) -> tuple[Turns, ...]:
    """A question for each key and its answer, until `room` characters are used up."""
    asked = (
        (wording(world.rng, LOOKUPS, world.split.wordings).replace("{X}", key), answer)
        for key, answer in entries
    )
    return within((((f" {q}", a),) for q, a in asked), room)


def drill_chat(world: World, size: int, room: int) -> Chat:
    """Entries that mean nothing: only reading answers, which teaches to read.

    Some are recited, most looked up.
    """
    rng, entries = world.rng, dict[str, str]()
    form = rng.choice(value_first(DRILLS, "{v}", "{k}") if world.split.backwards else DRILLS)
    while sum(len(k) + len(e) + 4 for k, e in entries.items()) < size:
        value = " ".join(_token(world) for _ in range(rng.choice((1, 1, 2))))
        entries[v.root(rng, world.split.names)] = value
    lines = [form.format(k=k, v=value) for k, value in entries.items()]
    text = "\n".join(lines)
    if rng.random() < 0.3:
        first = rng.randrange(len(lines))
        segment = "\n".join(lines[first : first + rng.randint(2, 8)])
        return Chat((text, prompts.RECITE), ((("", segment),),), "drill")
    keys = rng.sample(list(entries), min(MOST_BRANCHES, len(entries)))
    return Chat((text, ANSWER), _lookups(world, ((k, entries[k]) for k in keys), room), "drill")


def grid_chat(world: World, size: int, room: int) -> Chat:
    """Entries of a few names, each for a few attributes, some left out.

    Neither name nor attribute alone finds an entry: it takes both, or nothing is said.
    """
    rng, held = world.rng, world.split.names
    names = [v.root(rng, held) for _ in range(rng.randint(2, 6))]
    attributes = [_token(world) for _ in range(rng.randint(2, 6))]
    forms = value_first(GRIDS, "{v}", "{n}") if world.split.backwards else GRIDS
    if rng.random() < 0.5:
        forms = (rng.choice(forms),)
    cells = [(n, a) for n in names for a in attributes]
    rng.shuffle(cells)
    left_out = cells[: len(cells) // 5]
    entries, taken = dict[tuple[str, str], str](), 0
    for cell in cells[len(left_out) :]:
        entries[cell] = _token(world)
        taken += len(cell[0]) + len(cell[1]) + len(entries[cell]) + 8
        if taken > size:
            break
    lines = [rng.choice(forms).format(n=n, a=a, v=value) for (n, a), value in entries.items()]
    wanted = rng.sample([*entries, *left_out], len(entries) + len(left_out))
    asked = (
        (rng.choice((f"{n} {a}", f"the {a} of {n}")), entries.get((n, a), prompts.NOT_FOUND))
        for n, a in wanted
    )
    return Chat(("\n".join(lines), ANSWER), _lookups(world, asked, room), "drill")
