"""A process that dies while it words the reply to its second message; run by test_session.py."""

import os
import signal

from advisor.settings import Settings
from graph.events import TextDelta
from graph.session import Advisor

if __name__ == "__main__":
    session = Advisor.open(Settings.load()).conversation("k")
    list(session.reply("I was a clerk at Initech from 2010 to 2012"))
    for event in session.reply("then I was a welder at Globex from 2013 to 2018"):
        if isinstance(event, TextDelta):
            os.kill(os.getpid(), signal.SIGKILL)
