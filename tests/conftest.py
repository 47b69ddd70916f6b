"""What every test shares."""

from __future__ import annotations

from hypothesis import settings

# Timings are never a test's business: a busy machine must not fail one.
settings.register_profile("netralitas", deadline=None)
settings.load_profile("netralitas")
