"""What fills a letter: pure functions from a case's file to the placeholders of a template."""
