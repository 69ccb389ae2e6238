"""What a reply counts as: a rating only if it plainly is one."""

import pytest

from advisor.study.replies import Answer, Outcome, read_reply, schema

LABELS = ("Dislike a lot", "Dislike a little", "Neither like nor dislike", "Like a little",
          "Like a lot")  # fmt: skip


def one(text: str | None, finish_reason: str | None = "stop") -> Answer:
    (answer,) = read_reply(text, finish_reason, 1, LABELS)
    return answer


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ('{"answer": 4}', 4), ('{"answer": "4"}', 4), ('{"answer": 4.0}', 4),
        ('```json\n{"answer": 2}\n```', 2), ("4", 4), (" 4.\n", 4), ("**4**", 4), ("４", 4),
        ("5 = Like a lot", 5), ("5 (Like a lot)", 5), ("2: dislike a little", 2),
        ("Like a little", 4), ("<think>Maybe 2? No.</think>\n3", 3), ("1。", 1),
    ],
)  # fmt: skip
def test_ratings(text: str, rating: int) -> None:
    assert one(text) == Answer(Outcome.RATED, rating)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("0", Outcome.OUT_OF_RANGE), ("6", Outcome.OUT_OF_RANGE), ("-3", Outcome.OUT_OF_RANGE),
        ("3.5", Outcome.OUT_OF_RANGE), ('{"answer": 9}', Outcome.OUT_OF_RANGE),
        ('{"answer": ' + "9" * 400 + "}", Outcome.OUT_OF_RANGE), ("10", Outcome.OUT_OF_RANGE),
        ('{"answer": NaN}', Outcome.OUT_OF_RANGE),
        ("", Outcome.EMPTY), (None, Outcome.EMPTY), (" \n ", Outcome.EMPTY),
        ("<think>4</think>", Outcome.EMPTY),
        ("I'd say 4, since it sounds fun.", Outcome.PROSE), ("3 or 4", Outcome.PROSE),
        ("4/5", Outcome.PROSE), ("5 = Dislike a lot", Outcome.PROSE), ("four", Outcome.PROSE),
        ('{"rating": 4}', Outcome.PROSE), ('{"answer": true}', Outcome.PROSE),
        ('{"answer": [4]}', Outcome.PROSE), ("[4]", Outcome.PROSE), ("{" * 9000, Outcome.PROSE),
        ('{"answer": null}', Outcome.REFUSED),
        ("As an AI, I don't have preferences. 3", Outcome.REFUSED),
        ("I’m sorry, but I cannot rate this.", Outcome.REFUSED),
        ("Como modelo de lenguaje, no tengo gustos.", Outcome.REFUSED),
        ("作为一个人工智能，我没有个人喜好。", Outcome.REFUSED),
    ],
)  # fmt: skip
def test_what_is_no_rating(text: str | None, outcome: Outcome) -> None:
    assert one(text) == Answer(outcome)


def test_a_reply_that_was_cut_off_is_no_rating() -> None:
    assert one("4", "length") == Answer(Outcome.CUT_OFF)
    assert one("", "length") == Answer(Outcome.CUT_OFF)
    assert one("4", "content_filter") == Answer(Outcome.REFUSED)


def test_several_items_are_read_line_by_line() -> None:
    text = "1: 4\n2. 5 = Like a lot\n- 3) 7\n4: 2\n4: 3\nThank you"
    assert read_reply(text, "stop", 5, LABELS) == (
        Answer(Outcome.RATED, 4),
        Answer(Outcome.RATED, 5),
        Answer(Outcome.OUT_OF_RANGE),
        Answer(Outcome.PROSE),
        Answer(Outcome.PROSE),
    )
    assert read_reply("1: 4\n2: 5\n3: ", "length", 3, LABELS)[1:] == (
        Answer(Outcome.RATED, 5),
        Answer(Outcome.CUT_OFF),
    )


def test_several_items_are_read_from_an_object() -> None:
    found = read_reply('{"1": 3, "2": null}', "stop", 2, LABELS)
    assert found == (Answer(Outcome.RATED, 3), Answer(Outcome.REFUSED))
    found = read_reply('{"1": 3, "2": 8, "4": "x"}', "stop", 4, LABELS)
    assert [answer.rating for answer in found] == [3, None, None, None]
    assert [answer.outcome for answer in found][1:] == [
        Outcome.OUT_OF_RANGE,
        Outcome.PROSE,
        Outcome.PROSE,
    ]


def test_the_schema_names_every_item() -> None:
    assert schema(1)["required"] == ["answer"]
    assert schema(3)["required"] == ["1", "2", "3"]
    assert schema(3)["properties"]["2"]["enum"] == [1, 2, 3, 4, 5]
