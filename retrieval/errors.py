"""The one exception type whose message is meant for the person or operator."""


class AdvisorError(Exception):
    """A failure with one clear line: what was expected, what came, what to do.

    Every layer raises it (or a subclass) for bad input and missing resources; the command line
    prints the message and exits with 1, a conversation shows it as ``Failed``.
    """
