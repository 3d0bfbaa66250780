"""Memory use, support and modes in words."""

from PySide6.QtCore import QCoreApplication, QLocale

_NO_BREAK = "\u00a0"


def tr(text: str) -> str:
    """The text in the window's language."""
    return QCoreApplication.translate("phrases", text)


def percent(locale: QLocale, share: float) -> str:
    """A share, 0 to 1, as whole per cent."""
    return locale.toString(round(share * 100)) + _NO_BREAK + locale.percent()


def memory_use(locale: QLocale, share: float) -> str:
    """The mean share of an answer, as a person would say it."""
    rounded = round(share * 20) / 20
    if rounded <= 0:
        return tr("Memory use: hardly any of this came from memory")
    if rounded >= 1:
        return tr("Memory use: nearly all of this came from memory")
    return tr("Memory use: about {share} from memory").format(share=percent(locale, rounded))


def support(kind: str, mode: str) -> str:
    """What carried an answer that was asked in `mode`."""
    if kind == "stopped":
        return tr("Stopped before its end, so what carried it was not measured")
    if mode == "base":
        return tr("Carried by neither memory nor document: the base model alone")
    return {
        "memory": tr("Carried by the memory"),
        "window": tr("Carried by the text in view"),
        "both": tr("Carried by the memory and the text in view"),
        "not-found": tr("The document does not say"),
    }.get(kind, kind)


def support_hint(mode: str) -> str:
    """How that is known."""
    if mode == "both":
        return tr(
            "Measured, not guessed: the answer was checked once with the memory off and once "
            "with nothing in view. What gives the same answer alone carried it."
        )
    return tr("Nothing else was switched on for this answer.")


def modes() -> list[tuple[str, str]]:
    """(mode, name) of what can be asked; `compare` is two of them at once."""
    return [
        ("both", tr("Memory and text")),
        ("memory", tr("Memory only")),
        ("window", tr("Text only")),
        ("compare", tr("Compare: with and without memory")),
    ]


def column(mode: str) -> str:
    """The heading of a column in a comparison."""
    return tr("With memory") if mode in ("both", "memory") else tr("Without memory")


def mode_name(mode: str) -> str:
    """The name of the mode of an answer."""
    return dict(modes()).get(mode, tr("Base model alone"))


def no_gates(mode: str) -> str:
    """Why an answer has no shading."""
    if mode in ("both", "memory"):
        return tr("Memory use: this kind of memory can't tell")
    return tr("Memory use: none, the memory was off")
