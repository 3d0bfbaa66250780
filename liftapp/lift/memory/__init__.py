"""Memories: what a document becomes, behind one protocol."""

from liftapp.lift.memory.gated import GatedMemory, GatedSettings
from liftapp.lift.memory.gates import Gates
from liftapp.lift.memory.holder import attached_memory, switch
from liftapp.lift.memory.protocol import About, Memory
from liftapp.lift.memory.recall import Asked, Head, Index
from liftapp.lift.memory.registry import KINDS, create, settings_of
from liftapp.lift.memory.settings import (
    CartridgeSettings,
    LoraSettings,
    PissaSettings,
    Settings,
)
from liftapp.lift.memory.slots import SlotMemory, SlotSettings

__all__ = [
    "KINDS",
    "About",
    "Asked",
    "CartridgeSettings",
    "GatedMemory",
    "GatedSettings",
    "Gates",
    "Head",
    "Index",
    "LoraSettings",
    "Memory",
    "PissaSettings",
    "Settings",
    "SlotMemory",
    "SlotSettings",
    "attached_memory",
    "create",
    "settings_of",
    "switch",
]
