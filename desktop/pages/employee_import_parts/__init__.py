"""Parts of the page that imports employees."""
