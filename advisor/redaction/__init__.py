"""Takes direct identifiers out of text before it is stored."""
