"""What simulated people say things with: sentences with gaps, in everyday English."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.career import EducationLevel

_L = EducationLevel
Templates = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences for each thing there is to say; one of each is drawn when it is said.

    Gaps: ``{title}`` and ``{a}`` (the title behind its article), ``{start}``, ``{end}``,
    ``{years}`` (calendar years from the first to the last), ``{year}``, ``{wrong}``, ``{right}``.

    Attributes:
        now, past, one_year: a job with its dates: still held, over, within one year.
        now_bare, past_bare: a job without its dates.
        again: a title that was told before, over.
        dates_now, dates_past, dates_one_year: the dates alone, in answer.
        later: a job's dates, told when nobody asked.
        school: by level, with its year.
        school_bare: by level, without one.
        pause, pause_year: years without a job, one year without one.
        idle, studying: what they do in place of a job now.
        wrong_start, wrong_end: a date put right.
        no_more, no_interest, no_limit: nothing to add, to like, to rule out.
        refusal: it stays untold.
        breaks: what stands between sentences that end in no full stop.
        capital: whether sentences begin with a capital letter.
    """

    now: Templates
    past: Templates
    one_year: Templates
    now_bare: Templates
    past_bare: Templates
    again: Templates
    dates_now: Templates
    dates_past: Templates
    dates_one_year: Templates
    later: Templates
    school: Mapping[EducationLevel, Templates]
    school_bare: Mapping[EducationLevel, Templates]
    pause: Templates
    pause_year: Templates
    idle: Templates
    studying: Templates
    wrong_start: Templates
    wrong_end: Templates
    no_more: Templates
    no_interest: Templates
    no_limit: Templates
    refusal: Templates
    breaks: Templates = (". ", ", ", "\n")
    capital: bool = True


SCHOOL: Mapping[EducationLevel, Templates] = {
    _L.LESS_THAN_HIGH_SCHOOL: ("I left high school without a diploma.",),
    _L.HIGH_SCHOOL: (
        "I finished high school in {year}.",
        "High school diploma in {year}.",
        "I graduated from high school in {year}.",
        "I got my GED in {year}.",
    ),
    _L.SOME_COLLEGE: (
        "I did some college but left in {year} without a degree.",
        "I went to college for a while and dropped out in {year}.",
    ),
    _L.ASSOCIATE: (
        "I got my associate's degree in {year}.",
        "Associate degree, finished in {year}.",
        "In {year} I finished a two-year associate's degree.",
    ),
    _L.BACHELOR: (
        "I got my bachelor's degree in {year}.",
        "I graduated from college with a bachelor's in {year}.",
        "Bachelor's, {year}.",
        "I earned my BA in {year}.",
    ),
    _L.MASTER: (
        "I got my master's in {year}.",
        "Master's degree in {year}.",
        "In {year} I finished a master's.",
    ),
    _L.PROFESSIONAL: ("I got my law degree, a JD, in {year}.", "I finished my JD in {year}."),
    _L.DOCTORATE: ("I got my PhD in {year}.", "I finished my doctorate in {year}."),
}
SCHOOL_BARE: Mapping[EducationLevel, Templates] = {
    _L.LESS_THAN_HIGH_SCHOOL: (
        "I never finished high school.",
        "I dropped out of high school.",
        "No diploma, I left high school early.",
    ),
    _L.HIGH_SCHOOL: ("I have a high school diploma.", "I finished high school.", "Just a GED."),
    _L.SOME_COLLEGE: ("Some college, no degree.",),
    _L.ASSOCIATE: ("I have an associate's degree.",),
    _L.BACHELOR: ("I have a bachelor's degree.", "I have a BA."),
    _L.MASTER: ("I have a master's.",),
    _L.PROFESSIONAL: ("I have a law degree, a JD.",),
    _L.DOCTORATE: ("I have a PhD.",),
}
ENGLISH = Sentences(
    now=(
        "Right now I'm {a}, and have been since {start}.",
        "I've been {a} since {start}.",
        "These days I work as {a}; I started in {start}.",
        "I'm {a}. I got hired in {start} and I'm still there.",
        "My present job is {title}, from {start} on.",
        "I work as {a}, since {start}.",
    ),
    past=(
        "From {start} to {end} I was {a}.",
        "I worked as {a} between {start} and {end}.",
        "I was {a} from {start} until {end}.",
        "In {start} I started as {a}, and I left in {end}.",
        "I spent {start} to {end} working as {a}.",
        "I had a job as {a} from {start} through {end}.",
        "{title}, {start} to {end}.",
    ),
    one_year=(
        "In {start} I was {a}.",
        "I was {a} in {start}, only that year.",
        "I worked as {a} in {start}.",
        "{title} in {start}, not for long.",
    ),
    now_bare=(
        "I'm {a}.",
        "I work as {a}.",
        "My job at the moment is {title}.",
        "At present I'm working as {a}.",
    ),
    past_bare=(
        "I used to work as {a}.",
        "I was {a} for a time.",
        "I had a job as {a}.",
        "I've also been {a}.",
    ),
    again=(
        "From {start} to {end} I was {a} again.",
        "I went back to being {a} from {start} to {end}.",
        "Then {a} once more, {start} to {end}.",
    ),
    dates_now=("Since {start}.", "From {start} until now.", "I started in {start}, still there."),
    dates_past=(
        "{start} to {end}.",
        "From {start} until {end}.",
        "I started in {start} and left in {end}.",
        "That was between {start} and {end}.",
    ),
    dates_one_year=("Just {start}.", "Only in {start}.", "That was in {start}."),
    later=(
        "I was {a} from {start} to {end}, by the way.",
        "The {title} job was from {start} to {end}.",
    ),
    school=SCHOOL,
    school_bare=SCHOOL_BARE,
    pause=(
        "I was out of work from {start} to {end}.",
        "I didn't have a job between {start} and {end}.",
        "I was unemployed {start} to {end}.",
    ),
    pause_year=("I was out of work in {start}.", "I didn't have a job in {start}."),
    idle=("I'm not working right now.", "I'm between jobs at the moment.", "I'm out of work now."),
    studying=("I'm in school right now.", "I'm a full-time student at the moment."),
    wrong_start=(
        "Sorry, I started as {a} in {right}, not {wrong}.",
        "Wait, the {title} job began in {right}, not in {wrong}.",
        "I said {wrong} for {title}, but I started in {right}.",
    ),
    wrong_end=(
        "Sorry, I left the {title} job in {right}, not {wrong}.",
        "Let me fix that: the {title} job ended in {right}, not {wrong}.",
        "I stopped working as {a} in {right}, not {wrong}.",
    ),
    no_more=("No, that's all of it.", "Nothing else.", "No, that's everything."),
    no_interest=("I'm not sure, honestly.", "Nothing comes to mind.", "I don't know."),
    no_limit=("No.", "Nothing I can think of.", "No, I'm open to anything."),
    refusal=("I'd rather not say.", "I'd rather not go into that."),
)
