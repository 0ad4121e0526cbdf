"""The site's own settings, with the plain views at addresses of their own: the same rooms, middleware and server."""

from cairn.site.settings import *  # noqa: F403
from cairn.site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.house"]
ROOT_URLCONF = "benchmarks.house.urls"
