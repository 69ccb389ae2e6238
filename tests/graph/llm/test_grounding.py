import pytest

from advisor.career import EducationLevel, When
from graph.llm.grounding import Message, annual_pay_said, date_said, level_said

MESSAGE = Message('I drove trucks for "J.B. Hunt" (2015-18),\nthen I was   nursing at St. Jude’s.')


@pytest.mark.parametrize(
    "text", ["drove trucks", "J.B. Hunt", "j b hunt", "then I was nursing", "2015-18"]
)
def test_words_of_the_message_are_said(text: str) -> None:
    assert MESSAGE.says(text)


@pytest.mark.parametrize("text", ["", None, "drove a truck", "truck", "Hunt Inc", "...", "20"])
def test_other_words_are_not_said(text: str | None) -> None:
    assert not MESSAGE.says(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("truck driver", False),  # drove
        ("trucker", True),
        ("nurse", True),
        ("the nurse", True),
        ("registered nurse", False),
        ("pilot", False),
        ("", False),
        ("of the", False),
    ],
)
def test_other_forms_of_the_words_are_mentioned(title: str, expected: bool) -> None:
    assert MESSAGE.mentions(title) is expected


@pytest.mark.parametrize(
    ("date", "said", "expected"),
    [
        ("2015", "2015-18", "2015"),
        ("2018", "2015-18", "2018"),
        ("2015-01", "since 2015", "2015"),  # the month was made up
        ("2020-03", "since March 2020", "2020-03"),
        ("2019-05", "5/2019 - 8/2020", "2019-05"),
        ("2023", "three years ago", "2023~"),
        ("2023", "for 3 yrs", "2023~"),
        ("2015", "until 2018, for 3 years", "2015~"),
        ("2026-07", "last summer", "2026-07~"),
        ("2014", "hace 12 años", "2014~"),
        ("1995", "in the 90s", "1995~"),
        ("1985", "in the eighties", "1985~"),
        ("1975", "in the eighties", None),
        ("2020", "since the pandemic", "2020~"),
        ("2012", "since the pandemic", None),
        ("2016", "after I graduated", None),
        ("2016", "high school diploma", None),
        ("2009", "09 to 12", "2009"),
        ("2015", "for 15 years", None),
        ("2020", "20 hours a week", None),
        ("2012", "three years ago", None),
        ("2020", "I am a nurse", None),
        ("2020", "it was my last job", None),
        ("2020", "", None),
        ("2019-05-01", "2019-05-01", None),
        ("soon", "2019", None),
        ("1850", "1850", None),
        (None, "2019", None),
    ],
)
def test_a_date_needs_words_it_follows_from(
    date: str | None, said: str, expected: str | None
) -> None:
    when = date_said(date, said, this_year=2026)
    assert (when and f"{when}{'~' * when.approximate}") == expected
    assert when is None or isinstance(when, When)


@pytest.mark.parametrize(
    ("dollars", "said", "expected"),
    [
        (50_000, "at least $50k", 50_000),
        (50_000, "50,000 a year", 50_000),
        (41_600, "no less than 20 an hour", 41_600),
        (48_000, "4000 a month", 48_000),
        (60_000, "at least $50k", None),
        (50_000, "decent pay", None),
        (None, "50k", None),
        (0, "0", None),
    ],
)
def test_pay_needs_a_number_it_follows_from(
    dollars: int | None, said: str, expected: int | None
) -> None:
    assert annual_pay_said(dollars, said) == expected


@pytest.mark.parametrize(
    ("level", "said", "expected"),
    [
        (EducationLevel.BACHELOR, "a BS in biology", True),
        (EducationLevel.BACHELOR, "college degree", True),
        (EducationLevel.MASTER, "my MBA", True),
        (EducationLevel.DOCTORATE, "a Ph.D. in law", True),
        (EducationLevel.HIGH_SCHOOL, "got my GED", True),
        (EducationLevel.DOCTORATE, "a BS in biology", False),
        (EducationLevel.MASTER, "high school", False),
        (EducationLevel.ASSOCIATE, "made it as an assistant", True),  # "as" is a degree, too
        (EducationLevel.MASTER, "made it as an assistant", False),
        (None, "a BS in biology", False),
    ],
)
def test_a_level_needs_words_for_it(
    level: EducationLevel | None, said: str, expected: bool
) -> None:
    assert level_said(level, said) is expected


@pytest.mark.parametrize("level", EducationLevel)
def test_no_level_comes_from_nothing(level: EducationLevel) -> None:
    assert not level_said(level, "I like gardening")
