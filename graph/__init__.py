"""The conversation: one message in, a stream of events out."""
