"""How far to trust a suggestion: what a language model says of itself, and what was measured."""
