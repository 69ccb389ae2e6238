"""Ratings fitted with lme4, to compare with."""
