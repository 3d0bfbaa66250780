"""The document itself, opened at the passage an answer rests on."""

from liftapp.ui.pages.viewer import PageViewer

__all__ = ["PageViewer"]
