"""Everything that persists: the encrypted database, its log, its keys and the vault of evidence."""
