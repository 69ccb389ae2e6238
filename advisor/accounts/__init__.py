"""Who may sign in on our pages: names and passwords, tries to sign in, sessions."""
