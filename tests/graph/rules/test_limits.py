import pytest

from advisor.career import Limit, LimitKind
from graph.rules.limits import read_limit_answer, read_limit_list, read_limits
from graph.rules.money import yearly_dollars
from graph.rules.reader import CareerReader
from graph.rules.sentences import clauses
from tests.graph.rules.notation import cases

TITLES = {"nurse", "nursing", "cashier", "truck driver", "driver", "teacher", "cook", "waitress"}
SCHOOL, PAY, AVOID = LimitKind.NO_MORE_SCHOOL, LimitKind.MINIMUM_PAY, LimitKind.AVOID_OCCUPATION
HOURS, BODY, PLACE, OTHER = (
    LimitKind.SCHEDULE,
    LimitKind.PHYSICAL,
    LimitKind.PLACE,
    LimitKind.OTHER,
)


def read(text: str) -> list[Limit]:
    return [x for c in clauses(text) for x in read_limits(c, lambda words: words in TITLES)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("no more school", [SCHOOL]),
        ("I won't go back to school", [SCHOOL]),
        ("I don't want to go back to college", [SCHOOL]),
        ("not going back to school, period", [SCHOOL]),
        ("I can't afford college", [SCHOOL]),
        ("no time for classes", [SCHOOL]),
        ("I'm too old to go back to school", [SCHOOL]),
        ("I don't want another degree", [SCHOOL]),
        ("no quiero volver a la escuela", [SCHOOL]),
        ("no nights", [HOURS]),
        ("no nights or weekends", [HOURS]),
        ("I can't work weekends", [HOURS]),
        ("I don't want to work night shifts", [HOURS]),
        ("part time only", [HOURS]),
        ("only part-time", [HOURS]),
        ("it has to be day shift", [HOURS]),
        ("I need to be home by 3", [HOURS]),
        ("no overtime please", [HOURS]),
        ("anything but nights", [HOURS]),
        ("i hate working evenings", [HOURS]),
        ("no puedo trabajar de noche", [HOURS]),
        ("wanna be home on weekends", [HOURS]),
        ("no heavy lifting", [BODY]),
        ("I can't stand all day", [BODY]),
        ("I have a bad back", [BODY]),
        ("my knees are shot", [BODY]),
        ("I can't lift heavy things anymore", [BODY]),
        ("nothing physically demanding", [BODY]),
        ("carpal tunnel", [BODY]),
        ("remote only", [PLACE]),
        ("it has to be remote", [PLACE]),
        ("I want to work from home", [PLACE]),
        ("no travel", [PLACE]),
        ("I can't drive", [PLACE]),
        ("I don't want to relocate", [PLACE]),
        ("I want to stay in Ohio", [PLACE]),
        ("I have to stay in the Bay Area", [PLACE]),
        ("won't move away from Baltimore", [PLACE]),
        ("I don't have a car", [PLACE]),
        ("within 20 miles of home", [PLACE]),
        ("somewhere remote would be nice", [PLACE]),
        ("I'd like regular hours", [HOURS]),
        ("i want off swing shift", [HOURS]),
        ("i need summers off and close to home", [HOURS, PLACE]),
        ("I'd prefer not to stand all day", [BODY]),
        ("I am not prepared to attend law school", [SCHOOL]),
        ("nights are out", [HOURS]),
        ("nights don't work for me", [HOURS]),
        ("monday to friday only", [HOURS]),
        ("I need to be done by 5", [HOURS]),
        ("I have to be home when the kids get out of school", [HOURS]),
        ("I'm only available in the mornings", [HOURS]),
        ("max 30 hours a week", [HOURS]),
        ("I'm over the night shift", [HOURS]),
        ("I want a regular schedule", [HOURS]),
        ("has to fit around school drop-off", [HOURS]),
        ("knees are gone", [BODY]),
        ("I've got a bum knee", [BODY]),
        ("I have sciatica", [BODY]),
        ("standing for hours is hard on me", [BODY]),
        ("I want to stay local", [PLACE]),
        ("we're not leaving Tucson", [PLACE]),
        ("no business trips", [PLACE]),
        ("I rely on the bus", [PLACE]),
        ("commute under 30 minutes", [PLACE]),
        ("I'm tied to Chicago", [PLACE]),
        ("school is out of the question", [SCHOOL]),
        ("nothing that requires more school", [SCHOOL]),
        ("no 4 year degree", [SCHOOL]),
        ("no way am I doing more school", [SCHOOL]),
        ("I can't work with animals", [OTHER]),
        ("I don't want to deal with customers", [OTHER]),
        ("no customers", [OTHER]),
        ("I won't manage people again", [OTHER]),
        ("I'm allergic to dust", [OTHER]),
        ("no nights, no heavy lifting, nothing under 40k", [HOURS, BODY, PAY]),
        ("can't work nights or lift heavy things", [HOURS, BODY]),
    ],
)
def test_kinds(text: str, kinds: list[LimitKind]) -> None:
    assert [limit.kind for limit in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("I won't do retail again", "retail"),
        ("no more nursing", "nursing"),
        ("anything but sales", "sales"),
        ("I don't want to be a nurse", "nurse"),
        ("I don't want to teach again", "teach"),
        ("not retail again, please", "retail"),
        ("never want to work as a cashier again", "cashier"),
        ("I'm done with nursing", "nursing"),
        ("sick of retail", "retail"),
        ("I'm tired of being a waitress", "waitress"),
        ("no retail", "retail"),
        ("nothing in sales", "sales"),
        ("I'd rather not go back to nursing", "nursing"),
        ("no sales jobs", "sales"),
        ("not food service", "food service"),
        ("i dont want bedside nursing anymore", "bedside nursing"),
        ("I can't stand academia anymore", "academia"),
        ("I'm burned out on nursing", "nursing"),
        ("please no sales", "sales"),
        ("just not food service", "food service"),
        ("keep me away from kitchens", "kitchens"),
        ("I can't see myself in nursing again", "nursing"),
        ("I will not go back to newspaper work", "newspaper"),
        ("I won't return to restaurants under any circumstances", "restaurants"),
    ],
)
def test_avoided_occupations(text: str, occupation: str) -> None:
    (limit,) = read(text)
    assert (limit.kind, limit.occupation) == (AVOID, occupation)


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("at least 50k", 50_000),
        ("I need to make $20 an hour", 41_600),
        ("nothing under 45,000", 45_000),
        ("minimum 60000 a year", 60_000),
        ("not less than $3,500 a month", 42_000),
        ("no less than $18.50/hr", 38_480),
        ("I need at least 65k a year", 65_000),
        ("and not below 80k", 80_000),
        ("has to pay 1000 a week", 52_000),
        ("at least 55 thousand", 55_000),
        ("minimum of $25 per hour", 52_000),
        ("I can't live on less than 40k", 40_000),
        ("$25/hr or more", 52_000),
        ("50k is my floor", 50_000),
        ("looking for 65k and up", 65_000),
        ("I'd need 75 grand", 75_000),
    ],
)
def test_minimum_pay(text: str, dollars: int) -> None:
    (limit,) = read(text)
    assert (limit.kind, limit.dollars) == (PAY, dollars)


@pytest.mark.parametrize(
    "text",
    [
        "I worked nights at Walmart from 2010 to 2014",
        "I was a cook and I didn't like the weekends",
        "I have a bachelor's degree",
        "I never went to college",
        "no degree",
        "I love working outside",
        "no",
        "nope, that's all",
        "I can't remember",
        "I don't know",
        "I don't want to say",
        "I had no car back then",
        "I'm done with school since 2009",
        "I dropped out of college",
        "I earned 40k as a cook",
        "I moved to Ohio in 2012",
        "I was a driver and had no weekends",
        "I don't mind nights",
        "what about nursing?",
        "no other jobs",
        "I never worked as a waiter",
        "nothing before that",
        "took care of old folks at sunny acres nursing home for 6 years",
        "I couldn't work because of my kids",
        "i stayed home with my kids",
        "I was at Home Depot for over 10 years",
        "I'm over the moon",
        "Only in 2004.",
    ],
)
def test_no_limit(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nights", HOURS),
        ("retail", AVOID),
        ("heavy lifting", BODY),
        ("going back to school", SCHOOL),
        ("long commutes", PLACE),
        ("working with kids", OTHER),
        ("50k a year", PAY),
        ("cashier", AVOID),
        ("weekends mostly", HOURS),
    ],
)
def test_bare_answers(text: str, kind: LimitKind) -> None:
    (clause,) = clauses(text)
    limit = read_limit_answer(clause, lambda words: words in TITLES)
    assert limit is not None
    assert (limit.kind, limit.quote) == (kind, text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("sales, retail", [AVOID, AVOID]),
        ("nights and heavy lifting", [HOURS, BODY]),
        ("evenings or weekends", [HOURS]),
    ],
)
def test_bare_lists(text: str, kinds: list[LimitKind]) -> None:
    (clause,) = clauses(text)
    limits = read_limit_list(clause, lambda words: words in TITLES)
    assert [limit.kind for limit in limits] == kinds


def test_quotes_are_the_persons_words() -> None:
    assert [x.quote for x in read("I was a cook. I have a Bad Back, so no Heavy lifting!")] == [
        "I have a Bad Back",
        "no Heavy lifting",
    ]


@pytest.mark.parametrize(
    ("said", "dollars"),
    [
        ("$20/hr", 41_600),
        ("45k", 45_000),
        ("45.5k", 45_500),
        ("$45,000 per year", 45_000),
        ("3000 a month", 36_000),
        ("2019", None),
        ("20", None),
        ("500", None),
        ("in 2015 i was 20", None),
        ("nothing", None),
        ("9999999999", None),
        ("20 a day", None),
    ],
)
def test_yearly_dollars(said: str, dollars: int | None) -> None:
    assert yearly_dollars(said) == dollars


def shown(limit: Limit) -> str:
    """Return ``kind dollars occupation``, parts that are unknown left out."""
    parts = (limit.kind.value, limit.dollars, limit.occupation)
    return " ".join(str(part) for part in parts if part)


@pytest.mark.parametrize(("text", "expected"), cases("limits"))
def test_limits_said_in_many_ways(reader: CareerReader, text: str, expected: list[str]) -> None:
    read_here = [x for c in clauses(text) for x in read_limits(c, reader.titles.knows)]
    assert [shown(limit) for limit in read_here] == expected


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("twenty dollars an hour", 41_600),
        ("twenty-five an hour", 52_000),
        ("eighteen fifty an hour", 38_480),
        ("sixty grand", 60_000),
        ("a hundred thousand", 100_000),
        ("a hundred and twenty thousand", 120_000),
        ("one hundred grand", 100_000),
        ("fifteen hundred a week", 78_000),
        ("seventy-five k", 75_000),
        ("50-60k", 50_000),
        ("18 to 20 an hour", 37_440),
        ("$22", 45_760),
        ("six figures", 100_000),
        ("twenty years", None),
        ("one of them", None),
        ("in 2015", None),
        ("five people", None),
    ],
)
def test_amounts_in_words(text: str, dollars: int | None) -> None:
    assert yearly_dollars(text) == dollars
