"""An icon in the tray: a notice when something is done, and the way back to a hidden window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget


class Notice(QSystemTrayIcon):
    """Shown only where the desktop has a tray; elsewhere the window asks for attention."""

    open_asked = Signal()
    quit_asked = Signal()

    def __init__(self, icon: QIcon, window: QWidget) -> None:
        """Belong to `window`, which is marked in the task bar when there is a notice."""
        super().__init__(icon, window)
        self._window = window
        self._menu = QMenu(window)
        self._menu.addAction(self.tr("&Open liftapp")).triggered.connect(self.open_asked)
        self._menu.addAction(self.tr("&Quit")).triggered.connect(self.quit_asked)
        self.setContextMenu(self._menu)
        self.setToolTip("liftapp")
        self.activated.connect(self._activated)
        self.messageClicked.connect(self.open_asked)
        if self.isSystemTrayAvailable():
            self.show()

    def tell(self, title: str, text: str) -> None:
        """Say something that may be missed: it is to be seen in the window too."""
        if self._window.isActiveWindow():
            return
        if self.isVisible() and self.supportsMessages():
            self.showMessage(title, text, self.icon())
        QApplication.alert(self._window)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()
