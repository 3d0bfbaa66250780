"""The library's memories as a list model, and the words that say how each one is."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimeZone,
    Signal,
)

from liftapp.library import Status
from liftapp.ui.words import size
from liftapp.workflows.shelf import Entry

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MOST_FILES = 5
"""Of a memory of several, named in its tool tip."""


class Role(IntEnum):
    """What else the model tells of a memory."""

    ENTRY = Qt.ItemDataRole.UserRole
    DETAILS = Qt.ItemDataRole.UserRole + 1
    BADGES = Qt.ItemDataRole.UserRole + 2
    BRIEF = Qt.ItemDataRole.UserRole + 3
    """The details where there is little room; None: the same."""


class Order(IntEnum):
    """How the list can be sorted; the values are places in the view's box."""

    NEWEST = 0
    NAME = 1
    SIZE = 2
    SCORE = 3


class LibraryModel(QAbstractListModel):
    """One row a memory; editing its name only asks, as the library may refuse."""

    rename_asked = Signal(str, str)

    def __init__(self, locale: QLocale, parent: QObject | None = None) -> None:
        """Write numbers and dates as `locale` does."""
        super().__init__(parent)
        self._locale = locale
        self._all: list[Entry] = []
        self._entries: list[Entry] = []
        self._words: list[str] = []
        self._order = Order.NEWEST
        self.running = ""

    @property
    def total(self) -> int:
        """How many there are, looked for or not."""
        return len(self._all)

    def show(self, entries: list[Entry]) -> None:
        """Replace all memories."""
        self._all = list(entries)
        self._arrange()

    def look_for(self, text: str) -> None:
        """Keep the rows whose name, title, model or badges have every word of `text`."""
        self._words = text.casefold().split()
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort another way."""
        self._order = order
        self._arrange()

    def index_of(self, memory: str) -> QModelIndex:
        """Where a memory is; an invalid index where it is not among the rows."""
        rows = (row for row, entry in enumerate(self._entries) if entry.id == memory)
        return self.index(next(rows, -1))

    def set_running(self, memory: str) -> None:
        """Name the memory that is being learned now (its id, or nothing)."""
        self.running = memory
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802  Qt's name
        """As many as memories."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names can be edited, finished memories be dragged out as files."""
        if not index.isValid():
            return super().flags(index)
        flags = super().flags(index) | Qt.ItemFlag.ItemIsEditable
        ready = self._entries[index.row()].status is Status.READY
        return flags | Qt.ItemFlag.ItemIsDragEnabled if ready else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, details, badges, and all of it in words for screen readers."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return entry.name
            case Role.ENTRY:
                return entry
            case Role.DETAILS:
                return self._details(entry)
            case Role.BRIEF:
                return self._details(entry, brief=True)
            case Role.BADGES:
                return self._badges(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join([entry.name, *self._badges(entry), self._details(entry)])
            case Qt.ItemDataRole.ToolTipRole:
                badges = ", ".join(self._badges(entry))
                return "\n".join([*self._document(entry), badges, self._details(entry)])
            case _:
                return None

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for another name; the row changes when the library has it."""
        entry, name = self._entries[index.row()], str(value).strip()
        if role == Qt.ItemDataRole.EditRole and name and name != entry.name:
            self.rename_asked.emit(entry.id, name)
        return False

    def _arrange(self) -> None:
        # Not a QSortFilterProxyModel: in Python it takes half a second for 500 memories.
        self.beginResetModel()
        wanted = [entry for entry in self._all if self._is_wanted(entry)]
        self._entries = sorted(wanted, key=ORDERS[self._order])
        self.endResetModel()

    def _is_wanted(self, entry: Entry) -> bool:
        if not self._words:
            return True
        text = " ".join([entry.name, entry.title, entry.model, *self._badges(entry)]).casefold()
        return all(word in text for word in self._words)

    def _badges(self, entry: Entry) -> list[str]:
        if entry.id == self.running:
            state = self.tr("learning now")
        else:
            state = {
                Status.READY: self.tr("ready"),
                Status.LEARNING: self.tr("unfinished"),
                Status.FAILED: self.tr("failed"),
            }[entry.status]
        return [state, *self._warnings(entry)]

    def _warnings(self, entry: Entry) -> list[str]:
        found = (
            (entry.file_changed, self.tr("file changed")),
            (entry.file_missing, self.tr("file missing")),
            (entry.base_missing, self.tr("base model missing")),
        )
        return [words for is_so, words in found if is_so]

    def _document(self, entry: Entry) -> list[str]:
        """What was learned: a title and its file, or several files, which say more than theirs."""
        if not entry.files:
            return [entry.title, entry.path]
        more = len(entry.files) - MOST_FILES
        if more <= 0:
            return list(entry.files)
        words = self.tr("and {number} more").format(number=self._locale.toString(more))
        return [*entry.files[:MOST_FILES], words]

    def _details(self, entry: Entry, *, brief: bool = False) -> str:
        """`brief` leaves out what can be missed first."""
        parts = []
        if entry.score is not None:  # first: a narrow list cuts the end
            score = self._locale.toString(round(100 * entry.score))
            parts.append(self.tr("score {n} %").format(n=score))
        if entry.bytes:
            parts.append(size(self._locale, entry.bytes))
        if not brief:
            parts.append(entry.model)
        return " · ".join([*parts, self._date(entry)])

    def _date(self, entry: Entry) -> str:
        moment = QDateTime.fromString(entry.created, Qt.DateFormat.ISODate)
        local = moment.toTimeZone(QTimeZone.systemTimeZone())
        return self._locale.toString(local.date(), QLocale.FormatType.ShortFormat)


def newest(entry: Entry) -> float:
    """The later, the lower."""
    return -datetime.fromisoformat(entry.created).timestamp()


ORDERS: dict[Order, Callable[[Entry], float | str]] = {
    Order.NEWEST: newest,
    Order.NAME: lambda entry: entry.name.casefold(),
    Order.SIZE: lambda entry: -entry.bytes,
    # What was never examined comes last.
    Order.SCORE: lambda entry: 1.0 if entry.score is None else -entry.score,
}
