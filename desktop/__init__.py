"""What the user starts: the window and the command line."""
