"""Icons of the window: symbols in the colour of the text around them, and the app's own."""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from liftapp.paths import resources


def icon(name: str) -> QIcon:
    """The symbol `name` of resources/icons/symbolic; it follows the palette as it changes."""
    path = resources() / "icons" / "symbolic" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"no icon {name!r}")
    return QIcon(_Symbol(path))


def app_icon() -> QIcon:
    """The app's own icon, from pixels where its size is there, else from the SVG."""
    folder = resources() / "icons"
    own = QIcon()
    for path in [*sorted((folder / "png").glob("*.png")), folder / "liftapp.svg"]:
        own.addFile(str(path))
    return own


class _Symbol(QIconEngine):
    """Draws an SVG each time it is asked to, in the text colour of that moment."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._svg = QSvgRenderer(str(path))
        self._svg.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def clone(self) -> QIconEngine:
        """Another engine of the same symbol; Qt wants one when an icon's copy is changed."""
        # Qt holds what clone() returns, but PySide does not know and would free it.
        _kept.append(clone := _Symbol(self._path))
        return clone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into `rect`, as sharp as the painter's device shows it."""
        drawn = self.pixmap(rect.size() * painter.device().devicePixelRatio(), mode, state)
        painter.drawPixmap(QRectF(rect), drawn, QRectF(drawn.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The symbol in device pixels; a button that is not laid out yet has no room for any."""
        drawn = QPixmap(size)
        if drawn.isNull():
            return drawn
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self._svg.render(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(drawn.rect(), _colour(mode))
        painter.end()
        return drawn


_kept: list[_Symbol] = []


def _colour(mode: QIcon.Mode) -> QColor:
    """The text colour that a symbol in this mode stands beside."""
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    disabled = mode == QIcon.Mode.Disabled
    group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
    return palette.color(group, QPalette.ColorRole.WindowText)
