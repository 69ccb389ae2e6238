"""Whether who a person is changes what is suggested: the same history with that swapped."""
