"""Backups: dated sets of the database and its keys over one pool of vault files, made, checked, thinned and copied."""
