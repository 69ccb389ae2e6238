"""The built-in interviewer: reads messages by rules, without a language model."""
