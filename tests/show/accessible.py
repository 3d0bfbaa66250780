"""What a screen reader is told: widgets of another program by their names, over AT-SPI."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, COMPONENT, TEXT = (
    f"org.a11y.atspi.{name}" for name in ("Accessible", "Component", "Text")
)
SHOWING, ENABLED, CHECKED = 25, 8, 4
"""Numbers of states, as bits."""
ON_SCREEN = 0
"""Extents in pixels of the screen, not of the window."""
PATIENCE_S = 20.0


class Gone(Exception):
    """A widget that is not there any more, or a program that does not answer."""


@dataclass(frozen=True)
class Node:
    """One widget, or a program with its windows below it."""

    bus: DBusConnection
    program: str
    path: str

    @property
    def name(self) -> str:
        """What a screen reader says; of a label its text."""
        return str(self._property("Name"))

    @property
    def role(self) -> str:
        """Its kind: "label", "push button"."""
        return str(self._ask(ACCESSIBLE, "GetRoleName")[0])

    @property
    def text(self) -> str:
        """What stands in a text field; empty where it is none."""
        try:
            return str(self._ask(TEXT, "GetText", "ii", (0, -1))[0])
        except Gone:
            return ""

    @property
    def rect(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in pixels of the screen, also where it is scrolled away."""
        ((x, y, width, height),) = self._ask(COMPONENT, "GetExtents", "u", (ON_SCREEN,))
        return x, y, width, height

    @property
    def middle(self) -> tuple[int, int]:
        """In pixels of the screen."""
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2

    def has(self, state: int) -> bool:
        """Whether it is in a state."""
        ((low, high),) = self._ask(ACCESSIBLE, "GetState")
        return bool((low | high << 32) >> state & 1)

    def children(self) -> list["Node"]:
        """What is directly below it."""
        (found,) = self._ask(ACCESSIBLE, "GetChildren")
        return [Node(self.bus, program, path) for program, path in found]

    def all(self) -> Iterator["Node"]:
        """Everything below it that is on the screen, first to last."""
        for child in self.children():
            if child.has(SHOWING) or child.role == "application":
                yield child
                yield from child.all()

    def find(self, name: str, role: str = "") -> "Node | None":
        """The first one below whose whole name matches a pattern; None where there is none."""
        try:
            return next(
                (n for n in self.all() if re.fullmatch(name, n.name) and role in ("", n.role)), None
            )
        except Gone:
            return None  # it changed while it was read

    def _property(self, name: str) -> Any:
        asked = (ACCESSIBLE, name)
        return self._ask("org.freedesktop.DBus.Properties", "Get", "ss", asked)[0][1]

    def _ask(
        self, interface: str, method: str, kinds: str = "", values: tuple[Any, ...] = ()
    ) -> Any:
        to = DBusAddress(self.path, self.program, interface)
        call = new_method_call(to, method, kinds or None, values)
        try:
            reply = self.bus.send_and_get_reply(call, timeout=PATIENCE_S)
        except TimeoutError as error:
            raise Gone(self.path) from error
        if reply.header.message_type is MessageType.error:
            raise Gone(reply.body)
        return reply.body


def programs() -> Node:
    """All programs that speak to screen readers, in this session."""
    session = open_dbus_connection("SESSION")
    asked = new_method_call(
        DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
    )
    address = session.send_and_get_reply(asked, timeout=PATIENCE_S).body[0]
    session.close()
    return Node(open_dbus_connection(address), "org.a11y.atspi.Registry", ROOT)
