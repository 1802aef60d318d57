"""Makes this folder one that tests import from: what several of their folders need is in modules beside this one.

Property tests try the same inputs every time, so that a change is judged by what it changes. `FUZZ=1000` explores.
No test finds anything in the index of a run before it, unless it is about just that.
"""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["MIGRATOR_CACHE"] = "off"
settings.register_profile("same inputs", derandomize=True, deadline=None)
if not os.environ.get("FUZZ"):
    settings.load_profile("same inputs")
