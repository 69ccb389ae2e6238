"""What the served model has to beat: from staying put to a transformer over codes."""
