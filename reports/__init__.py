"""Records in, bytes out: letters as PDF and recaps as Excel. No database, no Qt."""
