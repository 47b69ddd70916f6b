"""Parts of a regulation's page: its document, its entries' form, its text, its checks, what changed, its use."""
