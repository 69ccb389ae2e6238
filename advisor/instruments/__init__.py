"""Interest questionnaires keyed to Holland's six areas: their layout and how they are scored."""
