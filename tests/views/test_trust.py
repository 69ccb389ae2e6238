"""The panel on how far to trust suggestions says what it knows, and keeps two things apart."""

from dataclasses import replace

from advisor.competence.check import CompetenceCheck
from advisor.measured import Accuracy
from graph.events import CompetenceChecked
from tests.competence_examples import CHECK, COUNTS, SAID
from views.trust import trust_html


def shown(*checks: CompetenceCheck, complete: bool = True) -> str:
    html = trust_html(CompetenceChecked(checks, complete))
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").split())


def test_without_suggestions_there_is_no_panel() -> None:
    assert trust_html(None) == ""
    assert shown() == ""


def test_what_was_measured_is_told_with_its_numbers() -> None:
    html = shown(CHECK)
    assert "870 people it did not learn from" in html
    assert "<td>12 %</td><td>6.2 %</td><td>5.8 % (4.5 % to 7.4 %)</td><td>12 %</td>" in html
    assert "“Registered nurses”: named 1,000 times; 100 went, named or not" in html
    assert "Registered &lt;b&gt;Nurses&lt;/b&gt;" in html
    assert "Self-rated" not in html
    assert "misses most moves" in html
    assert html.count("career counsellor") == 1


def test_wider_counts_are_told_to_be_wider() -> None:
    wider = replace(CHECK, measured=Accuracy("health care", COUNTS, "870 people"))
    assert "health care as a whole, as too few went into this group" in shown(wider)
    everything = replace(CHECK, measured=Accuracy("all", COUNTS, "870 people"))
    assert "all work, as too few went into this kind" in shown(everything)


def test_what_was_not_measured_is_told_so() -> None:
    html = shown(replace(CHECK, measured=None))
    assert "How right model-1 is about this work was not measured." in html
    assert "<td>12 %</td><td>–</td><td>–</td><td>–</td>" in html


def test_a_self_rating_stands_apart_with_its_doubts_and_its_cost() -> None:
    html = shown(replace(CHECK, said=SAID))
    assert html.index("<h3>Measured</h3>") < html.index("<h3>Self-rated</h3>")
    assert "known to be a weak guide" in html
    assert "llm-1 rates itself 4.5 of 5 at doing this work and 4.5 of 5 at advising on it." in html
    assert "<td>75 %</td><td>3 declined, 1 unusable</td>" in html
    assert "0.4 points apart" in html
    assert "6 calls and 1,234 tokens" in html
    assert "believe the measurement" in html


def test_while_ratings_are_missing_it_says_so_and_nothing_can_be_opened() -> None:
    html = shown(replace(CHECK, said=SAID), CHECK, complete=False)
    assert "still rating itself" in html
    assert "<details" not in html


def test_no_rating_is_no_zero() -> None:
    none = tuple(replace(r, mean=None, spread=None, agreement=None, given=0) for r in SAID.ratings)
    broken = replace(SAID, ratings=none, problem="The language model broke off.")
    assert "llm-1 gave no rating that can be used. The language model broke off." in shown(
        replace(CHECK, said=broken)
    )
    declined = tuple(replace(r, broken=0) for r in none)
    assert "llm-1 declined to rate itself." in shown(
        replace(CHECK, said=replace(SAID, ratings=declined))
    )
