"""The parts of the I'DIS page."""
