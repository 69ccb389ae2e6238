"""Who signs in: operators, who look at the log, and counsellors, whom visitors share with."""

from dataclasses import dataclass

from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Role(Frozen):
    """A kind of account.

    Attributes:
        name: one of them, in a word.
        one: the same with its article.
        variable: the setting that names the file of their accounts.
        path: where their page is; also the names of their cookies begin with ``name``.
    """

    name: str
    one: str
    variable: str
    path: str

    @property
    def command(self) -> str:
        """The command that changes their file."""
        return f"advisor {self.name}s"


OPERATOR = Role("operator", "an operator", "ADVISOR_OPERATORS", "/operator")
COUNSELLOR = Role("counsellor", "a counsellor", "ADVISOR_COUNSELLORS", "/counsellor")
