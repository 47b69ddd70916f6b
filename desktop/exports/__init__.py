"""Files that leave the program: recaps, the I'DIS pack, the log."""
