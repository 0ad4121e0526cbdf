"""The door for web servers: `cairn.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.site.settings")

application = get_wsgi_application()
