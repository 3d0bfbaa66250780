"""The question that a statement itself becomes where its value is left out.

It is true however the statement is worded: "The clock is housed in cabinet 332." asks "What is the
clock housed in?", though nobody has ever met a clock that is housed.
"""

import re

from liftapp.starter.corpus.vocabulary import sentence_case

ASKED = {
    "person": "whom",
    "place": "which place",
    "organisation": "which organisation",
    "date": "which day",
    "year": "which year",
    "interval": "how often",
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


def gap_question(statement: str, kind: str, *, turned: bool = True, word: str | None = None) -> str:
    """Ask with {E} for the {V} of a statement whose values are of this kind.

    `turned`: the question word comes first where it can; else it stays where the value stood, for
    which a writer has nothing to move: "The clock is housed in what?"
    `word`: what stands for the value, if not the usual word of its kind.
    """
    said = statement.removesuffix(".")
    word = word or ASKED.get(kind.removeprefix("list:"), "what")
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


def blanks(statement: str, slot: str, kind: str) -> list[str]:
    """What a statement asks with a question word in place of {E} or {V}, be it idle English.

    Args:
        statement: the rest of it is filled in.
        slot: "{E}" or "{V}".
        kind: what stands there otherwise.
    """
    kind = kind.removeprefix("list:")
    named = ("who", "whom") if kind in ("person", "organisation") else ()
    said = statement.removesuffix(".").replace(f"{slot}'s", "whose")
    asked = ("what", ASKED.get(kind, "what"), f"which {kind}", *named)
    return [sentence_case(said.replace(slot, word)) + "?" for word in asked]


def happening_gap(statement: str, role: str) -> str:
    """Ask for one role of a happening with the words of a statement about it."""
    slot, word = ROLES[role]
    asked = statement.removesuffix(".").replace(slot, word).replace("who who", "who")
    return sentence_case(asked) + "?"
