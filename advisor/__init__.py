"""Careers: a history, the next occupations it points to, and why."""
