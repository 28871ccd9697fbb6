from tests.record.databases import *  # noqa: F403
