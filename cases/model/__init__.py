"""Frozen records of the field, one module per noun."""
