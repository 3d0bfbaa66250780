"""Sizes as people read them; the window says the same through QLocale (ui.words)."""

UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


def sized(count: float) -> str:
    """`count` bytes in powers of 1000, as desktops show files: "1.6 MB"."""
    power = 0
    while abs(count) >= 1000 and power < len(UNITS) - 1:
        count, power = count / 1000, power + 1
    return f"{count:.1f} {UNITS[power]}" if power else f"{count:.0f} {UNITS[0]}"
