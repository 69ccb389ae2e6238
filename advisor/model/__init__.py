"""Predictors of the next occupation."""
