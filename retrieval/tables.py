"""Extracts the facts from an O*NET release: codes, titles, numbers and element names."""

from collections.abc import Callable, Iterator

from retrieval.errors import AdvisorError
from retrieval.fact_folder import Table
from retrieval.occupations import Riasec
from retrieval.release import OCCUPATIONS, Release

CODE = "O*NET-SOC Code"
_ELEMENT = ("Element ID", "Element Name", "Scale ID", "Data Value")
_SUPPRESS = "Recommend Suppress"
_EDUCATION = "Education, Training, and Experience"
_CATEGORIES = "Education, Training, and Experience Categories"

IMPORTANCE, LEVEL = "IM", "LV"

SENTENCES = ("descriptions", "tasks")
"""Tables of O*NET's own sentences."""

_RANGES = {
    IMPORTANCE: (1.0, 5.0),
    LEVEL: (0.0, 7.0),
    "OI": (1.0, 7.0),
    "EX": (1.0, 7.0),
    "WI": (-3.0, 3.0),
    "RL": (0.0, 100.0),
}
"""Scale id to its lowest and highest value (``Scales Reference.txt``)."""


def extract(release: Release, sentences: bool = False) -> Iterator[Table]:
    """Yield the fact tables; one whose source the release lacks is left out.

    Args:
        release: where from.
        sentences: also yield descriptions and task statements, which only a user's own copy of
            a release may hold.

    Raises:
        AdvisorError: a table is damaged, or not laid out as in release 30.1.
    """
    yield _occupations(release)
    for source, build in _BUILDERS.items():
        if source in release:
            yield from build(release)
    if sentences:
        yield _descriptions(release)
        if "Task Statements" in release:
            yield _tasks(release)


def tables_read() -> tuple[str, ...]:
    """Return the names of the release's tables that are read when present."""
    return (OCCUPATIONS, *_BUILDERS, _CATEGORIES, "Sample of Reported Titles")


def _occupations(release: Release) -> Table:
    return Table("occupations", ("code", "title"), sorted(release.rows(OCCUPATIONS, CODE, "Title")))


def _job_zones(release: Release) -> Iterator[Table]:
    rows = sorted(release.rows("Job Zones", CODE, "Job Zone"))
    for code, zone in rows:
        if zone not in {"1", "2", "3", "4", "5"}:
            raise AdvisorError(f"Job Zones.txt, {code}: expected 1 to 5, got {zone!r}")
    yield Table("job_zones", ("code", "job_zone"), rows)


def _titles(release: Release) -> Iterator[Table]:
    reported: set[tuple[str, ...]] = set()
    if "Sample of Reported Titles" in release:
        reported.update(release.rows("Sample of Reported Titles", CODE, "Reported Job Title"))
    short: dict[tuple[str, ...], str] = {
        (code, title): "" if abbreviation == "n/a" else abbreviation
        for code, title, abbreviation in release.rows(
            "Alternate Titles", CODE, "Alternate Title", "Short Title"
        )
    }
    # A reported title is listed as an alternate one too, but nothing promises that.
    found = sorted((dict.fromkeys(reported, "") | short).items())
    yield Table(
        "titles",
        ("code", "title", "short_title", "reported"),
        [(*key, abbreviation, str(int(key in reported))) for key, abbreviation in found],
    )


def _profile(source: str, name: str, *scales: str) -> Callable[[Release], Iterator[Table]]:
    """Return a builder of one row per occupation with a column per element and scale."""

    def build(release: Release) -> Iterator[Table]:
        values: dict[str, dict[tuple[str, str], str]] = {}
        names: dict[str, str] = {}
        for code, element, title, scale, value in release.rows(source, CODE, *_ELEMENT):
            if scale in scales:
                _check_number(value, scale, f"{source}.txt, {code}, {element}")
                values.setdefault(code, {})[element, scale] = value
                if names.setdefault(element, title) != title:
                    raise AdvisorError(
                        f"{source}.txt, {code}: element {element} is {names[element]!r} above and "
                        f"{title!r} here; download the release again"
                    )
        columns = [(element, scale) for element in sorted(names) for scale in scales]
        yield Table(
            name,
            ("code", *(" ".join(column) for column in columns)),
            [
                (code, *(values[code].get(column, "") for column in columns))
                for code in sorted(values)
            ],
        )
        yield Table(f"{name}_elements", ("element_id", "name"), sorted(names.items()))

    return build


def _interests(release: Release) -> Iterator[Table]:
    """Yield the RIASEC profile, which is of use only when it is whole."""
    areas = set(Riasec)
    for table in _profile("Interests", "interests", "OI")(release):
        if table.name == "interests_elements" and {name for _, name in table.rows} != areas:
            raise AdvisorError(
                f"Interests.txt: expected the areas {', '.join(Riasec)}, "
                f"got {', '.join(name for _, name in table.rows) or 'none'}"
            )
        if table.name == "interests" and any("" in row for row in table.rows):
            code = next(row[0] for row in table.rows if "" in row)
            raise AdvisorError(
                f"Interests.txt, {code}: expected six OI scores; download the release again"
            )
        yield table


def _ratings(source: str, name: str) -> Callable[[Release], Iterator[Table]]:
    """Return a builder of importance and level, and of what O*NET recommends to suppress."""
    profile = _profile(source, name, IMPORTANCE, LEVEL)

    def build(release: Release) -> Iterator[Table]:
        yield from profile(release)
        rows = release.rows(source, CODE, "Element ID", _SUPPRESS)
        imprecise = {(code, element) for code, element, suppress in rows if suppress == "Y"}
        yield Table(f"{name}_imprecise", ("code", "element_id"), sorted(imprecise))

    return build


def _education(release: Release) -> Iterator[Table]:
    if _CATEGORIES not in release:
        return
    labels = [
        # The name of the category, without the explanation that follows it.
        (category, label.split(" - ")[0].split(" (")[0])
        for scale, category, label in release.rows(
            _CATEGORIES, "Scale ID", "Category", "Category Description"
        )
        if scale == "RL"
    ]
    known = {category for category, _ in labels}
    rows = []
    for code, scale, category, percent, suppress in release.rows(
        _EDUCATION, CODE, "Scale ID", "Category", "Data Value", _SUPPRESS
    ):
        if scale == "RL":
            _check_number(percent, scale, f"{_EDUCATION}.txt, {code}")
            if category not in known:
                raise AdvisorError(
                    f"{_EDUCATION}.txt, {code}: expected a category of {_CATEGORIES}.txt, "
                    f"got {category!r}"
                )
            if float(percent) > 0:
                rows.append((code, category, percent, str(int(suppress == "Y"))))
    yield Table(
        "education",
        ("code", "category", "percent", "imprecise"),
        sorted(rows, key=lambda row: (row[0], int(row[1]))),
    )
    yield Table("education_categories", ("category", "label"), labels)


def _technologies(release: Release) -> Iterator[Table]:
    rows = {
        (code, name, _flag(hot), _flag(demand))
        for code, name, hot, demand in release.rows(
            "Technology Skills", CODE, "Example", "Hot Technology", "In Demand"
        )
    }
    yield Table(
        "technologies",
        ("code", "name", "hot", "in_demand"),
        sorted(rows, key=lambda row: (row[0], row[3] == "0", row[2] == "0", row[1])),
    )


def _related(release: Release) -> Iterator[Table]:
    source = "Related Occupations"
    rows: list[tuple[str, int, str]] = []
    for code, other, rank in release.rows(source, CODE, "Related O*NET-SOC Code", "Index"):
        if not rank.isdecimal() or other not in release.codes:
            raise AdvisorError(
                f"{source}.txt, {code}: expected a code of {OCCUPATIONS}.txt and a rank, "
                f"got {other!r}, {rank!r}; download the release again"
            )
        rows.append((code, int(rank), other))
    yield Table(
        "related",
        ("code", "related_code"),
        [(code, other) for code, _, other in sorted(rows)],
    )


def _descriptions(release: Release) -> Table:
    rows = release.rows(OCCUPATIONS, CODE, "Description")
    return Table("descriptions", ("code", "description"), sorted(rows))


def _tasks(release: Release) -> Table:
    rows = release.rows("Task Statements", CODE, "Task", "Task Type")
    # Core tasks first; Python's sort keeps the release's order among equals.
    ordered = sorted(rows, key=lambda row: (row[0], row[2] != "Core"))
    return Table("tasks", ("code", "task"), [row[:2] for row in ordered])


def _flag(text: str) -> str:
    return "1" if text == "Y" else "0"


def _check_number(text: str, scale: str, where: str) -> None:
    low, high = _RANGES[scale]
    try:
        fits = low <= float(text) <= high
    except ValueError:
        fits = False
    if not fits:
        raise AdvisorError(
            f"{where}: expected a number from {low:g} to {high:g} (scale {scale}), got {text!r}; "
            "download the release again"
        )


_BUILDERS: dict[str, Callable[[Release], Iterator[Table]]] = {
    "Job Zones": _job_zones,
    "Alternate Titles": _titles,
    "Interests": _interests,
    "Work Values": _profile("Work Values", "work_values", "EX"),
    "Work Styles": _profile("Work Styles", "work_styles", "WI"),
    "Skills": _ratings("Skills", "skills"),
    "Knowledge": _ratings("Knowledge", "knowledge"),
    _EDUCATION: _education,
    "Technology Skills": _technologies,
    "Related Occupations": _related,
}
"""The release's tables and what is made of each."""
