"""Other ways to say things than plain English: casual, short, vague, mixed with Spanish."""

from dataclasses import replace

from advisor.career import EducationLevel
from advisor.evaluation.simulated.sentences import ENGLISH, SCHOOL

_L = EducationLevel
CASUAL = replace(
    ENGLISH,
    now=(
        "been {a} since {start}",
        "im {a} now, since {start}",
        "working as {a} these days, got in {start}",
    ),
    past=(
        "was {a} from {start} to {end}",
        "did {start} til {end} as {a}",
        "used to be {a}, {start} to {end}",
        "{title} {start}-{end}",
    ),
    one_year=(
        "was {a} in {start}, lasted a few months",
        "{title} in {start}",
        "in {start} i was {a}",
    ),
    now_bare=("im {a}", "working as {a} rn"),
    past_bare=("was {a} before", "used to be {a}"),
    again=("back to being {a} from {start} to {end}", "was {a} again {start}-{end}"),
    dates_now=("since {start}", "{start} til now", "started {start}, still at it"),
    dates_past=("{start} to {end}", "{start}-{end}", "from like {start} to {end}"),
    dates_one_year=("just {start}", "only in {start}", "that was in {start}"),
    later=("the {title} gig was {start} to {end}", "oh and i was {a} {start}-{end}"),
    school={
        **SCHOOL,
        _L.HIGH_SCHOOL: ("graduated hs in {year}", "finished high school {year}", "ged in {year}"),
        _L.SOME_COLLEGE: ("did some college, dropped out {year}",),
        _L.ASSOCIATE: ("got my associates in {year}", "associates, {year}"),
        _L.BACHELOR: ("bachelors in {year}", "got my bachelors {year}"),
        _L.MASTER: ("masters in {year}",),
    },
    pause=("no job {start} to {end}", "wasnt working from {start} to {end}"),
    pause_year=("no job in {start}", "wasnt working in {start}"),
    idle=("not working rn", "between jobs right now"),
    studying=("in school rn", "just a student right now"),
    no_more=("nah thats it", "nope", "thats everything"),
    no_interest=("dunno", "no idea tbh", "idk"),
    no_limit=("nah", "nope im good with whatever", "not really"),
    refusal=("rather not say",),
    capital=False,
)
SHORT = replace(
    CASUAL,
    now=("{title}, since {start}", "{title} since {start}"),
    past=("{title}, {start} to {end}", "{title} {start}-{end}"),
    one_year=("{title}, {start}",),
    now_bare=("{title}", "i'm {a}", "{title} at the moment"),
    past_bare=("{a}, before", "was {a}", "used to be {a}"),
    again=("{title} again, {start} to {end}",),
    later=("{title} was {start} to {end}", "{title}: {start} to {end}"),
    dates_now=("since {start}", "{start} until now"),
    dates_past=("{start} to {end}", "{start}-{end}", "{start} until {end}"),
    school={
        **SCHOOL,
        _L.HIGH_SCHOOL: ("high school, {year}", "hs diploma {year}"),
        _L.SOME_COLLEGE: ("some college until {year}, no degree",),
        _L.ASSOCIATE: ("associate's, {year}",),
        _L.BACHELOR: ("bachelor's, {year}",),
        _L.MASTER: ("master's, {year}",),
    },
    idle=("not working",),
    no_more=("no", "no more"),
    refusal=("i'd rather not say", "none of your business", "skip that"),
)
VAGUE = replace(
    ENGLISH,
    now=(
        "I've been {a} since around {start}.",
        "I'm {a}, have been since about {start} I think.",
        "I'm {a}, since {start} or so.",
    ),
    past=(
        "I was {a} from around {start} to about {end}.",
        "I worked as {a} from about {start} until {end} or so.",
        "I was {a} for about {years} years, until around {end}.",
        "Roughly {start} to {end} I was {a}.",
        "I started as {a} around {start} and did that for some {years} years.",
    ),
    one_year=(
        "I was {a} sometime around {start}.",
        "Around {start} I was {a} for a bit.",
        "I was {a} in about {start}.",
    ),
    again=("I was {a} again from around {start} to about {end}.",),
    dates_now=("Since around {start}, I'd say.", "Since {start} or so."),
    dates_past=("About {start} to {end}.", "From around {start} until maybe {end}."),
    dates_one_year=("Around {start}.", "In {start} or so."),
    later=("I was {a} from around {start} to {end}.",),
    school={
        **SCHOOL,
        _L.HIGH_SCHOOL: (
            "I finished high school around {year}.",
            "I think I graduated from high school in {year}.",
        ),
        _L.BACHELOR: ("I got my bachelor's around {year}.", "Bachelor's degree, about {year}."),
    },
)
MIXED = replace(
    ENGLISH,
    now=(
        "Ahora I work as {title}, desde {start}.",
        "Soy {title} since {start}.",
        "I'm {title} desde {start}.",
    ),
    past=(
        "I was {title} desde {start} hasta {end}.",
        "Trabajé como {title} from {start} to {end}.",
        "De {start} a {end} I worked as {title}.",
        "Antes fui {title}, {start} to {end}.",
    ),
    one_year=("En {start} I was {title}.", "Trabajé como {title} in {start}."),
    now_bare=("Soy {title}.", "I work as {title} ahora."),
    past_bare=("Fui {title} antes.", "I was also {title}."),
    again=("Otra vez {title}, {start} to {end}.", "I was {title} otra vez, {start} to {end}."),
    dates_now=("Desde {start}.", "Since {start} hasta ahora."),
    dates_past=("De {start} a {end}.", "Desde {start} hasta {end}.", "{start} to {end}."),
    dates_one_year=("En {start}.", "Solo {start}."),
    later=("I was {title} de {start} a {end}.",),
    school={
        **SCHOOL,
        _L.HIGH_SCHOOL: (
            "Terminé la high school en {year}.",
            "I finished high school en {year}.",
        ),
        _L.BACHELOR: ("I got my bachelor's en {year}.", "Tengo un bachelor's, {year}."),
    },
    pause=("No tuve trabajo from {start} to {end}.",),
    pause_year=("No tuve trabajo en {start}.",),
    idle=("Ahora I'm not working.",),
    no_more=("No, eso es todo.", "No, that's all."),
    no_interest=("No sé.", "I don't know, la verdad."),
    no_limit=("No.", "No, nada."),
)
