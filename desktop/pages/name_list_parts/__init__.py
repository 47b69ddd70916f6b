"""What the pages of name lists are made of."""
