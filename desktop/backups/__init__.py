"""Backups and restoring as the window and the command line drive them."""
