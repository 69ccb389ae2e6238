"""Experiments on conversations, the serving half: which there are, and who takes part in which."""
