"""Figures of logged conversations, by time and by version, on SQLite and Postgres."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advisor.log.log import ConversationLog
from advisor.log.record import Annotation, Known, Verdict
from advisor.quality.conversations import Scope, counted
from advisor.quality.estimates import Mean, Share, Spread
from advisor.quality.measures import BYS, NO_PROMPT, TITLES, Quality
from advisor.quality.wording import judges_words, measures_to_json, table_text
from advisor_cli.log_quality import BYS as OFFERED
from tests.advisor.log.examples import NOON, TURN
from tests.advisor.quality.examples import fill, said


@pytest.fixture
def quality(log: ConversationLog) -> Quality:
    fill(log)
    return Quality(log.database)


def test_a_conversation_is_counted_in_one_row(log: ConversationLog) -> None:
    fill(log)
    a, b, d, c = counted(log.database)
    assert (a.turns, a.suggested_at, a.asked, a.repeated, a.facts) == (2, 2, 2, 1, 4)
    assert (a.up, a.down, b.up, b.down) == (1, 0, 0, 1), "the last thumb on a reply counts"
    assert (b.corrected, b.kept, b.unredacted) == (1, 3, 1)
    assert (c.failed, c.advisor, c.prompts) == (1, "0.2.0", ("understand-v3:aa", "speak-v1:bb"))
    assert (d.kept, d.unredacted) == (0, 0), "nothing was to be kept of it"
    assert a.began == NOON


def test_the_figures_of_all(quality: Quality) -> None:
    whole = quality.whole()
    assert (whole.conversations, whole.turns, whole.thumbs) == (4, 7, (1, 1))
    figures = whole.figures
    assert list(figures) == list(TITLES), "in the order in which they are shown"
    assert figures["completed"] == Share(1, 4)
    assert figures["turns_to_suggestions"] == Mean(2, 1)
    assert figures["repeated"] == Share(1, 4)
    assert figures["corrected"] == Share(2, 4)
    assert figures["failed"] == Share(1, 4)
    assert figures["liked"] == Share(1, 2), "of those with a thumb"
    assert figures["unredacted"] == Share(1, 3), "of those whose text was to be kept"
    per_fact = figures["questions_per_fact"]
    assert isinstance(per_fact, Mean)
    assert per_fact.value == pytest.approx((2 / 4 + 1 / 4 + 0 / 4 + 1 / 4) / 4)
    first, total = figures["first_ms"], figures["total_ms"]
    assert isinstance(first, Spread)
    assert isinstance(total, Spread)
    assert (first.n, total.n) == (6, 7), "a turn without a word has no first word"
    assert total.value == 80.25


def test_questions_that_brought_nothing_count(log: ConversationLog) -> None:
    nothing = Known(0, 0, 0, 0, topics_done=0, topics=5, lines=2)
    log.append(said("a", "hm", "What do you do?", asked="first_job", known=nothing))
    assert Quality(log.database).whole().figures["questions_per_fact"] == Mean(1, 1)


def test_groups_over_time_and_by_version(quality: Quality) -> None:
    def sizes(by: str) -> dict[str, int]:
        return {row.group: row.conversations for row in quality.by(by)}  # type: ignore[arg-type]

    assert sizes("day") == {"2026-11-15": 3, "2026-11-22": 1}
    assert sizes("week") == {"2026-11-09": 3, "2026-11-16": 1}, "named by their Mondays"
    assert sizes("version") == {"0.1.0": 3, "0.2.0": 1}
    assert sizes("prompt") == {NO_PROMPT: 3, "understand-v3:aa": 1, "speak-v1:bb": 1}
    assert sizes("variant") == {"opening: short": 4}
    assert sizes("interviewer") == {"built-in": 4}
    assert sizes("predictor") == {"advisor-mini-1": 4}
    assert OFFERED == BYS


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(first=date(2026, 11, 16)), "c"),
        (Scope(last=date(2026, 11, 15)), "abd"),
        (Scope(first=date(2026, 11, 15), last=date(2026, 11, 22)), "abdc"),
        (Scope(advisor="0.2.0"), "c"),
        (Scope(advisor="9"), ""),
    ],
)
def test_a_scope_is_of_the_day_and_version_it_began_with(
    log: ConversationLog, scope: Scope, found: str
) -> None:
    fill(log)
    log.append(said("a", "still there?", "Yes.", at=NOON + timedelta(days=9)))
    assert "".join(c.conversation[0] for c in counted(log.database, scope)) == found
    whole = Quality(log.database, scope).whole()
    assert whole.conversations == len(found)
    if not found:
        assert Quality(log.database, scope).by("week") == []


def test_verdicts_give_a_mean_over_judges_and_their_agreement(log: ConversationLog) -> None:
    fill(log)
    marks = {"understood": 4, "helpful": 3, "honest": 5, "kind": 5}
    verdict = Verdict("a" * 32, 2, NOON, "one", "helpfulness-v1:0", marks)
    for said_so in (
        verdict,
        replace(verdict, judge="two", ratings=marks | {"helpful": 4}),
        replace(verdict, conversation="b" * 32),
        replace(verdict, conversation="b" * 32, judge="two", ratings=None),
        replace(verdict, conversation="c" * 32, turn=1, prompt="helpfulness-v0:0"),
        replace(verdict, conversation="c" * 32, turn=1),
        replace(verdict, conversation="c" * 32, turn=1, judge="two"),
    ):
        assert log.note_verdict(said_so)
    found = Quality(log.database)
    helpful = found.whole().figures["judged_helpful"]
    assert isinstance(helpful, Mean)
    assert helpful.n == 3
    assert helpful.value == pytest.approx((3.5 + 3 + 3) / 3)
    agree = found.judged.agreement("helpful")
    assert agree is not None
    assert (agree.n, agree.same) == (2, 0.5)
    head, *lines = judges_words(found.judged)
    assert head == "one, two by helpfulness-v1:0: 5 verdicts, besides 1 invalid answer"
    assert [line.split(":")[0] for line in lines] == [
        "understood",
        "helpful",
        "honest about limits",
        "kind",
    ]
    assert "n = 2, few" in lines[1]


def test_judges_of_another_length_of_a_conversation_do_not_disagree(log: ConversationLog) -> None:
    fill(log)
    marks = {"understood": 4, "helpful": 2, "honest": 5, "kind": 5}
    early = Verdict("a" * 32, 1, NOON, "one", "helpfulness-v1:0", marks)
    later = replace(early, turn=2, judge="two", ratings=marks | {"helpful": 5})
    for said_so in (early, later):
        assert log.note_verdict(said_so)
    found = Quality(log.database)
    assert found.whole().figures["judged_helpful"] == Mean(5, 1)
    assert log.note_verdict(replace(early, turn=2))
    agree = Quality(log.database).judged.agreement("helpful")
    assert agree is not None
    assert (agree.n, agree.same) == (1, 0)


def test_a_verdict_and_a_note_are_refused_where_no_text_is_kept(log: ConversationLog) -> None:
    fill(log)
    for name, turn in (("d", 1), ("b", 3), ("x", 1)):
        assert not log.annotate(Annotation(name * 32, turn, NOON, "kim", "good", ""))
        assert not log.note_verdict(Verdict(name * 32, turn, NOON, "one", "p", None))


def test_the_table_says_what_is_few(quality: Quality) -> None:
    text = table_text([quality.whole()])
    assert "all: 4 conversations, 7 turns, thumbs 1 up and 1 down" in text
    assert "1 of 4  n = 4, few" in text
    assert " % " not in text.replace("95 % within", "")
    as_json = measures_to_json(quality.whole())
    assert as_json["figures"]["completed"] == {"share": None, "hits": 1, "n": 4, "interval": None}


def test_a_share_of_five_is_a_percentage(log: ConversationLog) -> None:
    for name in "abcde":
        log.append(replace(TURN, conversation=name * 32, suggested=3 * (name < "d")))
    text = table_text([Quality(log.database).whole()])
    assert "60 %  23–88 %; n = 5, few" in text
