"""What people say in place of an answer: questions back, things that happen around them."""

INTERRUPTIONS = (
    "Hold on, is this a real person I'm talking to?",
    "Quick question first: who gets to see what I write here?",
    "How much does a plumber make, by the way?",
    "Sorry, the dog was barking. What did you ask?",
    "One sec, phone.",
    "Will robots take all these jobs anyway?",
    "Am I too old to start over?",
    "Where do you get your numbers from?",
    "My sister is a dental hygienist, she loves it.",
    "What's the outlook for welders?",
    "How many more questions are there?",
)
EXCUSES = (
    "why do you want to know?",
    "what do you need that for",
    "who sees this?",
    "do you keep this?",
)
