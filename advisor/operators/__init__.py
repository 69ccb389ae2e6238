"""Who may see the operators' page: their names and passwords, tries to sign in, sessions."""
