"""What the page of a wording is made of."""
