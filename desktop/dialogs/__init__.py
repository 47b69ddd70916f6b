"""Dialogs; a dialog never opens a dialog."""
