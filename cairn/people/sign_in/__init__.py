"""Signing in: what Cairn changes about django-allauth, and what it adds."""
