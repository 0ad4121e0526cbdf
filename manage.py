"""Django's own commands, for developers: `.venv/bin/python manage.py makemigrations`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.site.settings")
    os.environ.setdefault("CAIRN_MODE", "test")
    os.environ.setdefault("CAIRN_DATA", str(Path(__file__).parent / ".development"))
    execute_from_command_line(sys.argv)
