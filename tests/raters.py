"""What a language model on a test server answers when it is asked to rate itself."""

from tests import openai_server as say
from tests.openai_server import Exchange, Reply

DOING, ADVISING = 2, 4


def rate_or(other: Reply) -> Reply:
    """Rate every item alike; reply otherwise to any other request."""

    def reply(exchange: Exchange) -> None:
        if '"items"' not in exchange.request.text:
            other(exchange)
            return
        rows = [{"item": n, "doing": DOING, "advising": ADVISING} for n in range(1, 9)]
        say.answer(ratings=rows)(exchange)

    return reply
