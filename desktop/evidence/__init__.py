"""What the window does with evidence beside its pages: copies, folders, printing, reading texts, checking."""
