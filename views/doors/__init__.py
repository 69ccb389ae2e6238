"""What pages behind a password have in common: signing in, forms, refusals, headers."""
