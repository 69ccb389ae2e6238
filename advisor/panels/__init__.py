"""Survey panels: careers as they were observed, checked on the way in."""
