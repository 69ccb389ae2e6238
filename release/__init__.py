"""What is handed out, and checked before it is: the documents, the wheel, what it stands on."""
