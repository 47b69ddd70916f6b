"""The pages of the window; each knows its services and none of the others."""
