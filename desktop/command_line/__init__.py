"""Commands for the task scheduler and the terminal."""
