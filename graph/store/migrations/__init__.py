"""The tables beside LangGraph's own, version by version; a chain apart from the log's."""
