"""Durations and sizes as people say them."""

from PySide6.QtCore import QCoreApplication, QLocale


def duration(locale: QLocale, seconds: float) -> str:
    """`seconds` in units that fit: "40 s", "12 min", "1 h 5 min"."""
    if seconds < 90:
        words = QCoreApplication.translate("words", "{n} s")
        return words.format(n=locale.toString(max(0, round(seconds))))
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return QCoreApplication.translate("words", "{n} min").format(n=locale.toString(minutes))
    words = QCoreApplication.translate("words", "{hours} h {minutes} min")
    return words.format(hours=locale.toString(hours), minutes=locale.toString(minutes))


def size(locale: QLocale, count: int) -> str:
    """`count` bytes in powers of 1000, as `liftapp.sizes` says it: "1.6 MB"."""
    return locale.formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
