"""Training, exporting and measuring the reading model: the only place where torch is imported."""
