"""How the property tests of the whole repository search.

By default each run tries the same examples, so that a test which passed yesterday passes today and
whoever sees a failure sees the same one. `HYPOTHESIS_PROFILE=thorough make test` looks at many more,
and at new ones each time.
"""

import os

from hypothesis import HealthCheck, settings

UNTIMED = [HealthCheck.too_slow]
"""A busy machine is not a failure."""

settings.register_profile("default", derandomize=True, deadline=None, suppress_health_check=UNTIMED)
settings.register_profile(
    "thorough",
    max_examples=2_000,
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=UNTIMED,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
