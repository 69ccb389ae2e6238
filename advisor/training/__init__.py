"""Builds what predictors need from survey panels. Serving never imports this package."""
