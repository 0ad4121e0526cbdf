"""Invented people in any number, for examples and benchmarks. Nobody here exists."""
