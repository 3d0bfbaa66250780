"""liftapp learns a long document on your own machine and answers questions about it."""

__version__ = "0.1.0"
