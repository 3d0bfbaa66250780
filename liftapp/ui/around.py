"""What opens around the chat: dialogs of the menus, files to choose, the document's pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from liftapp.library import DocumentRecord, FoundPassage, Library, file_name
from liftapp.paths import Home
from liftapp.ui.failure import FailureDialog
from liftapp.ui.file_dialogs import choose_files, choose_target
from liftapp.ui.logs import LOG
from liftapp.ui.opening import BUNDLE, READABLE
from liftapp.ui.tasks import Tasks
from liftapp.ui.window import MainWindow
from liftapp.workflows.chats import export_chat
from liftapp.workflows.failures import failure
from liftapp.workflows.shelf import Entry
from liftapp.workflows.stored import in_its_file

if TYPE_CHECKING:
    from liftapp.ui.pages.viewer import PageViewer


class Around(QObject):
    """Opens them; each is there once at most."""

    def __init__(self, home: Home, window: MainWindow, tasks: Tasks) -> None:
        """Belong to `window`."""
        super().__init__(window)
        self._home, self._window, self._tasks = home, window, tasks
        self.failure: FailureDialog | None = None
        self.viewer: PageViewer | None = None
        self._shown = self._paged = ""
        window.shortcuts_asked.connect(self.show_shortcuts)
        window.about_asked.connect(self.show_about)

    def tell_bug(self, error: BaseException) -> None:
        """Say that liftapp itself went wrong; the log has it too."""
        LOG.error("A bug", exc_info=error)
        details = failure(error).details if isinstance(error, Exception) else ""
        words = self.tr("liftapp made a mistake. What you did last may not have worked.")
        self.show_failure(words, details or str(error))

    def show_failure(self, sentence: str, details: str) -> None:
        """One dialog at a time: a bug in a timer would open thousands."""
        if self.failure is not None:
            return
        self.failure = FailureDialog(sentence, details, self._home.state, self._window)
        self.failure.finished.connect(self._failure_closed)
        self.failure.show()

    def show_shortcuts(self) -> None:
        """List the keys of every action there is."""
        from liftapp.ui.shortcuts import ShortcutsDialog, listed

        rows = listed(self._window, self._pages())
        question = self._window.chat.composer.edit.accessibleName()
        rows += [
            (question, self.tr("Ask"), self.tr("Return")),
            (question, self.tr("New line"), self.tr("Shift+Return")),
        ]
        self._open(ShortcutsDialog(rows, self._window))

    def show_about(self) -> None:
        """Versions and licences."""
        from liftapp.ui.about import AboutDialog

        self._open(AboutDialog(self._window.device, self._window))

    def choose_documents(self, taken: Callable[[list[Path]], object]) -> None:
        """Ask for documents and memories."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(READABLE | {BUNDLE}) if suffix)
        filters = [
            self.tr("Documents and memories ({patterns})").format(patterns=patterns),
            self.tr("All files (*)"),
        ]
        choose_files(self._window, self.tr("Open documents"), filters, taken)

    def export_chat(self, entry: Entry) -> None:
        """Ask where to write a chat, and write it."""
        filters = [
            self.tr("Markdown (*.md)"),
            self.tr("Web page (*.html)"),
            self.tr("JSON (*.json)"),
        ]
        words = self.tr("The chat was exported.")

        def write(paths: list[Path]) -> None:
            self._tasks.run(export_chat, self._home, entry.id, paths[0],
                            done=lambda _: self._window.bar.say(words))  # fmt: skip

        name = file_name(entry.name) + ".md"
        choose_target(self._window, self.tr("Export this chat"), name, filters, write)

    def show_page(self, memory: str, passage: FoundPassage) -> None:
        """Open the memory's document where the passage stands."""

        def opened(document: DocumentRecord) -> None:
            self._show_page(memory, document, passage)

        self._tasks.run(document_of, self._home, memory, done=opened)

    def follow(self, memory: str) -> None:
        """Pages are in sight beside the chat of their memory only; `memory`: whose is, or none."""
        self._shown = memory
        if self.viewer is not None and self._paged:
            self.viewer.setVisible(memory == self._paged)

    def _pages(self) -> PageViewer:
        if self.viewer is None:
            from liftapp.ui.pages.viewer import PageViewer  # the first paint needs no QtPdf

            self.viewer = PageViewer()
            self.viewer.setAccessibleName(self.tr("Pages"))
            self.viewer.closed.connect(self._close_pages)
        return self.viewer

    def _show_page(self, memory: str, document: DocumentRecord, passage: FoundPassage) -> None:
        if memory != self._shown:
            return  # something else was opened meanwhile
        viewer, self._paged = self._pages(), memory
        self._window.show_beside(viewer)
        viewer.show_passage(*in_its_file(document, passage))
        (viewer.pdf if viewer.pdf.isVisible() else viewer.text).setFocus()

    def _close_pages(self) -> None:
        self._paged = ""
        if self.viewer is not None:
            self.viewer.hide()
        self._window.chat.composer.edit.setFocus()

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failure_closed(self) -> None:
        self.failure = None


def document_of(home: Home, memory: str) -> DocumentRecord:
    """The document of a memory with its text."""
    with Library(home) as library:
        return library.documents.get(library.memories.by_id(memory).document_sha256)
