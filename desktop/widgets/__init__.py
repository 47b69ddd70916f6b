"""Building blocks of pages; each knows the theme and nothing of the office."""
