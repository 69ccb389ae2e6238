import pytest

from graph.rules.about_oneself import Vocabulary, without_remarks

WORDS = frozenset(
    ["holder", "registered", "nurse", "baker", "cook", "driver", "truck", "crew", "leader"]
)


def plain(message: str) -> str:
    vocabulary = Vocabulary(
        lambda said: "manager" in said,
        WORDS.__contains__,
        lambda words: words.split()[-1] in WORDS,
        lambda said: any(word.strip(" ,.") in WORDS for word in said.split()),
    )
    return without_remarks(message, vocabulary)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I was a cook (I'm a mom of two) until 2015", "I was a cook until 2015"),
        ("I was a cook (I am Muslim) at Denny's", "I was a cook at Denny's"),
        ("a cook (I'm 58), a waiter (my pronouns are she/her)", "a cook, a waiter"),
        ("cook (I was born in China) and (I use a wheelchair) waiter", "cook and waiter"),
        ("fui cocinero (soy madre soltera) hasta 2015", "fui cocinero hasta 2015"),
        ("I worked, as a mom of two, as a cook", "I worked, as a cook"),
        ("accountant, as a green card holder, since 2012", "accountant since 2012"),
        ("accountant, as someone with ADHD, since 2012", "accountant since 2012"),
        ("accountant, as a 58-year-old, since 2012", "accountant since 2012"),
        ("I worked there, as a single mother, since 2012", "I worked there since 2012"),
        ("I worked there, as a Mexican immigrant, since 2012", "I worked there since 2012"),
        ("I worked there, as an Army wife, since 2012", "I worked there since 2012"),
        ("I worked there, as an ex-offender, since 2012", "I worked there since 2012"),
        ("I worked there, as a Mexican-American woman, since 2012", "I worked there since 2012"),
        ("I worked there, as a 58-year-old, since 2012", "I worked there since 2012"),
        ("trabajé ahí, como madre soltera, desde 2012", "trabajé ahí desde 2012"),
        ("a cook, as a whatnot, since 2012", "a cook since 2012"),
        ("I worked at Denny's, as a mom of two, since 2012", "I worked at Denny's since 2012"),
        ("I'm a nurse, I'm a man, at Mercy", "I'm a nurse at Mercy"),
        ("cook, even though I'm deaf, from 2010", "cook from 2010"),
        ("a cook - I am Muslim - at Denny's", "a cook at Denny's"),
        ("I cook since 2015, as a single mother.", "I cook since 2015."),
        ("I was a cook, I'm 58, now I drive", "I was a cook, now I drive"),
        ("As a green card holder, I cook", "I cook"),
        ("Rosa Cook here, I drive a bus", "Rosa here, I drive a bus"),
        ("Hi! Rosa Cook here. I drive", "Hi! Rosa here. I drive"),
        ("My name is Greg Baker. I weld", "My name is Greg. I weld"),
        ("Me llamo Greg Baker.", "Me llamo Greg."),
        ("I weld. I'm Linda Cook.", "I weld. I'm Linda."),
        ("Hello, I'm Linda Cook. I weld", "Hello, I'm Linda. I weld"),
        ("Hello I'm Linda Cook. I weld", "Hello I'm Linda. I weld"),
    ],
)
def test_who_a_person_is_is_not_read(message: str, expected: str) -> None:
    assert plain(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "I was a cook (I'm still there)",
        "I was a cook (part time) at Denny's (2010 to 2015)",
        "I was a cook (I was a manager by the end) at Denny's",
        "I was a cook (I have worked with them for six years)",
        "I was a cook (Denny's, Ohio)",
        "nurse (I'm a certified one)",
        "Registered Nurse here, ten years",
        "Walmart Crew Leader here.",
        "RN Crew Leader here.",
        "truck driver here",
        "I worked at Hilton, as a cook, from 2010",
        "I was a cook, I'm still there, at Denny's",
        "I was at Denny's, I was a manager, from 2010",
        "a cook, a baker, a driver",
        "I worked nights, as a driver for UPS, from 2010",
        "I worked nights, as a driver on weekends, from 2010",
        "I worked nights, as a cook/baker, from 2010",
        "I worked nights, as a driver II, from 2010",
        "I worked at Target, as a whatnot, from 2010",
        "I was a cook. I worked at Target (as a whatnot) from 2010",
        "I worked at UPS, as a delivery guy, from 2010",
        "I worked downtown, as a foster parent, from 2010",
        "I worked downtown, as a den mother, from 2010",
        "I worked downtown, as a ball boy, from 2010",
        "I'm Drupal Nurse.",
        "As a key holder, I opened the store",
        "I'm a Baker.",
        "My name is on the list of drivers",
        "I'm Registered Nurse.",
        f"cook (I'm {'very ' * 20}old) at Denny's",
    ],
)
def test_what_tells_of_work_stays(message: str) -> None:
    assert plain(message) == message
