"""The migrations, in order; each imports none of the program's code."""
