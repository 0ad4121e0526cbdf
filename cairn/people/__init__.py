"""Persons: sign-in, profiles, skills, availability, preferences and who may contact whom."""
