"""What fills each kind of letter, one module a noun."""
