"""The one exception type whose message is meant for a person, and what is noted of defects."""

import traceback


class AdvisorError(Exception):
    """A failure with one clear line: what was expected, what came, what to do.

    Every layer raises it (or a subclass) for bad input and missing resources; the command line
    prints the message and exits with 1, a conversation shows it as ``Failed``.
    """


def defect(error: BaseException) -> str:
    """Return what a defect was and where, for the program's log.

    Its message is left out: it may quote what a person wrote.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__} (its message is not noted: it may quote a person)\n{where}"
