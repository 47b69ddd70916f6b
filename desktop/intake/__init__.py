"""What window and command line share of intake: forms of the watch, matched lists, the index of what is alike."""
