"""What the office can do: one module per noun, each function checks one right and works in one unit of work."""
