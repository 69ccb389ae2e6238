"""Logged conversations for tests of their quality."""

from dataclasses import replace
from datetime import timedelta

from advisor.log.log import ConversationLog
from advisor.log.record import Thumb, Timing, TurnRecord, TurnText
from tests.advisor.log.examples import NOON, TURN, counted

HOSTILE = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"


def said(name: str, message: str, reply: str, **changes: object) -> TurnRecord:
    """Return a turn of a conversation, named by one letter, in which nothing went wrong."""
    quiet: dict[str, object] = {"corrected": False, "asked": None}
    record = replace(TURN, conversation=name * 32, text=TurnText(message, reply, ()))
    return replace(record, **(quiet | changes))  # type: ignore[arg-type]  # names of fields


def fill(log: ConversationLog) -> None:
    """Log four conversations of two weeks and two versions.

    ``a``: suggestions in the second turn, a question put again, a thumb up. ``b``: a correction, a
    thumb that went from up to down, a turn that could not be redacted. ``c`` (a week later, another
    version): a turn failed. ``d``: only uses the advisor.
    """
    later = NOON + timedelta(days=7)
    new = replace(TURN.versions, advisor="0.2.0", prompts=("understand-v3:aa", "speak-v1:bb"))
    for record in (
        said("a", "I weld", "Since when?", asked="job_dates", timing=Timing(10, 100)),
        said("a", "2015", "I suggest these.", asked="job_dates", repeated=True, suggested=3),
        said("b", "I cook", "Where?", asked="job_title", timing=Timing(30, 300)),
        said("b", "no, I bake", "Noted.", corrected=True),
        said("b", "", "", redaction="failed"),
        said("c", "hello", "", at=later, versions=new, failed=True, timing=Timing(None, 900)),
        counted("d"),
    ):
        kept = record.redaction == "done"
        log.append(record if kept else replace(record, text=None))
    for name, turn, helpful in (("a", 2, True), ("b", 1, True), ("b", 1, False)):
        log.note_thumb(Thumb(name * 32, turn, NOON, helpful))
