"""The parts of a case's page: its head, its tabs and the panel of what comes next."""
