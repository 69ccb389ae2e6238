"""The study: questionnaires put to language models, and what their answers say."""
