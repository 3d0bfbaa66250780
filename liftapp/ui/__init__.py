"""The window: the only room that sees Qt, and none of it sees torch."""
