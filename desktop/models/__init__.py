"""Qt models fed with frozen records."""
