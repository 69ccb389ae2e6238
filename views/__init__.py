"""What a person sees: cards, timeline, plots, theme, as HTML and figures."""
