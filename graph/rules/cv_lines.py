"""Tells labels, places and notes in the heading lines of a CV from titles and employers."""

import re

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
    r"|contract|temporary|seasonal|permanent|freelance|internship|casual"
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
