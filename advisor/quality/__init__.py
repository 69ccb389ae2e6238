"""How good conversations are, by the log: figures with intervals, verdicts, what to look at."""
