"""Takes what identifies people out of a text."""
