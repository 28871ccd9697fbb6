"""The moment at which something was kept, as the record writes moments."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> str:
    """Return the present moment in UTC, to the second: 2025-08-23T18:05:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
