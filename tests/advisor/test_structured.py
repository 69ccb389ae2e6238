from advisor.structured import StructuredAnswers


def unasked(answers: StructuredAnswers) -> int:
    """Count the requests until a schema is sent again."""
    count = 0
    while not answers.wanted():
        count += 1
    return count


def test_a_refusal_counts_for_a_while_only() -> None:
    answers = StructuredAnswers()
    assert answers.wanted()
    answers.refused()
    assert unasked(answers) == 8


def test_the_pause_doubles_while_refusals_go_on_and_has_an_end() -> None:
    answers = StructuredAnswers()
    pauses = []
    for _ in range(10):
        answers.refused()
        pauses.append(unasked(answers))
    assert pauses[:3] == [8, 16, 32]
    assert pauses[-2:] == [1024, 1024]


def test_an_answer_makes_the_next_pause_short_again() -> None:
    answers = StructuredAnswers()
    answers.refused()
    unasked(answers)
    answers.accepted()
    answers.refused()
    assert unasked(answers) == 8


def test_refusals_of_requests_under_way_count_once() -> None:
    answers = StructuredAnswers()
    for _ in range(5):
        answers.refused()
    assert unasked(answers) == 8
