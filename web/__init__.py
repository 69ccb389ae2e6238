"""The web service: REST and server-sent events, signed visits, the widget, health and metrics."""
