"""The library in which all components are registered."""

from django.template import Library

register = Library()
