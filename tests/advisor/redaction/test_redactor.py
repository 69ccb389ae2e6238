from collections.abc import Iterable
from time import process_time

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.redaction.redactor import Redacted, RedactionError, Redactor
from advisor.redaction.spans import NAME, Span
from benchmarks.redaction import SPLITS, read

LONG = 20_000
MOST_SECONDS = 5.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ana.lopez+cv@example.org please", "mail [EMAIL] please"),
        ("ana at gmail dot com", "[EMAIL]"),
        ("call 555 0142 ext 3", "call [PHONE]"),
        ("or (646) 555-0199", "or [PHONE]"),
        ("mi móvil +34 612 345 678", "mi móvil [PHONE]"),
        ("cell 07700 900123", "cell [PHONE]"),
        ("I live at 1420 W 5th St Apt 3B, Tulsa OK 74104", "I live at [ADDRESS]"),
        ("vivo en Calle Mayor 12, 3º B", "vivo en [ADDRESS]"),
        ("flat 4, 22 Elm Road", "[ADDRESS]"),
        ("my SSN is 412-55-9083", "my SSN is [ID]"),
        ("DNI 12345678Z", "DNI [ID]"),
        ("employee number 004417", "employee number [ID]"),
        ("card 4539 1180 2277 6014", "card [ID]"),
        ("born 3 May 1988", "born [BIRTH DATE]"),
        ("DOB 05/03/88", "DOB [BIRTH DATE]"),
        ("nací el 3 de mayo de 1988", "nací el [BIRTH DATE]"),
        ("see linkedin.com/in/ana-lopez", "see [LINK]"),
        ("follow @ana_welds", "follow [LINK]"),
        ("my name is mason baker", "my name is [NAME]"),
        ("me llamo Lupita Arreola", "me llamo [NAME]"),
        ("my boss Dave's truck", "my boss [NAME]'s truck"),
        ("Dr. Okafor said so", "Dr. [NAME] said so"),
        ("worked under Ms Nguyen", "worked under Ms [NAME]"),
        ("Reference: Priya Raman", "Reference: [NAME]"),
        ("worked for John Miller at his garage", "worked for [NAME] at his garage"),
        ("Kealoha Kahananui\nRamp agent", "[NAME]\nRamp agent"),
        ("Zdenkaa keeps changing my shifts", "[NAME] keeps changing my shifts"),
        ("I told Brett Mooring I quit", "I told [NAME] I quit"),
        ("my mom grace needs care", "my mom [NAME] needs care"),
        ("I babysat for the Mooring family", "I babysat for the [NAME] family"),
        ("Crane Operator Earl Dupree got hurt", "Crane Operator [NAME] got hurt"),
        ("put me under Baker. Baker can't stand me", "put me under [NAME]. [NAME] can't stand me"),
        ("quokkagirl@example.org is Quokkagirl's", "[EMAIL] is [NAME]'s"),
        ("born june first nineteen fifty nine", "born [BIRTH DATE]"),
        ("Fecha de nac.: 12/04/79", "Fecha de nac.: [BIRTH DATE]"),
        ("case # 21-CR-00456", "case # [ID]"),
        ("Anschrift: Am Mühlbach 3a, 86150 Augsburg", "Anschrift: [ADDRESS]"),
        ("I stay at four twelve cypress street in Houma", "I stay at [ADDRESS]"),
        ("LinkedIn: /in/gretchen-oyelaran", "LinkedIn: [LINK]"),
        ("hope is my case manager", "[NAME] is my case manager"),
        ("my friend precious got a job", "my friend [NAME] got a job"),
        ("Okoro, Diaz and Whitlock got laid off", "[NAME], [NAME] and [NAME] got laid off"),
        ("heard from Thandeka that they hire", "heard from [NAME] that they hire"),
        ("Vanderhoeven, Pieter", "[NAME]"),
        ("Kirkkokatu 12 B 14, 90100 Oulu", "[ADDRESS]"),
        ("staying at 2231 N Kedzie for now", "staying at [ADDRESS] for now"),
        ("my HKID is R832364(0)", "my HKID is [ID]"),
        ("született: 1979. június 2", "született: [BIRTH DATE]"),
    ],
)
def test_identifiers_are_replaced(redactor: Redactor, text: str, expected: str) -> None:
    assert redactor.redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm a baker, then a mason, chandler, hunter, cook, marshal and page",
        "Baker at Greggs, May 2015 - August 2018",
        "Will I be able to hope for grace in April, or in June? Summer is art.",
        "St. Mary's Hospital, Jackson Memorial, McDonald's, Wells Fargo",
        "I worked at Johnson & Johnson and at Trader Joe's",
        "from 2015 to 2018, 40 hours a week, $45,000 - $52,000",
        "I moved to Austin, TX and to Charlotte, NC",
        "born in 1988 in Lima",
        "10 hours drive, 3 years on the street",
        "Cashier at Lidl since 2019, before that Aldi",
        "SKILLS\nProcore, Bluebeam, Revit",
        "Line Cook, Chipotle, 2019-2022",
        "I got trained by Dining Room Supervisor",
        "Baker and Butcher are both hard",
        "Registered Nurse, 29-1141.00, since 06/2019. 2016-2019 aide",
    ],
)
def test_the_rest_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == Redacted(text, ())


def test_what_was_found_is_counted(redactor: Redactor) -> None:
    found = redactor.redact("I'm Priya, priya@example.org, 555-0142, or p2@example.org").found
    assert found == (("EMAIL", 2), ("NAME", 1), ("PHONE", 1))


def test_redacting_again_changes_nothing(redactor: Redactor) -> None:
    for marked in (marked for split in SPLITS for marked in read(split)):
        once = redactor.redact(marked.text).text
        assert redactor.redact(once) == Redacted(once, ())


def test_a_failing_recogniser_lets_no_text_out() -> None:
    def fail(text: str) -> Iterable[Span]:
        raise ValueError(f"cannot read {text}")

    with pytest.raises(RedactionError) as raised:
        Redactor(finders={NAME: fail}).redact("my name is Ana")
    assert "Ana" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_missing_titles_are_a_redaction_error() -> None:
    def missing() -> Iterable[str]:
        raise OSError("no such file")

    with pytest.raises(RedactionError, match="OSError"):
        Redactor(missing).warm()


def test_a_title_that_sounds_like_a_name_stays() -> None:
    text = "Worked as Maria Gomez technician"
    assert "[NAME]" in Redactor().redact(text).text
    assert Redactor(["Maria Gomez Technician"]).redact(text).text == text


@settings(max_examples=60, deadline=None)
@given(email=st.emails(), before=st.sampled_from(["", "mail me: ", "it's ", "CV\n"]))
def test_no_email_survives(redactor: Redactor, email: str, before: str) -> None:
    after = redactor.redact(f"{before}{email} thanks").text
    assert email not in after
    assert "@" not in after


@settings(max_examples=60, deadline=None)
@given(
    region=st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)),
    form=st.sampled_from(
        [
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            phonenumbers.PhoneNumberFormat.E164,
            phonenumbers.PhoneNumberFormat.NATIONAL,
        ]
    ),
)
def test_no_phone_number_survives(redactor: Redactor, region: str, form: int) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    written = phonenumbers.format_number(number, form)
    after = redactor.redact(f"my phone number is {written}, call me").text
    assert not any(letter.isdigit() for letter in after), (written, after)


HOSTILE = (
    *("a ", "A ", "1 ", "12-", ".", "a.", "@", "a@", "a", "1", " ", "\n", "-", "(", "a-", "a'"),
    *("born ", "calle ", "my name is ", "1 elm ", "passport ", "one ", "www.", "a at b dot "),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_little(redactor: Redactor, piece: str) -> None:
    text = (piece * LONG)[:LONG]
    began = process_time()
    redactor.redact(text)
    assert process_time() - began < MOST_SECONDS
