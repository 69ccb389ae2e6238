"""The counsellors' page: what visitors share with them, and their notes."""
