"""Experiments on conversations, the evaluation half: what the log says of the variants."""
