"""Answers that are always the same words: what this is, its data, how sure it is."""

from graph.understanding import Intent

WHAT_I_DO = (
    "I'm a program, not a person: I read what you tell me about your work, match it to O*NET's"
    " occupations, and look at where people with such jobs went next.",
    "You can tell me jobs, dates, education, what you like and what you rule out; correct me at"
    " any time; ask why, what a job pays or whether it is growing; or name a job you have in mind.",
    'Say "show me suggestions now" whenever you like.'
    ' Your conversation is kept on this computer; to start over or to delete it, use "Your data" on'
    " the page.",
)

SOURCES = (
    "What jobs need and what they are like comes from O*NET, by the U.S. Department of Labor; pay"
    " and outlook from the U.S. Bureau of Labor Statistics.",
    "The chances are counted from the observed careers of the NLSY97, a survey that has followed"
    " people in the United States born from 1980 to 1984: where those with jobs like yours worked"
    " a year later.",
)
CERTAINTY = (
    "Not very: the chances say how often people with a history like yours moved to such jobs, not"
    " what will happen to you, nor what would suit you best.",
    "Tried on people it was not counted from, the chance of staying was off by about 1 percentage"
    " point on average, and 37 in 100 of those who moved went to one of the five places it found"
    " likeliest. Take the suggestions as ideas to look into.",
)  # benchmarks/predictor.md: calibration and hit@5 of the shipped model
AGE = (
    "Your age plays no part here: I don't ask for it, and no suggestion depends on it. How long you"
    " have worked does.",
    "One thing to know: the careers I count from are of people born from 1980 to 1984, so they say"
    " little about changes late in a career.",
)
AUTOMATION = (
    "I have no figures on AI or automation, so I can't say which jobs are safe from it. What I have"
    " is the outlook that the U.S. Bureau of Labor Statistics publishes: whether an occupation is"
    " expected to grow and how many openings there are. It is a projection, not a promise."
)
OFF_TOPIC = "I can only help with jobs and careers, so I'll leave that one."
NOTHING_TO_UNDO = (
    "There is nothing to undo: nothing that you told me was changed, or all of it is undone. To"
    ' remove something, name it: "remove the cook job".'
)
IN_DISTRESS = (
    "I'm sorry it is that hard right now. I'm only a program for career questions and can't help"
    " with this, but people can, at any hour.",
    "In the United States, call or text 988 (Suicide & Crisis Lifeline). Elsewhere, call your"
    " emergency number, or find a helpline near you at findahelpline.com. If you are in danger now,"
    " call 911 or your emergency number.",
    "What you told me about your work is kept; we can go on whenever you like.",
)
THANKS = "You're welcome. Your conversation is kept here, so you can come back to it."

FIXED: dict[Intent, tuple[str, ...]] = {
    Intent.HELP: WHAT_I_DO,
    Intent.SOURCES: SOURCES,
    Intent.CERTAINTY: CERTAINTY,
    Intent.AGE: AGE,
    Intent.UNDO: (NOTHING_TO_UNDO,),
    Intent.OFF_TOPIC: (OFF_TOPIC,),
    Intent.DISTRESS: IN_DISTRESS,
    Intent.THANKS: (THANKS,),
}
"""What is always said in the same words, by what was asked."""
