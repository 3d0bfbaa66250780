"""Formulas: LaTeX as a line of text with raised and lowered parts, where that says all of it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

LONGEST = 2000
"""Characters: what is longer is no formula that fits a line."""

_ATOM = re.compile(r"\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_RAISED = str.maketrans("0123456789+−=()n∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ°")
_LOWERED = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SIGNS = {"-": "−", "*": "∗", "'": "′"}
_SYMBOLS = {
    "implies": "⟹", "iff": "⟺", "ne": "≠", "land": "∧", "lor": "∨", "neg": "¬", "lnot": "¬",
    "|": "‖", "triangle": "△", "gcd": "gcd", "arg": "arg", "deg": "deg", "mid": "∣", "colon": ":",
}  # fmt: skip
"""What pylatexenc lacks, or has without the difference that is needed here."""
_FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac"}
_UPRIGHT = {"text", "textrm", "textnormal", "mbox", "mathrm", "operatorname", "mathsf", "mathtt"}
_BOLD = {"mathbf", "textbf", "boldsymbol", "bm"}
_SLANTED = {"mathit", "textit", "emph"}
_OWN_LETTERS = {"mathbb", "mathcal", "mathfrak", "mathscr", "not"}
_ACCENTS = {"hat", "bar", "vec", "dot", "ddot", "tilde", "overline", "widehat", "widetilde"}
_SIZES = {"left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"}
_SPACES = {
    "quad": "  ",
    "qquad": "  ",
    **dict.fromkeys((" ", ",", ":", ";", ">", "thinspace"), " "),
}
_NOTHING = {"!", "displaystyle", "textstyle", "limits", "nolimits"}

_OPEN, _CLOSE, _PUNCTUATION = "([{⟨⌊⌈", ")]}⟩⌋⌉", ",;:"
_BINARY = "+−±∓×÷·∗⋆∘∙•∩∪∨∧⊕⊖⊗⊙∖†‡⋅"
_LARGE = {*"∑∏∐∫∬∭∮⋃⋂", "lim", "max", "min", "sup", "inf"}
_PLAIN = "|‖∞∂∇∀∃∄√∅¬∠⊤′″⋯⋮⋱/!"  # mathematical to Unicode, but neither relation nor operator
_LOOSE = ("fraction", "root")
"""Kinds that need brackets beside something: no line shows where they end."""


@dataclass(frozen=True)
class Run:
    """Letters of one kind; `level` is 1 where they are raised, -1 where lowered."""

    text: str
    level: int = 0
    slanted: bool = False
    bold: bool = False


@dataclass(frozen=True)
class _Part:
    """Something that spaces go around or not; its kind is like one of TeX's classes."""

    runs: tuple[Run, ...]
    kind: str = "plain"


class _Unshowable(Exception):
    """A line of text would say something else, or less."""


def runs(source: str) -> list[Run] | None:
    """A formula (without its dollar signs) to be shown; None where its source says it better."""
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    if len(source) > LONGEST:
        return None
    walker = LatexWalker(source, latex_context=_macros(), tolerant_parsing=False)
    try:
        nodes, _, _ = walker.get_latex_nodes()
        return _joined(_spaced(_parts(nodes))) or None
    except (LatexWalkerError, _Unshowable, RecursionError):
        return None


@cache
def _macros() -> Any:
    """What the parser knows: macros only, as to TeX's maths two dashes are two minus signs."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import MacroSpec

    known = get_default_latex_context_db().filter_context(keep_which=["macros", "environments"])
    own = [MacroSpec(name, "{") for name in (*_UPRIGHT, *_BOLD, *_SLANTED)]
    own += [MacroSpec(name, "{{") for name in _FRACTIONS]
    known.add_context_category("liftapp", macros=own, prepend=True)
    return known


@cache
def _symbol(macro: str) -> str | None:
    """The characters a macro stands for; None where it is not known to stand for some."""
    from pylatexenc.latex2text import get_default_latex_context_db

    if macro in _SYMBOLS:
        return _SYMBOLS[macro]
    spec = get_default_latex_context_db().get_macro_spec(macro)
    text = getattr(spec, "simplify_repl", None)
    if not isinstance(text, str) or not text.strip() or (len(text) > 1 and "%" in text):
        return {"%": "%", "{": "{", "}": "}"}.get(macro)
    return text if text.isprintable() else None


def _parts(nodes: list[Any]) -> list[_Part]:
    parts: list[_Part] = []
    atoms = _atoms(nodes)
    for atom in atoms:
        if not isinstance(atom, str):
            parts += _of_node(atom, atoms)
        elif atom in ("^", "_"):
            base = parts.pop() if parts else _Part(())
            if base.kind in _LOOSE:
                base = _bracketed(base)
            raised = _script(_next(atoms), 1 if atom == "^" else -1)
            parts.append(replace(base, runs=(*base.runs, *raised)))
        elif atom == "′" and parts:
            parts[-1] = replace(parts[-1], runs=(*parts[-1].runs, Run("′")))
        else:
            parts += _of_text(atom)
    return parts


class _Atoms(Iterator[Any]):
    """Characters, numbers and nodes, one after the other; some can be put back."""

    def __init__(self, atoms: list[Any]) -> None:
        self.left = atoms[::-1]

    def __next__(self) -> Any:
        if not self.left:
            raise StopIteration
        return self.left.pop()


def _atoms(nodes: list[Any]) -> _Atoms:
    found: list[Any] = []
    for node in nodes:
        if hasattr(node, "chars"):
            pieces = _ATOM.findall(node.chars)
            found += [_SIGNS.get(p, p) for p in pieces if not p.isspace()]
        else:
            found.append(node)
    return _Atoms(found)


def _next(atoms: _Atoms) -> list[_Part]:
    """What a script or a size is about: one character or one node."""
    atom = next(atoms, None)
    if atom is not None and not isinstance(atom, str):
        group = getattr(atom, "delimiters", None) == ("{", "}")
        return _spaced(_parts(atom.nodelist), tight=True) if group else _of_node(atom, atoms)
    if atom in (None, "^", "_"):
        raise _Unshowable
    if len(atom) > 1:
        atoms.left.append(atom[1:])
    return _of_text(atom[0])


def _script(parts: list[_Part], level: int) -> list[Run]:
    """Raised or lowered; in characters of their own where there are some."""
    script = _joined(parts)
    if any(run.level for run in script):
        raise _Unshowable
    text = "".join(run.text for run in script)
    table = _RAISED if level > 0 else _LOWERED
    if all(ord(c) in table for c in text):
        return [Run(text.translate(table))]
    return [replace(run, level=level) for run in script]


def _of_text(text: str, *, upright: bool = False) -> list[_Part]:
    kind = _kind(text)
    if len(text) > 1 and text.isalpha() and kind != "large":
        kind = "name"
    return [_Part((Run(text, slanted=kind == "plain" and text.isalpha() and not upright),), kind)]


def _kind(text: str) -> str:
    for kind, members in (
        ("open", _OPEN), ("close", _CLOSE), ("punctuation", _PUNCTUATION), ("binary", _BINARY),
        ("large", _LARGE), ("plain", _PLAIN),
    ):  # fmt: skip
        if text in members:
            return kind
    relation = len(text) == 1 and (
        unicodedata.category(text) == "Sm" or "\u2190" <= text < "\u2200"
    )
    return "relation" if relation else "plain"


def _of_node(node: Any, atoms: _Atoms) -> list[_Part]:
    if hasattr(node, "macroname"):
        return _of_macro(node, atoms)
    if hasattr(node, "delimiters") and node.delimiters == ("{", "}"):
        inside = _parts(node.nodelist)
        loose = any(part.kind in _LOOSE for part in inside)
        return [_Part(tuple(_joined(_spaced(inside))), "fraction" if loose else "plain")]
    raise _Unshowable  # an environment, a comment, a formula in a formula


def _of_macro(node: Any, atoms: _Atoms) -> list[_Part]:
    name = node.macroname
    arguments = [_inside(a) for a in node.nodeargd.argnlist if a is not None]
    if name in _NOTHING:
        return []
    if name in _SPACES:
        return [_Part((Run(_SPACES[name]),), "space")]
    if name in _SIZES:
        if [a for a in atoms.left[-1:] if isinstance(a, str)] == ["."]:
            atoms.left.pop()
        return []
    if name in _FRACTIONS:
        return [_fraction(*(_spaced(_parts(each)) for each in arguments))]
    if name == "sqrt":
        return [_root([_spaced(_parts(each)) for each in arguments])]
    if name in _UPRIGHT | _BOLD | _SLANTED:
        return [_written(name, arguments[0])]
    if name in _ACCENTS | _OWN_LETTERS:
        accent = name in _ACCENTS
        return _of_text(_letter(node, accent), upright=not accent)
    symbol = _symbol(name)
    if symbol is None or any(arguments):
        raise _Unshowable
    return [_Part((Run(symbol),), "relation")] if name == "mid" else _of_text(symbol)


def _inside(argument: Any) -> list[Any]:
    return list(argument.nodelist) if hasattr(argument, "nodelist") else [argument]


def _fraction(above: list[_Part], below: list[_Part]) -> _Part:
    """`a/b`, what is more than one thing in brackets."""
    top = above if set(_outside(above)) <= {"plain"} else [_bracketed(*above)]
    bottom = below if _outside(below) == ["plain"] else [_bracketed(*below)]
    return _Part(tuple(_joined([*top, _Part((Run("/"),)), *bottom])), "fraction")


def _outside(parts: list[_Part]) -> list[str]:
    """The kinds of what is in no brackets; brackets are one thing with what stands before them."""
    kinds: list[str] = []
    depth, before = 0, ""
    for part in parts:
        if part.kind == "open" and not depth and before != "plain":
            kinds.append("plain")
        depth += (part.kind == "open") - (part.kind == "close")
        if not depth and part.kind != "close":
            kinds.append(part.kind)
        before = part.kind
    return kinds


def _root(arguments: list[list[_Part]]) -> _Part:
    *degree, under = arguments
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(_text(_joined(degree[0])) if degree else "")
    if sign is None:
        raise _Unshowable
    one = len(under) == 1 and len(_text(list(under[0].runs))) == 1
    return _Part((Run(sign), *(under if one else [_bracketed(*under)])[0].runs), "root")


def _written(name: str, inside: list[Any]) -> _Part:
    """Words in a formula, with their spaces; or letters that only look different."""
    if all(hasattr(node, "chars") for node in inside):
        text = " ".join(re.split(r"\s+", "".join(node.chars for node in inside)))
        shown = [Run(text)]
    else:
        shown = [replace(run, slanted=False) for run in _joined(_spaced(_parts(inside)))]
    kind = "name" if name in _UPRIGHT and len(_text(shown)) > 1 else "plain"
    return _Part(
        tuple(replace(r, bold=name in _BOLD, slanted=name in _SLANTED) for r in shown), kind
    )


def _letter(node: Any, accent: bool) -> str:
    """A letter in another alphabet, or with something above it."""
    from pylatexenc.latex2text import LatexNodes2Text

    if accent and node.macroname in ("overline", "widehat", "widetilde"):
        node.macroname = {"overline": "bar"}.get(node.macroname, node.macroname[4:])
    text = unicodedata.normalize("NFC", LatexNodes2Text(math_mode="text").node_to_text(node))
    letters = [c for c in text if not unicodedata.combining(c)]
    if len(letters) != 1 and (accent or node.macroname == "not"):
        raise _Unshowable
    return text


def _bracketed(*parts: _Part) -> _Part:
    return _Part((Run("("), *(run for part in parts for run in part.runs), Run(")")))


def _spaced(parts: list[_Part], *, tight: bool = False) -> list[_Part]:
    """With the spaces that TeX would set, and brackets around fractions that touch something.

    `tight`: in a script, where relations and operators have none.
    """
    ends = ("plain", "close", "fraction", "root", "name", "space")
    out: list[_Part] = []
    for i, part in enumerate(parts):
        before = parts[i - 1].kind if i else ""
        after = parts[i + 1].kind if i + 1 < len(parts) else ""
        follows = part.kind == "fraction" and before in ends[:-1]
        if part.kind in _LOOSE and (follows or after in ("plain", "open", *_LOOSE)):
            part = replace(_bracketed(part), kind=part.kind)
        left = right = not tight and (
            part.kind == "relation" or (part.kind == "binary" and before in ends)
        )
        if part.kind in ("name", "large"):
            left = before in ("plain", "close", *_LOOSE)
            right = after in ("plain", "name", "large", *_LOOSE)
        right = right or (part.kind == "punctuation" and not tight)
        space = (Run(" "),)
        shown = space * (left and i > 0) + part.runs + space * (right and after != "")
        out.append(replace(part, runs=shown))
    return out


def _joined(parts: list[_Part]) -> list[Run]:
    """The runs of all, neighbours of one kind as one; no two spaces but those that are meant."""
    out: list[Run] = []
    for run in (run for part in parts for run in part.runs if run.text):
        if run.text == " " and out and out[-1].text.endswith(" "):
            continue
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return out


def _text(shown: list[Run]) -> str:
    return "".join(run.text for run in shown)
