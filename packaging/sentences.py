"""Gather what the rooms below the window tell its user, as templates to translate.

python packaging/sentences.py    writes liftapp/ui/sentences.py, which lupdate then reads

Sentences are the texts of errors (liftapp/errors.py) and the fields of SHOWN. Values get places:
`{0}` stands for one that is shown as it is, `{what}` for one that is itself said in English words,
a size or in quotes; those words become templates of their own.
"""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "liftapp" / "ui" / "sentences.py"
OTHERS = ("cli", "starter", "ui")
"""Rooms whose texts no other room hands to the window."""
SHOWN = {
    "Failure": "sentence",
    "Placement": "reason",
    "BaseModel": "reason",
    "ModelEntry": "reason",
}
"""The field of each class that holds a sentence."""
SIZED = "sized"
"""The function that says a number of bytes."""
HEAD = '''"""What other rooms may tell the user; written by packaging/sentences.py, not by hand."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

# fmt: off
# ruff: noqa: E501
'''


@dataclass(frozen=True)
class Place:
    """Where a value stands; with a `name` it is itself to be translated."""

    name: str = ""


Way = tuple[str | Place, ...]
"""One of the texts that an expression can be."""


@dataclass
class Module:
    """What one file defines and takes from others, by the names it uses."""

    tree: ast.Module
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Where:
    """The module and the function in which a name means something."""

    module: str
    function: ast.FunctionDef | None = None


Meant = tuple[ast.expr, Where]


class Rooms:
    """The sources; finds what the names in a text can stand for."""

    def __init__(self, root: Path) -> None:
        """Read every module of the package in `root` but those of OTHERS."""
        self.modules: dict[str, Module] = {}
        self._calls: dict[str, list[tuple[ast.Call, Where]]] = {}
        for path in sorted((root / "liftapp").rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if parts[1] not in OTHERS:
                package = parts if path.stem != "__init__" else parts[:-1]
                self._read(".".join(package), path)
        self._open: list[object] = []  # what is being looked up: a name may stand for itself

    def _read(self, name: str, path: Path) -> None:
        module = Module(ast.parse(path.read_text(encoding="utf-8")))
        self.modules[name] = module
        package = name if path.stem == "__init__" else name.rpartition(".")[0]
        for node in module.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=target)], value=value):
                    module.constants[target] = value
                case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value):
                    module.constants[target] = value
        for inner in ast.walk(module.tree):
            if isinstance(inner, ast.FunctionDef):
                module.functions[inner.name] = inner
            elif isinstance(inner, ast.ImportFrom):
                source = f"{package}.{inner.module}" if inner.level else inner.module or ""
                for each in inner.names:
                    module.imports[each.asname or each.name] = (source, each.name)
        for call, where in calls(module.tree, Where(name)):
            self._calls.setdefault(called(call), []).append((call, where))

    @cached_property
    def errors(self) -> set[str]:
        """Names of the classes whose first argument is a sentence."""
        known = {"LiftappError"}
        for _ in range(3):  # a class of a class of a class
            for module in self.modules.values():
                for node in ast.walk(module.tree):
                    if isinstance(node, ast.ClassDef):
                        bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                        known |= {node.name} if bases & known else set()
        return known

    def sentences(self) -> Iterator[Meant]:
        """Every expression that is a sentence."""
        for found in self._calls.values():
            for call, where in found:
                told = self._sentence(call)
                if told is not None:
                    yield told, where

    def _sentence(self, call: ast.Call) -> ast.expr | None:
        name = called(call)
        if name in self.errors:
            return call.args[0] if call.args else None
        if name not in SHOWN:
            return None
        at = self._fields(name).index(SHOWN[name])
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        return call.args[at] if at < len(call.args) else given.get(SHOWN[name])

    def _fields(self, name: str) -> list[str]:
        for module in self.modules.values():
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and node.name == name:
                    targets = [f.target for f in node.body if isinstance(f, ast.AnnAssign)]
                    return [target.id for target in targets if isinstance(target, ast.Name)]
        raise SystemExit(f"There is no class {name} any more; change packaging/sentences.py.")

    # From an expression to what it can be

    def sole(self, node: ast.expr, where: Where) -> Meant | None:
        """The one text that a name stands for, where there is but one."""
        if not isinstance(node, ast.Name) or handlers(where.function, node.id):
            return None
        held = list(self._held(node, where))
        text = len(held) == 1 and isinstance(held[0][0], (ast.Constant, ast.JoinedStr))
        return held[0] if text else None

    def meanings(self, node: ast.expr, where: Where) -> Iterator[Meant]:
        """The expressions with text that `node` stands for, through names and calls."""
        if node in self._open:
            return
        self._open.append(node)
        match node:
            case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
                yield node, where
            case ast.IfExp():
                yield from self._all([(node.body, where), (node.orelse, where)])
            case ast.BoolOp():
                yield from self._all((value, where) for value in node.values)
            case ast.Call(func=ast.Attribute(attr="get", value=holder)):
                yield from self._all(self._items(holder, where))
            case ast.Name() | ast.Subscript() | ast.Call():
                yield from self._all(self._held(node, where))
        self._open.pop()

    def _all(self, many: Iterator[Meant] | Sequence[Meant]) -> Iterator[Meant]:
        for node, where in many:
            yield from self.meanings(node, where)

    def _held(self, node: ast.expr, where: Where) -> Iterator[Meant]:
        """What is kept under a name or in a table, or comes back from a call."""
        if isinstance(node, ast.Subscript):
            yield from self._items(node.value, where)
        elif isinstance(node, ast.Call):
            yield from self._returned(node, where)
        elif isinstance(node, ast.Name) and (node.id, where) not in self._open:
            self._open.append((node.id, where))
            local = list(self._local(node.id, where))
            self._open.pop()
            yield from local or self._constant(node.id, where.module)

    def _constant(self, name: str, module: str) -> Iterator[Meant]:
        known = self.modules.get(module)
        if known is not None and name in known.constants:
            yield known.constants[name], Where(module)
        elif known is not None and name in known.imports:
            source, there = known.imports[name]
            yield from self._constant(there, source)

    def _local(self, name: str, where: Where) -> Iterator[Meant]:
        function = where.function
        if function is None:
            return
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[target], value=value):
                    yield from self._bound(name, target, value, where)
                case ast.For(target=target, iter=table):
                    for item, there in self._items(table, where):
                        yield from self._bound(name, target, item, there)
                case ast.Try(handlers=several):
                    for handler in several:
                        if handler.name == name:
                            yield from self._raised(node, caught(handler), where)
        names = [each.arg for each in function.args.args]
        if name in names:
            index = names.index(name) - (names[0] in ("self", "cls"))
            for call, there in self._calls.get(function.name, ()):
                yield from self._given(call, there, index, name)

    def _bound(self, name: str, target: ast.expr, value: ast.expr, where: Where) -> Iterator[Meant]:
        match target:
            case ast.Name(id=known) if known == name:
                yield value, where
            case ast.Tuple(elts=elements):
                for index, element in enumerate(elements):
                    if isinstance(element, ast.Name) and element.id == name:
                        yield from self._element(value, index, where)

    def _given(self, call: ast.Call, where: Where, index: int, name: str) -> Iterator[Meant]:
        for keyword in call.keywords:
            if keyword.arg == name:
                yield keyword.value, where
        for at, given in enumerate(call.args):
            if isinstance(given, ast.Starred):
                yield from self._element(given.value, index - at, where)
            elif at == index:
                yield given, where

    def _element(self, node: ast.expr, index: int, where: Where) -> Iterator[Meant]:
        """What stands at `index` of the tuples that `node` can be."""
        if isinstance(node, ast.Tuple):
            if 0 <= index < len(node.elts):
                yield node.elts[index], where
            return
        for each, there in self._held(node, where):
            yield from self._element(each, index, there)

    def _items(self, node: ast.expr, where: Where) -> Iterator[Meant]:
        """What a table can give."""
        match node:
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    yield from [(value, where)] if key else self._items(value, where)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                yield from ((element, where) for element in elements)
            case ast.Name():
                for held, there in self._held(node, where):
                    yield from self._items(held, there)

    def _function(self, call: ast.Call, where: Where) -> Where | None:
        """The function of ours that is called, of this module or imported into it."""
        name, module = called(call), self.modules[where.module]
        source, there = module.imports.get(name, (where.module, name))
        known = self.modules.get(source)
        return Where(source, known.functions.get(there)) if known is not None else None

    def _returned(self, call: ast.Call, where: Where) -> Iterator[Meant]:
        inside = self._function(call, where)
        if inside is not None and inside.function is not None:
            for node in ast.walk(inside.function):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield node.value, inside

    def _raised(self, tried: ast.Try, kinds: set[str], where: Where) -> Iterator[Meant]:
        """What the functions that are called in a `try` raise of these kinds."""
        for part in tried.body:
            for call, _ in calls(part, where):
                inside = self._function(call, where)
                for node in ast.walk(inside.function) if inside and inside.function else ():
                    match node:
                        case ast.Raise(exc=ast.Call(args=[words, *_]) as raised):
                            if inside and called(raised) in kinds:
                                yield words, inside


class Templates:
    """Collects the templates of sentences, and of the phrases that stand in them."""

    def __init__(self, rooms: Rooms) -> None:
        """Gather all there are."""
        self._rooms = rooms
        self.phrases: set[str] = set()
        told = [way for node, where in rooms.sentences() for way in self._texts(node, where)]
        self.sentences = set(map(written, filter(has_words, told)))

    def _texts(self, node: ast.expr, where: Where) -> list[Way]:
        meant = self._rooms.meanings(node, where)
        return [way for each, there in meant for way in self._ways(each, there)]

    def _ways(self, node: ast.expr, where: Where) -> list[Way]:
        match node:
            case ast.Constant(value=str(words)):
                assert "{" not in words, words
                return [(words,)]
            case ast.JoinedStr(values=values):
                return self._joined(values, where)
            case ast.BinOp(left=left, right=right, op=ast.Add()):
                return self._joined((left, right), where)
            case ast.IfExp(body=body, orelse=orelse):
                return self._ways(body, where) + self._ways(orelse, where)
            case ast.FormattedValue(value=value, conversion=-1):
                return self._ways(value, where)
            case ast.FormattedValue(value=value):
                return [(Place(named(value)),)]  # in quotes
        sole = self._rooms.sole(node, where)
        return [(self._place(node, where),)] if sole is None else self._ways(*sole)

    def _joined(self, parts: Sequence[ast.expr], where: Where) -> list[Way]:
        ways = product(*(self._ways(part, where) for part in parts))
        return [tuple(chain(*way)) for way in ways]

    def _place(self, node: ast.expr, where: Where) -> Place:
        """A place with a name, where what comes there is in words or a size."""
        name = Place(named(node))
        if isinstance(node, ast.Call) and called(node) == SIZED:
            return name
        if isinstance(node, ast.Attribute) and node.attr in SHOWN.values():
            return name
        if isinstance(node, ast.Name):
            kinds = {kind for h in handlers(where.function, node.id) for kind in caught(h)}
            if kinds & self._rooms.errors:
                return name
        texts = list(filter(has_words, self._texts(node, where)))
        if not any(" " in written(text) for text in texts):
            return Place()  # names of files, fields and choices
        self.phrases.update(map(written, texts))
        return name


def has_words(way: Way) -> bool:
    """Whether there is something to translate: words, or several places that have some."""
    words = "".join(part for part in way if isinstance(part, str))
    names = [part for part in way if isinstance(part, Place) and part.name]
    return bool(re.search("[A-Za-z]{2}", words)) or (len(names) > 1 and bool(words))


def written(way: Way) -> str:
    """A text with its places; none of them twice."""
    text = ""
    for part in way:
        if isinstance(part, str):
            text += part
            continue
        numbers = (str(number) for number in count())
        names = (part.name + "_" * more for more in count())
        text += next(p for n in (names if part.name else numbers) if (p := f"{{{n}}}") not in text)
    return text


def handlers(function: ast.FunctionDef | None, name: str) -> list[ast.ExceptHandler]:
    """Where in `function` an exception gets that name."""
    inside = ast.walk(function) if function is not None else ()
    return [n for n in inside if isinstance(n, ast.ExceptHandler) and n.name == name]


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The classes it takes."""
    inside = ast.walk(handler.type) if handler.type is not None else ()
    return {node.id for node in inside if isinstance(node, ast.Name)}


def calls(tree: ast.AST, where: Where) -> Iterator[tuple[ast.Call, Where]]:
    """Every call below `tree`, with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = Where(where.module, node) if isinstance(node, ast.FunctionDef) else where
        if isinstance(node, ast.Call):
            yield node, inside
        yield from calls(node, inside)


def called(call: ast.Call) -> str:
    """The last part of the name that is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def named(node: ast.expr) -> str:
    """A name for a value, after the last name in its expression."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Subscript(value=value):
            return named(value)
        case ast.Call(args=[first, *_]) if called(node) == SIZED:
            return named(first)
        case ast.Call():
            return called(node).strip("_")
    names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    return names[0] if names else "value"


def gathered(root: Path) -> str:
    """The module with all templates, in the order of the alphabet."""
    found = Templates(Rooms(root))
    text = HEAD
    for name in ("sentences", "phrases"):
        text += f"{name.upper()} = tuple(map(str, (\n"
        for template in sorted(getattr(found, name)):
            words = json.dumps(template, ensure_ascii=False)
            text += f'    QT_TRANSLATE_NOOP("{name}", {words}),\n'
        text += ")))\n"
    return text


def main() -> None:
    """Write the module."""
    TARGET.write_text(gathered(ROOT), encoding="utf-8")


if __name__ == "__main__":
    main()
