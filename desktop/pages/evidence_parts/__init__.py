"""What can be done with the evidence of a report, one thing a module; the panel puts them together."""
