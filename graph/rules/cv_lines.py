"""Tells labels, places and notes in the heading lines of a CV from titles and employers."""

import re

from graph.rules.words import word_set

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming"
)
_TOWN_AND_STATE = re.compile(
    rf"[A-Z][\w .'-]{{1,25}}, (?:[A-Z]{{2}}|{_STATES})(?:,? (?:USA?|\d{{5}}))?"
)
_NAMED = re.compile(
    r"\s*(?:employer|company(?: name)?|organi[sz]ation|(?:job |position )?title|position|role)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*(?:dates?(?: employed| of employment)?|employment dates|period|duration|duties|location"
    r"|responsibilities|hours(?: per week)?|supervisor|salary|pay|address|phone"
    r"|reason for leaving)\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    r"(?:full|part)[ -]?time|(?:every )?(?:weekends?|evenings|nights|saturdays|sundays)|weekly"
    r"|contract|temp(?:orary)?|seasonal|permanent|freelance|internship|casual"
    r"|hours per week.*|\d+ ?(?:hours|hrs).*|[A-Z]{1,3}-\d[\d-]*|\d+[A-Z]?"
    r"|\d+ (?:yrs?|years?|mos?|months?)(?: \d+ (?:mos?|months?))?",
    re.IGNORECASE,
)
_NO_JOB = re.compile(
    r"(?:laid off|unemployed|career break|out of work|not working|gap year|sabbatical"
    r"|stay[- ]at[- ]home (?:mom|mum|dad|parent)|full[- ]time parent|maternity leave"
    r"|parental leave|caregiving break|travel(?:l?ing)?)",
    re.IGNORECASE,
)

_UNIT = re.compile(
    r"(?!(?:police|fire|sheriff|health|parks)\b)(?:[\w&/.-]+ ){0,3}(?:dept\.?|department|division"
    r"|unit|ward|floor|shift|team)"
    r"|labor (?:&|and) delivery|l&d|med(?:ical)?[ /-]*surg(?:ical|ery)?|(?:medical |surgical "
    r"|neonatal |pediatric )?(?:icu|intensive care)|nicu|picu|ccu|er|ed|or|emergency(?: room)?"
    r"|telemetry|oncology|radiology|pediatrics|orthopedics|maternity|dialysis|cardiology"
    r"|surgery|post-?partum|step-?down|electronics|produce|deli|bakery|garden center|front end"
    r"|lawn (?:&|and) garden|apparel|cosmetics|shoes|hardware|paint|appliances|meat|seafood",
    re.IGNORECASE,
)
_SMALL = word_set("of and the for at in on to a an with y de la el")
_NAME_LETTERS = word_set("dds dmd md do dvm phd jd esq od dpm")

_NAMELESS = re.compile(
    r"(?:various|several|different|multiple) (?:companies|employers|clients|families|jobs|sites)"
    r"|(?:a )?private (?:family|families|household|client|home)",
    re.IGNORECASE,
)


def is_nameless(part: str) -> bool:
    """Whether a part of a line stands where the employer would, but names none."""
    return _NAMELESS.fullmatch(part) is not None


def is_unit(part: str) -> bool:
    """Whether a part of a line is a department rather than an employer: "Labor & Delivery"."""
    return _UNIT.fullmatch(part) is not None


def is_after_name(part: str) -> bool:
    """Whether a part is the degree after somebody's name: the "DDS" of "Alan Weiss, DDS"."""
    return part.lower().replace(".", "") in _NAME_LETTERS


def tells_duties(line: str) -> bool:
    """Whether a line is written like a sentence about the work, not like a name or a title."""
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", line) if word not in _SMALL]
    small = sum(word[0].islower() for word in words)
    return len(words) > 1 and (small == len(words) or (len(words) > 2 and 2 * small >= len(words)))


def without_label(line: str) -> str:
    """Return a line without "Employer:" before a name; empty if it only tells dates or duties."""
    if _ASIDE.fullmatch(line):
        return ""
    named = _NAMED.match(line)
    return line[named.end() :] if named else line


def is_place(line: str) -> bool:
    """Whether a whole line is a town with its state: "Durham, NC"."""
    return _TOWN_AND_STATE.fullmatch(line.strip()) is not None


def is_note(part: str) -> bool:
    """Whether a part of a line only says how one was employed: "Full-time", "GS-0105-11"."""
    return _NOTE.fullmatch(part) is not None


def is_no_job(title: str) -> bool:
    """Whether a heading stands for a time without a job: "laid off"."""
    return _NO_JOB.fullmatch(title.strip()) is not None
