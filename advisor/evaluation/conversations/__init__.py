"""Whole conversations held with an advisor: how they are labelled, judged and compared."""
