"""The only fakes: small classes that satisfy our Protocols."""

from collections.abc import Iterator

from graph.understanding import Intent, ReplyPlan, TurnContext, Understanding


class PlainInterviewer:
    """Stands in for the built-in interviewer: reads nothing, says plans as they are.

    Attributes:
        read: the messages it was asked to read.
        said: the sentences it was asked to say.
    """

    name = "built-in"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.said: list[str] = []

    def understand(self, message: str, context: TurnContext) -> Understanding:  # noqa: ARG002
        self.read.append(message)
        return Understanding(intent=Intent.UNCLEAR if message.strip() else Intent.EMPTY)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:  # noqa: ARG002
        for place, sentence in enumerate(plan.sentences):
            self.said.append(sentence)
            yield f" {sentence}" if place else sentence
