"""What other rooms say, in the window's language: they speak English, as the command line does."""

import re
from ast import literal_eval
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from liftapp.sizes import UNITS
from liftapp.ui.sentences import PHRASES, SENTENCES
from liftapp.ui.words import size

PLACE = re.compile(r"\{(\w+)\}")
SIZE = re.compile(rf"(\d+(?:\.\d+)?) ({'|'.join(UNITS)})")
QUOTED = re.compile(r"""(["']).*\1""", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """A text of the context with places for values; `words` stand around and between them."""

    context: str
    text: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    """Of the places: a number for a value that stays as it is, else it is translated as well."""
    pattern: re.Pattern[str]
    """Matches what is made from it, from end to end."""

    def values(self, text: str) -> tuple[str, ...] | None:
        """What stands in the places; None where `text` is not made from this."""
        if not all(word in text for word in self.words):
            return None  # cheaper than the pattern, and nearly always the answer
        match = self.pattern.fullmatch(text)
        return match.groups() if match is not None else None

    def filled(self, values: tuple[str, ...]) -> str | None:
        """The translation with `values`; None where no word of the text is known."""
        given = dict(zip(self.names, values, strict=True))
        inside = {name: _value(v) for name, v in given.items() if not name.isdecimal()}
        if None in inside.values() and not any(map(str.isalpha, "".join(self.words))):
            return None  # one unknown text beside another is no known one
        given |= {name: value for name, value in inside.items() if value is not None}
        told = QCoreApplication.translate(self.context, self.text)
        return PLACE.sub(lambda place: given[place[1]], told)


def template(context: str, text: str) -> Template:
    """Take a text apart."""
    words, names = PLACE.split(text)[::2], PLACE.findall(text)
    pattern = re.compile("(.*?)".join(map(re.escape, words)), re.DOTALL)
    return Template(context, text, tuple(words), tuple(names), pattern)


@cache
def templates() -> tuple[Template, ...]:
    """All there are, sentences first; what begins with words and says most comes before others,
    which may fit by chance.
    """
    sentences = [template("sentences", text) for text in SENTENCES]
    phrases = [template("phrases", text) for text in PHRASES]
    return (*sorted(sentences, key=_vague), *sorted(phrases, key=_vague))


def _vague(each: Template) -> tuple[bool, int]:
    return not each.words[0], -sum(map(len, each.words))


def translated(sentence: str) -> str:
    """`sentence` in the window's language; what is not known stays as it is."""
    if QCoreApplication.translate("sentences", SENTENCES[0]) == SENTENCES[0]:
        return sentence  # in English, with its own quotes and points
    told = _told(sentence, "sentences") or _whole(sentence)
    return sentence if told is None else told


def _whole(text: str) -> str | None:
    """A phrase that stands alone; one without a known phrase inside it may be so by chance."""
    for each in templates():
        values = each.values(text) if each.context == "phrases" else None
        inside = [v for n, v in zip(each.names, values or (), strict=False) if not n.isdecimal()]
        if inside and None not in map(_value, inside):
            return each.filled(values or ())
    return None


def _told(text: str, *contexts: str) -> str | None:
    for each in templates():
        values = each.values(text) if each.context in contexts else None
        if values is not None and (told := each.filled(values)) is not None:
            return told
    return None


def _value(text: str) -> str | None:
    """A value that is itself said in words, is a size or a name in quotes; None for another."""
    if (match := SIZE.fullmatch(text)) is not None:
        return size(QLocale(), round(float(match[1]) * 1000 ** UNITS.index(match[2])))
    if QUOTED.fullmatch(text):
        try:
            name = literal_eval(text)
        except (SyntaxError, ValueError):
            return None
        return QLocale().quoteString(name) if isinstance(name, str) else None
    return _told(text, "sentences", "phrases")
