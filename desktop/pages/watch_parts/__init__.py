"""Parts of the pages of the watch over accounts."""
