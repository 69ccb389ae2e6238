"""The widget: a conversation with the advisor on any site's page, by one script tag."""
