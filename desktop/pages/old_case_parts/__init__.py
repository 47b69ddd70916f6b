"""The parts of the pages of old cases."""
