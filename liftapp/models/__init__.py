"""Base models: found, checked, placed and loaded, with a reason for every choice."""

from liftapp.models.base import BaseModel, load_base
from liftapp.models.device import Placement, place

__all__ = ["BaseModel", "Placement", "load_base", "place"]
