"""Answers that are always the same words: what this is, a kind word, languages not read."""

from graph.understanding import Feeling, Intent

WHAT_I_DO = (
    "I'm a program, not a person: I read what you tell me about your work, match it to O*NET's"
    " occupations, and look at where people with such jobs went next.",
    "You can tell me jobs, dates, education, what you like and what you rule out; correct me at"
    " any time; ask why, what a job pays or whether it is growing; or name a job you have in mind.",
    'Say "show me suggestions now" whenever you like, or "take the interest test" to rate'
    " activities."
    ' Your conversation is kept on this computer; to start over or to delete it, use "Your data" on'
    " the page.",
)

ERASE = (
    'Nothing is deleted yet. To delete everything, press "Delete my data" on the page, under "Your'
    ' data": you are asked once more, and then what you said, your history and the suggestions are'
    " erased."
)
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
ANSWERS_ARE_KEPT = (
    "Your answers on activities are kept: change them where you gave them, on the page under"
    ' "What you like doing", or say "take the interest test".'
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
    Intent.ERASE: (ERASE,),
    Intent.AGE: AGE,
    Intent.UNDO: (NOTHING_TO_UNDO,),
    Intent.OFF_TOPIC: (OFF_TOPIC,),
    Intent.DISTRESS: IN_DISTRESS,
    Intent.THANKS: (THANKS,),
}
"""What is always said in the same words, by what was asked."""

FEELINGS: dict[Feeling, str] = {
    Feeling.BOSS: "That sounds wearing; the people one works for can make or break a job.",
    Feeling.EXHAUSTED: "I'm sorry work has worn you down like that.",
    Feeling.DISMISSED: "I'm sorry; losing a job is hard.",
    Feeling.LOSS: "I'm sorry for your loss.",
    Feeling.DISCOURAGED: "I'm sorry; that is a heavy thing to carry, and no measure of your worth.",
    Feeling.ILLNESS: "I'm sorry to hear that, and I hope it gets easier.",
}
"""A sentence that takes up what was told in passing."""

ENGLISH = (
    "For now I read English and Spanish only. Please write in one of them; I answer in English."
)
LANGUAGES = {
    "ar": "أقرأ حاليًا الإنجليزية والإسبانية فقط.",
    "de": "Im Moment lese ich nur Englisch und Spanisch.",
    "fr": "Pour l'instant, je ne lis que l'anglais et l'espagnol.",
    "ja": "今のところ、英語とスペイン語しか読めません。",
    "ko": "지금은 영어와 스페인어만 읽을 수 있습니다.",
    "pt": "Por enquanto, só leio inglês e espanhol.",
    "ru": "Пока я читаю только по-английски и по-испански.",
    "tl": "Sa ngayon, Ingles at Espanyol lang ang nababasa ko.",
    "vi": "Hiện tại tôi chỉ đọc được tiếng Anh và tiếng Tây Ban Nha.",
    "zh": "目前我只能读懂英文和西班牙文。",
}
"""The same in languages that are recognised, by ISO 639-1 code."""
