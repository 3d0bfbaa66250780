"""Draw the icons of desktops that take no SVG, from the SVG; run it after a change to the SVG.

python packaging/icons.py    writes resources/icons/png, liftapp.ico and liftapp.icns
"""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
LARGEST_ICO = 256  # what the format can state


def draw(svg: Path, size: int) -> QImage:
    """The icon, `size` pixels square, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image


def main() -> None:
    """Write one PNG a size, and the containers Windows and macOS want."""
    folder = ICONS / "png"
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        draw(ICONS / "liftapp.svg", size).save(str(folder / f"liftapp-{size}.png"))
    drawn = [Image.open(folder / f"liftapp-{size}.png") for size in SIZES]
    small = [image for image in drawn if image.width <= LARGEST_ICO]
    small[-1].save(ICONS / "liftapp.ico", append_images=small, sizes=[i.size for i in small])
    drawn[-1].save(ICONS / "liftapp.icns", append_images=drawn)


if __name__ == "__main__":
    main()
