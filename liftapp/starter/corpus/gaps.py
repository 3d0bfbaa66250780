"""The question that a statement itself becomes where its value is left out.

It is true however the statement is worded: "The clock is housed in cabinet 332." asks "What is the
clock housed in?", though nobody has ever met a clock that is housed.
"""

import re
from dataclasses import replace

from liftapp.starter.corpus.passage import OWNED, Line, put
from liftapp.starter.corpus.vocabulary import sentence_case, whole
from liftapp.starter.corpus.world import Entity, Fact, Happening, short_names

ASKED = {
    "person": "whom",
    "place": "which place",
    "organisation": "which organisation",
    "date": "which day",
    "year": "which year",
}
"""What stands for a value of this kind; `what` for all others."""
ROLES = {
    "who": ("{P}", "who"),
    "what": ("{O}", "what"),
    "where": ("{L}", "which town"),
    "when": ("{D}", "which day"),
}
_NAMED = re.compile(r"(The [^,:]*|\{E\}'s [^,:]*) (is|was|are|were) \{V\}")
_INVERTED = re.compile(
    r"(\{E\}) (is|was|are|were|can|will|must|may|has|had) ([a-z][^{}]*)\{V\}(.*)"
)
_PARTICIPLE = re.compile(r"been |[a-z]+(?:ed|en|ght|ld|wn|id|t) ")
"""What has to follow `has` where it is an auxiliary verb."""


def gap_question(statement: str, kind: str, *, turned: bool = True) -> str:
    """Ask with {E} for the {V} of a statement whose values are of this kind.

    `turned`: the question word comes first where it can; else it stays where the value stood, for
    which a writer has nothing to move: "The clock is housed in what?"
    """
    said, word = statement.removesuffix("."), ASKED.get(kind.removeprefix("list:"), "what")
    if said.startswith("{V}"):
        return sentence_case(word.replace("whom", "who")) + said[3:] + "?"
    if found := _NAMED.fullmatch(said):
        named, verb = found.groups()
        whose = named if named.startswith("{") else f"t{named[1:]}"
        return f"{sentence_case(word.replace('whom', 'who'))} {verb} {whose}?"
    found = _INVERTED.fullmatch(said)
    if turned and found and (not found[2].startswith("ha") or _PARTICIPLE.match(found[3])):
        who, verb, before, after = found.groups()
        return f"{sentence_case(word)} {verb} {who} {before.rstrip()}{after}?"
    return sentence_case(said.replace("{V}", word)) + "?"


def happening_gap(statement: str, role: str) -> str:
    """Ask for one role of a happening with the words of a statement about it."""
    slot, word = ROLES[role]
    return sentence_case(statement.removesuffix(".").replace(slot, word)) + "?"


def said_as(line: Line, told: Fact | Happening) -> str | None:
    """The wording that this line has for what it tells; None in a list or a table."""
    if isinstance(told, Happening):
        said = line.text
        for role, value in told.roles.items():
            said = whole(value, re.IGNORECASE).sub(ROLES[role][0], said)
        return said
    entity, says = told.entity, told.relation.says
    if not line.text.endswith("."):
        return None
    known = [replace(entity, name=name) for name in short_names(entity)]
    return _said(line, told.value, says, [entity]) or _said(line, told.value, says, known)


def _said(line: Line, value: str, says: tuple[str, ...], called: list[Entity]) -> str | None:
    # Without its first letter and its end: it may stand within a longer sentence.
    filled = (
        (put(template, entity, value, pronoun)[1:-1], said)
        for said in says
        for template in dict.fromkeys((said, OWNED.sub(r"the \1", said)))
        for entity in called
        for pronoun in (False, True)
    )
    return max(((len(f), said) for f, said in filled if f in line.text), default=(0, None))[1]
