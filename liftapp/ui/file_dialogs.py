"""File dialogs that do not stop the event loop: the answer comes by a call."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Taken = Callable[[list[Path]], object]


def choose_files(parent: QWidget, title: str, filters: list[str], taken: Taken) -> QFileDialog:
    """Ask for files that are there."""
    dialog = _dialog(parent, title, filters, taken)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, title: str, taken: Taken) -> QFileDialog:
    """Ask for one folder."""
    dialog = _dialog(parent, title, [], taken)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()
    return dialog


def choose_target(
    parent: QWidget, title: str, name: str, filters: list[str], taken: Taken
) -> QFileDialog:
    """Ask where to write; the dialog asks before a file is replaced."""
    dialog = _dialog(parent, title, filters, taken)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    # "Markdown (*.md)": what is typed without a suffix gets that of the chosen line.
    dialog.filterSelected.connect(
        lambda line: dialog.setDefaultSuffix(line.rpartition("*.")[2].rstrip(")"))
    )
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, filters: list[str], taken: Taken) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(filters)
    dialog.filesSelected.connect(lambda names: taken([Path(name) for name in names]))
    return dialog
