"""What is measured, by which command, and the results."""
