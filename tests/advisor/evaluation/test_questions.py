from advisor.evaluation.questions import questions
from advisor.evaluation.related import related_credit, related_states
from advisor.evaluation.states import States
from advisor.model.work_years import IDLE
from advisor.panels.codes import OccupationCodes
from retrieval.catalog import Catalog
from tests.advisor.evaluation.conftest import career


def test_a_question_is_a_pair_of_consecutive_years(states: States) -> None:
    careers = [
        career("Cashiers", "Cashiers", "Registered nurses", "Cashiers"),
        career("Cashiers"),
        career("In education", "Cashiers"),
    ]
    asked = questions(careers, states)
    index = states.index
    assert (asked.people, len(asked)) == (3, 4)
    assert asked.person.tolist() == [0, 0, 0, 2]
    assert asked.place.tolist() == [1, 2, 3, 1]
    assert asked.present.tolist() == [
        index["Cashiers"],
        index["Cashiers"],
        index["Registered nurses"],
        index["In education"],
    ]
    assert asked.answer.tolist() == [
        index["Cashiers"],
        index["Registered nurses"],
        index["Cashiers"],
        index["Cashiers"],
    ]
    assert asked.move.tolist() == [False, True, True, True]
    assert asked.held.tolist() == [True, False, True, False]


def test_nobody_is_asked_nothing(states: States) -> None:
    assert len(questions([], states)) == 0


def test_the_states_are_all_titles_of_the_scheme(states: States, codes: OccupationCodes) -> None:
    assert len(states) == 541
    assert [states.titles[place] for place in states.idle] == list(IDLE)
    older = States.of(codes, "nlsy79")
    assert len(older) == len(codes.occ1990)
    assert older.idle == []
    assert len(set(older.titles)) == len(older)
    assert older.groups[older.index["Registered nurses"]] == ("3255", "3256", "3258")


def test_related_states_are_those_of_onet_nearest_first(catalog: Catalog, states: States) -> None:
    related = related_states(catalog, states)
    nurse = states.index["Registered nurses"]
    members = {code for code, o in catalog.occupations.items() if "3255" in o.groups}
    nearest = {catalog.occupations[catalog.related(code)[0]].groups[0] for code in members}
    assert states.codes[related[nurse][0]] in nearest | {"3255"}
    assert nurse not in related[nurse]
    assert len(related[nurse]) == len(set(related[nurse]))
    assert related[states.index["In education"]] == []


def test_credit_falls_with_the_place_of_the_related_state(catalog: Catalog, states: States) -> None:
    related = related_states(catalog, states)
    credit = related_credit(catalog, states)
    answer = states.index["Cashiers"]
    first, second, *_ = related[answer]
    assert credit[answer, answer] == 1
    assert credit[answer, first] == 1 / 2
    assert credit[answer, second] == 1 / 3
    assert credit[answer, states.index["In education"]] == 0
