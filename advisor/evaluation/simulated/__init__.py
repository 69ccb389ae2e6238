"""People to test with: real careers told to the advisor in many ways."""
