"""The operators' page: how good conversations are, and what was said in those that may be read."""
