"""Settings of all tests."""

from hypothesis import settings

# The same examples in every run, and no examples judged by the machine's clock.
settings.register_profile("dragoman", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("dragoman")
