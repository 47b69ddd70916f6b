"""What a case is and what the law says about it; knows no database, no window and no file."""
