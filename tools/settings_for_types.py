"""The settings as mypy reads them: those of the tests, whatever the environment says, in nobody's folder."""

import os
import tempfile

os.environ["CAIRN_MODE"] = "test"
os.environ["CAIRN_DATA"] = os.path.join(tempfile.gettempdir(), "cairn-types")
os.environ["CAIRN_SECRET_KEY"] = "only for reading types"
os.environ.pop("CAIRN_DATABASE", None)

from cairn.site.settings import *  # noqa: F403
