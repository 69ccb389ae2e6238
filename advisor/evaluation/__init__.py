"""Measures predictors of the next state on observed careers; nothing that serves imports it."""
