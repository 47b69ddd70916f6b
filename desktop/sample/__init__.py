"""The sample office, the demonstration and the pictures of every page."""
