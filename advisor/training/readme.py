"""Words the README written beside the count tables."""

from advisor.model.count_tables import MODEL, TABLES, CountTables

_TEXT = """\
# Observed careers: what people did next

Counts of year-to-year transitions between occupation groups, behind the predictor `{model}`.

Source: {source}, public-use file. Careers of the {people:,} people of the panel's `train` split
who were observed in at least two years in a row; nobody else was counted.
Works of the U.S. government are in the public domain.

Rebuild: `advisor careers counts --from ../shared/careers --out data/careers`
(the folder holds `nlsy97_person_years.csv.gz` and `persons.csv.gz`).

Every cell is a count of people or of person-years of a public-use survey file; no row is a person.
Sex, race, age, wage and region were not read. Groups are Census 2010 occupation codes.

| table | rows | columns |
|---|---|---|
{rows}
| `occ1990.csv` | 396 | occ1990, title, groups |

- `occ1990`: the OCC1990 codes of the NLSY79 panel, their titles, and the Census 2010 groups that
  fall under each (codes and titles only; `advisor.panels.codes` reads it).
- `outcomes`: what working people did a year later, by the years they had been in their group
  (from `tenure_from` up to the next value) and the years since their first job
  (from `experience_from`).
- `groups`: the same by group. `people` ever worked in it, `leavers` are the people who went from
  it to another group at least once. `expected_*` is what its person-years would have given at the
  rates of `outcomes`.
- `breaks`: what people without a job did a year later, by full years without one (8 is 8 or more):
  the `same` as before, a `return` to the group of the last job, a `move` to another group, the
  `other` state without a job.
- `moves`: `people` who went from one group to another, `direct` moves from one year to the next,
  and moves `after_break`, from the group of the last job before the break.
- `education`: moves into a group by the highest degree the mover had. The survey has no
  "some college".

Only pairs of years that follow each other are counted. Every interview's job codes were carried to
Census 2010 from earlier codes, so some groups never occur. `manifest.json` has each table's
SHA-256.
"""


def readme(tables: CountTables) -> str:
    """Return the README's text for these tables."""
    rows = "\n".join(
        f"| `{name}.csv` | {len(getattr(tables, name)):,} | {', '.join(columns)} |"
        for name, columns in TABLES.items()
    )
    return _TEXT.format(model=MODEL, source=tables.source, people=tables.people, rows=rows)
