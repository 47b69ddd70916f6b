"""The way in: opening the office, log-in, the recovery key, the first start."""
