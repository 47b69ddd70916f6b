"""The parts of a letter's page: its facts, its life, its checks, its way to paper."""
