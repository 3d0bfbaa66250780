import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from liftapp.paths import resources
from liftapp.ui.icons import app_icon, icon

SYMBOLS = sorted(path.stem for path in (resources() / "icons" / "symbolic").glob("*.svg"))
NEEDED = (
    "open learn pause resume stop memory window source library settings copy again edit delete "
    "export search close"
)


@pytest.fixture(autouse=True)
def same_palette(qapp: QApplication) -> Iterator[None]:
    before = QPalette(QGuiApplication.palette())
    yield
    qapp.setPalette(before)


def colours(pixmap: QPixmap) -> set[str]:
    """The colours of what is fully there."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    seen = (image.pixelColor(x, y) for x, y in places)
    return {colour.name() for colour in seen if colour.alpha() == 255}


def with_text(app: QApplication, text: str, group: QPalette.ColorGroup) -> None:
    palette = QPalette(QGuiApplication.palette())
    palette.setColor(group, QPalette.ColorRole.WindowText, QColor(text))
    app.setPalette(palette)


def test_all_needed_symbols_are_there() -> None:
    assert set(NEEDED.split()) <= set(SYMBOLS)
    with pytest.raises(ValueError, match="no icon 'nosuch'"):
        icon("nosuch")


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_has_the_colour_of_the_text_on_every_screen(qapp: QApplication, name: str) -> None:
    with_text(qapp, "#a01020", QPalette.ColorGroup.Active)
    for ratio in (1.0, 1.5, 2.0):
        drawn = icon(name).pixmap(QSize(16, 16), ratio)
        assert drawn.devicePixelRatio() == ratio
        assert drawn.width() == 16 * ratio
        assert colours(drawn) == {"#a01020"}


def test_a_symbol_without_room_is_none(qapp: QApplication) -> None:
    assert icon("stop").pixmap(QSize(0, 0)).isNull()


def test_a_symbol_follows_the_palette(qapp: QApplication) -> None:
    symbol = icon("stop")
    for text in ("#101010", "#f0f0f0"):
        with_text(qapp, text, QPalette.ColorGroup.Active)
        assert colours(symbol.pixmap(16, 16)) == {text}


def test_disabled_and_selected_symbols_look_like_the_text_beside_them(qapp: QApplication) -> None:
    with_text(qapp, "#808080", QPalette.ColorGroup.Disabled)
    assert colours(icon("stop").pixmap(16, 16, QIcon.Mode.Disabled)) == {"#808080"}
    selected = QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText).name()
    assert colours(icon("stop").pixmap(16, 16, QIcon.Mode.Selected)) == {selected}


def test_a_button_shows_it_again_after_the_palette_changed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("stop"))
    gc.collect()  # Qt alone holds the engine now
    button.show()
    for text in ("#123456", "#fedcba"):
        with_text(qapp, text, QPalette.ColorGroup.All)
        assert text in colours(button.grab())


def test_a_changed_copy_leaves_the_first_as_it_was(qapp: QApplication) -> None:
    with_text(qapp, "#123456", QPalette.ColorGroup.Active)
    first = icon("stop")
    copy = QIcon(first)
    copy.addPixmap(QPixmap(8, 8))  # makes Qt clone the engine
    gc.collect()
    assert colours(first.pixmap(16, 16)) == colours(copy.pixmap(16, 16)) == {"#123456"}


@pytest.mark.usefixtures("qapp")
def test_the_app_has_an_icon_of_its_own_in_many_sizes() -> None:
    own = app_icon()
    assert {16, 32, 48, 256} <= {size.width() for size in own.availableSizes()}
    assert len(colours(own.pixmap(16, 16))) > 2
