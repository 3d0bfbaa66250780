"""Light or dark, the size of letters, the language: what the settings say, applied."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from liftapp.paths import resources
from liftapp.workflows.settings import Settings

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
DARK = {
    QPalette.ColorRole.Window: "#26282b",
    QPalette.ColorRole.WindowText: "#e8e8e8",
    QPalette.ColorRole.Base: "#1d1f21",
    QPalette.ColorRole.AlternateBase: "#232527",
    QPalette.ColorRole.Text: "#e8e8e8",
    QPalette.ColorRole.PlaceholderText: "#9aa0a6",
    QPalette.ColorRole.Button: "#33363a",
    QPalette.ColorRole.ButtonText: "#e8e8e8",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#3a3e43",
    QPalette.ColorRole.ToolTipText: "#f2f2f2",
    QPalette.ColorRole.Highlight: "#2f6fb5",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#6aacf0",
    QPalette.ColorRole.Link: "#7db8ff",
    QPalette.ColorRole.LinkVisited: "#c3a6ff",
    QPalette.ColorRole.Light: "#4a4e53",
    QPalette.ColorRole.Midlight: "#3f4347",
    QPalette.ColorRole.Mid: "#5a5f65",
    QPalette.ColorRole.Dark: "#17181a",
    QPalette.ColorRole.Shadow: "#0c0d0e",
}
"""For systems that cannot be told to be dark; text on its ground has a contrast of 4.5 or more."""
FAINT = "#8b9095"
FIELDS = ("QLineEdit", "QComboBox", "QAbstractSpinBox")
"""Their outline is in the colour of what is selected while they have the focus."""
OUTLINED = ("QRadioButton", "QCheckBox", "QGroupBox", "QPlainTextEdit", "QTextEdit",
            "QAbstractItemView")  # fmt: skip
"""What else one finds by its outline only."""
LIGHT_OUTLINE, DARK_OUTLINE = "#acacac", "#b8bdc2"
"""Fusion draws outlines in a window's colour, but darker; of these that leaves a contrast of 3."""

HALF = 0.5

ENGLISH = "en"
"""What the sources are written in."""


def icon() -> QIcon:
    """The app's own."""
    return QIcon(str(resources() / "icons" / "liftapp.svg"))


class Look:
    """Remembers the system's font, so that a scale never multiplies with the one before."""

    def __init__(self, app: QApplication) -> None:
        """Belong to `app`."""
        self._app = app
        self._font = QFont(app.font())
        self._translators: list[QTranslator] = []
        # The palette follows the scheme after this signal.
        app.styleHints().colorSchemeChanged.connect(lambda: QTimer.singleShot(0, self._outline))

    def apply(self, settings: Settings) -> None:
        """Theme and letters, at once."""
        self._colour(settings.theme)
        font = QFont(self._font)
        font.setPointSizeF(self._font.pointSizeF() * settings.font_scale)
        if font != self._app.font():
            self._app.setFont(font)

    def _colour(self, theme: str) -> None:
        hints = self._app.styleHints()
        hints.setColorScheme(SCHEMES[theme])
        obeyed = hints.colorScheme() is SCHEMES[theme]
        self._app.setPalette(dark() if theme == "dark" and not obeyed else QPalette())
        self._outline()

    def _outline(self) -> None:
        """Let fields and what is checked be seen on their ground."""
        if self._app.style().name() != "fusion":
            return
        plain = self._app.palette()
        outlined, is_dark = QPalette(plain), plain.window().color().lightnessF() < HALF
        colour = QColor(DARK_OUTLINE if is_dark else LIGHT_OUTLINE)
        outlined.setColor(QPalette.ColorRole.Window, colour)
        field = QPalette(outlined)
        if is_dark:
            field.setColor(QPalette.ColorRole.Highlight, QColor(DARK[QPalette.ColorRole.Accent]))
            ink = QColor(DARK[QPalette.ColorRole.Base])
            field.setColor(QPalette.ColorRole.HighlightedText, ink)
        for names, palette in ((FIELDS, field), (OUTLINED, outlined)):
            for name in names:
                # PySide's stubs want bytes, which it then refuses.
                self._app.setPalette(palette, name)  # type: ignore[arg-type]

    def speak(self, language: str) -> None:
        """Words and numbers, once, before there is a window."""
        locale = QLocale.system() if language == "system" else QLocale(language)
        QLocale.setDefault(locale)
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        chosen = spoken(locale.uiLanguages())
        for name, folder in (("qtbase", qt), ("liftapp", str(words()))):
            translator = QTranslator(self._app)
            if translator.load(f"{name}_{chosen}", folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def words() -> Path:
    """Where the window's own translations are."""
    return resources() / "i18n"


def spoken(wanted: Iterable[str]) -> str:
    """The first of the languages `wanted` (as "de-AT") that the window speaks.

    Not left to QTranslator.load: who wants English before German would get German, as there is
    no file for English; and who wants French would get Qt's own buttons in it, and no more.
    """
    for tag in wanted:
        language = tag.partition("-")[0]
        if language == ENGLISH or (words() / f"liftapp_{language}.qm").is_file():
            return language
    return ENGLISH


def dark() -> QPalette:
    """A quiet dark palette."""
    palette = QPalette()
    for role, colour in DARK.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text,
                 QPalette.ColorRole.ButtonText):  # fmt: skip
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(FAINT))
    return palette
