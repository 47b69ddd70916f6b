"""What keeps the screen from being read by somebody else: locks, privacy mode, the clipboard."""
