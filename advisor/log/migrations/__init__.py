"""The history of the log's tables, run by Alembic."""
