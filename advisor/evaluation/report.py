"""Writes an evaluation as a page with plots: every statement is a figure."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from advisor.evaluation import tables
from advisor.evaluation.bootstrap import DRAWS
from advisor.evaluation.plots import write_plots
from advisor.evaluation.results import Evaluation
from retrieval.errors import AdvisorError

PAGE = "README.md"


def write_report(found: Evaluation, folder: Path, command: str) -> Path:
    """Write the page and its plots into a folder; return the page.

    Raises:
        AdvisorError: nothing was evaluated, or the folder cannot be written to.
    """
    if not found.models:
        raise AdvisorError("expected a model that could be evaluated, got none: no report")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        plots = write_plots(found, folder)
        path = folder / PAGE
        path.write_text("\n\n".join(_sections(found, plots, command)) + "\n", encoding="utf-8")
    except OSError as error:
        raise AdvisorError(
            f"expected a folder to write to at {folder}: {error.strerror}"
        ) from error
    return path


def _sections(found: Evaluation, plots: Mapping[str, Path], command: str) -> Iterator[str]:
    yield f"# Next states of {found.cohort}, `{found.split}` people"
    yield _about(found, command)
    yield "## All models"
    yield tables.overall(found)
    yield _image("Perplexities with intervals", plots["perplexity"])
    yield _MEANINGS
    if any(result.served_minus is not None for result in found.models.values()):
        yield "## The served model against each baseline"
        yield (
            "The difference of each figure, and its interval over the same draws of people. Lower"
            " perplexities are better, of the others higher ones."
        )
        yield tables.against(found)
    yield "## Calibration"
    yield _image("Calibration of staying and of the top suggestion", plots["calibration"])
    yield "## Moves"
    yield _image("hit@k", plots["hits"])
    yield tables.kinds(found)
    yield _image("Destinations held before and never held", plots["kinds"])
    yield "## Subgroups"
    first = next(iter(found.models))
    yield (
        "No model is told sex, race or age. The first table of each kind is the accuracy of"
        f" `{first}`: how often its most probable state came, and of moves how often where they led"
        " was among its first 1, 5 and 10; the second the perplexity of the next state."
    )
    for kind in found.models[first].subgroups:
        yield f"### By {kind}"
        yield tables.accuracy(found, kind)
        yield tables.parts(found, kind)
        if (drawn := plots.get(f"subgroups_{kind}")) is not None:
            yield _image(f"Perplexity by {kind}", drawn)


def _about(found: Evaluation, command: str) -> str:
    who = f"{found.people:,} people"
    if found.sample is not None:
        who += f" (a sample, seed {found.seed})"
    lines = [
        f"{found.transitions:,} transitions from one observed year to the next of {who};"
        f" {found.moves:,} of them are moves to another state.",
        f"Intervals: 95 % of {DRAWS:,} bootstrap draws of people.",
    ]
    if found.served_model:
        lines.append(f"`served` is {found.served_model}.")
    if found.split == "valid":
        lines.append("Constants were chosen on the panel's valid people: others may score less.")
    asides = [f"- Left out: `{name}`: {why}." for name, why in found.left_out.items()]
    asides += [f"- {note}." for note in found.notes]
    blocks = ("\n".join(lines), "\n".join(asides), f"Made by `{command}`.")
    return "\n\n".join(block for block in blocks if block)


def _image(text: str, path: Path) -> str:
    return f"![{text}]({path.name})"


_MEANINGS = """\
Perplexity is of the next state, natural logarithm. Stay AUC and ECE: staying in the present state
against leaving it; the ECE is the mean gap between chance and share over ten bins of equal width.
Top-1 ECE: the same of the most probable other state, given a move. Moves are ranked among all
states but the present one, ties sharing the mean of their places. AccEM: the most probable state
of all is the answer. AccRM: 1 if it is, 1 / (k + 1) if it is the answer's k-th related occupation
by O*NET, else 0."""
