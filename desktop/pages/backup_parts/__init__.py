"""Rooms of the settings' page of backups."""
