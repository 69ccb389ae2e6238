"""Millions of histories, scored in parts: what is done stays done, what cannot be is set aside."""
