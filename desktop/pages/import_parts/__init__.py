"""What pages that take in a sheet have in common."""
