"""One module a migration, newest last."""
