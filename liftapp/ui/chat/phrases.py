"""Memory use, support and modes in words."""

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate
_NO_BREAK = "\u00a0"


def percent(locale: QLocale, share: float) -> str:
    """A share, 0 to 1, as whole per cent."""
    return locale.toString(round(share * 100)) + _NO_BREAK + locale.percent()


def memory_use(locale: QLocale, share: float) -> str:
    """The mean share of an answer, as a person would say it."""
    rounded = round(share * 20) / 20
    if rounded <= 0:
        return translate("phrases", "Memory use: hardly any of this came from memory")
    if rounded >= 1:
        return translate("phrases", "Memory use: nearly all of this came from memory")
    words = translate("phrases", "Memory use: about {share} from memory")
    return words.format(share=percent(locale, rounded))


def support(kind: str, mode: str) -> str:
    """What carried an answer that was asked in `mode`."""
    if kind == "stopped":
        return translate("phrases", "Stopped before its end, so what carried it was not measured")
    if mode == "base":
        return translate("phrases", "Carried by neither memory nor document: the base model alone")
    return {
        "memory": translate("phrases", "Carried by the memory"),
        "window": translate("phrases", "Carried by the text in view"),
        "both": translate("phrases", "Carried by the memory and the text in view"),
        "not-found": translate("phrases", "The document does not say"),
    }.get(kind, kind)


def support_hint(mode: str) -> str:
    """How that is known."""
    if mode in ("both", "hybrid"):
        return translate(
            "phrases",
            "Measured, not guessed: the answer was checked once with the memory off and once "
            "with nothing in view. What gives the same answer alone carried it.",
        )
    return translate("phrases", "Nothing else was switched on for this answer.")


def modes() -> list[tuple[str, str]]:
    """(mode, name) of what can be asked; `compare` is two of them at once."""
    return [
        ("both", translate("phrases", "Memory and text")),
        ("memory", translate("phrases", "Memory only")),
        ("window", translate("phrases", "Text only")),
        ("hybrid", translate("phrases", "Memory and passages found")),
        ("passages", translate("phrases", "Passages found only")),
        ("compare", translate("phrases", "Compare: with and without memory")),
    ]


def column(mode: str) -> str:
    """The heading of a column in a comparison."""
    if mode in ("both", "memory", "hybrid"):
        return translate("phrases", "With memory")
    return translate("phrases", "Without memory")


def mode_name(mode: str) -> str:
    """The name of the mode of an answer."""
    return dict(modes()).get(mode, translate("phrases", "Base model alone"))


def no_gates(mode: str) -> str:
    """Why an answer has no shading."""
    if mode in ("both", "memory", "hybrid"):
        return translate("phrases", "Memory use: this kind of memory can't tell")
    return translate("phrases", "Memory use: none, the memory was off")
