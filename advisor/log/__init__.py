"""The log of conversations: what the person agreed to, kept for evaluation, and erasable."""
