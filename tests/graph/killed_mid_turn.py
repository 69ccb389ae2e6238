"""A process that dies while it words the reply to its second message; run by test_session.py."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

from advisor.settings import Settings
from graph.advisor import Advisor
from graph.understanding import Interviewer, ReplyPlan, TurnContext, Understanding


class DiesWhileSpeaking:
    """Another interviewer that takes the process with it in the middle of a reply."""

    name = "mortal"

    def __init__(self, other: Interviewer) -> None:
        self._other = other

    def understand(self, message: str, context: TurnContext) -> Understanding:
        return self._other.understand(message, context)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        yield plan.sentences[0][:10]
        if "Globex" in message:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from self._other.speak(plan, message)


if __name__ == "__main__":
    advisor = Advisor.open(Settings.load())
    mortal = DiesWhileSpeaking(advisor.services.interviewer)
    advisor.services = replace(advisor.services, interviewer=mortal)
    session = advisor.conversation("k")
    list(session.reply("I was a welder at Initech from 2010 to 2012", message_id="message-1"))
    list(session.reply("then I was a nurse at Globex from 2013 to 2018", message_id="message-2"))
