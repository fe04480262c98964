"""Properties are held by counting examples, not by the clock: a shared machine is slow at times."""

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
