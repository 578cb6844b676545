"""Checks message templates for accessibility, required content and plain language."""

__version__ = "0.1.0"
