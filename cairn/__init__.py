"""Cairn: a platform on which organizations run mentorship programs."""

__version__ = "0.1.0"
