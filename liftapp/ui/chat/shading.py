"""Colours for shares of memory, made from the palette so that text on them stays readable."""

from PySide6.QtGui import QColor, QPalette

READABLE = 4.5
"""Least contrast of text with what is behind it (WCAG 2, AA)."""
VISIBLE = 3.0
"""Least contrast of a line or a mark (WCAG 2, 1.4.11)."""
FAINTEST = 0.05
"""A smaller share is drawn as none."""
_DEEPEST = 0.7
"""Of the highlight in the ground of a word: what is selected stays apart from what is shaded."""
_STEPS = 20


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blend(below: QColor, above: QColor, alpha: float) -> QColor:
    """`above` drawn over `below` with that opacity."""
    return QColor.fromRgbF(
        below.redF() + (above.redF() - below.redF()) * alpha,
        below.greenF() + (above.greenF() - below.greenF()) * alpha,
        below.blueF() + (above.blueF() - below.blueF()) * alpha,
    )


class Shades:
    """How a share of memory, 0 to 1, looks in one palette."""

    def __init__(self, palette: QPalette) -> None:
        """Take the palette's own highlight, made weaker or stronger where it must be."""
        self.base = palette.color(QPalette.ColorRole.Base)
        self.text = palette.color(QPalette.ColorRole.Text)
        self._highlight = palette.color(QPalette.ColorRole.Highlight)
        self._on_highlight = palette.color(QPalette.ColorRole.HighlightedText)
        steps = [i / _STEPS for i in range(_STEPS + 1)]
        readable = (a for a in steps if a <= _DEEPEST and self._contrast_at(a) >= READABLE)
        self._strongest = max(readable, default=0.0)
        lines = (blend(self._highlight, self.text, a) for a in steps)
        behind = self.behind(1.0)
        self.line = next((c for c in lines if contrast(c, behind) >= VISIBLE), self.text)

    def behind(self, share: float) -> QColor:
        """The ground behind a word; the palette's text is readable on it."""
        return blend(self.base, self._highlight, self._strongest * share)

    def cell(self, share: float) -> QColor:
        """A cell of the heat map: the whole way from ground to highlight."""
        return blend(self.base, self._highlight, share)

    def on_cell(self, share: float) -> QColor:
        """What can be read on that cell."""
        ground = self.cell(share)
        colours = (self.text, self._on_highlight, QColor("black"), QColor("white"))
        enough = (c for c in colours if contrast(c, ground) >= READABLE)
        return next(enough, max(colours, key=lambda c: contrast(c, ground)))

    def _contrast_at(self, alpha: float) -> float:
        return contrast(self.text, blend(self.base, self._highlight, alpha))


def underline(share: float, line_height: float) -> float:
    """Thickness of the line under a word: it grows with the share, to a fifth of a line."""
    return 0.0 if share < FAINTEST else line_height * (0.02 + 0.14 * share)
