"""The report in both forms, opened again: everything shown is in it, as text."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from advisor.career import CareerHistory, Job, Limit, LimitKind, When
from advisor.instruments.reading import available
from advisor.interest_words import fit_sentence
from advisor.interests import profile_of
from advisor.recommend import Recommender
from advisor.recommendation import Recommendation, TargetAssessment
from advisor.report import write_report
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec
from tests.advisor.report.examples import HISTORY

Kind = Literal["pdf", "docx"]
KINDS: tuple[Kind, ...] = ("pdf", "docx")
TODAY = date(2026, 11, 21)
NURSE = "29-1141.00"


def squeezed(text: str) -> str:
    """Text without white space: lines break where the page ends."""
    return "".join(text.split())


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return squeezed("".join(page.extract_text() for page in PdfReader(path).pages))
    document = docx.Document(str(path))
    return squeezed("".join(t.text or "" for t in document.element.body.iter(qn("w:t"))))


@pytest.fixture(scope="module")
def shown(recommender: Recommender) -> tuple[Recommendation, TargetAssessment]:
    return recommender.recommend(HISTORY, TODAY), recommender.weigh(HISTORY, NURSE, TODAY)


@pytest.fixture(scope="module")
def reports(
    shown: tuple[Recommendation, TargetAssessment],
    catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[Kind, Path]:
    folder = tmp_path_factory.mktemp("reports")
    paths: dict[Kind, Path] = {kind: folder / f"report.{kind}" for kind in KINDS}
    for kind, path in paths.items():
        write_report(HISTORY, *shown, path, kind=kind, today=TODAY, catalog=catalog)
    return paths


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_shown_is_in_the_report(
    reports: dict[Kind, Path], shown: tuple[Recommendation, TargetAssessment], kind: Kind
) -> None:
    text = text_of(reports[kind])
    recommendation, assessment = shown
    assert len(recommendation.suggestions) >= 3
    for suggestion in (*recommendation.suggestions, assessment.suggestion):
        assert squeezed(suggestion.title) in text
        assert suggestion.code in text
        for chance in (suggestion.probability_if_moving, suggestion.probability):
            assert shown_percent(chance) in text
        for reason in suggestion.reasons:
            assert squeezed(reason.text) in text
            assert squeezed(f"You told me: {reason.evidence}") in text
        for skill in (*suggestion.missing[:5], *suggestion.shared[:5]):
            assert squeezed(skill.name) in text
            assert f"{skill.needed:.1f}" in text
        assert suggestion.pay is not None
        assert f"${suggestion.pay.median:,}" in text
        assert squeezed(f"{suggestion.pay.source}, {suggestion.pay.year}") in text
        assert suggestion.outlook is not None
        assert f"{suggestion.outlook.openings_per_year:,}" in text
        period = suggestion.outlook.period.replace("-", "–")
        assert squeezed(f"{suggestion.outlook.source}, {period}") in text
        for caution in suggestion.cautions:
            assert squeezed(caution) in text
    for line in (*recommendation.notes, *assessment.steps, recommendation.source):
        assert squeezed(line) in text
    assert squeezed(f"number {assessment.rank} of the {assessment.of}") in text
    assert shown_percent(recommendation.stay.probability) in text
    for line in ("November 21, 2026", "CC BY 4.0", "O*NET 30.1 Database", "O*NET® is a trademark"):
        assert squeezed(line) in text


def shown_percent(chance: float) -> str:
    """The percentage as people read it, worked out here on its own."""
    if chance < 0.001:
        return "under0.1%"
    return f"{100 * chance:.1f}%" if chance < 0.095 else f"{100 * chance:.0f}%"


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_person_said_is_text_in_any_script(reports: dict[Kind, Path], kind: Kind) -> None:
    text = text_of(reports[kind])
    for words in (
        "Zoë's <b>Café</b> & Söhne",
        "кладовщик",
        "Łódź Market",
        "北京烤鸭店",
        "서울 마트",
        "fixing <i>bikes",
        "no nights & no weekends",
        "Stockers and Order Fillers (53-7065.00), best guess",
        "(unpaid)",
        "2.5 years",
        "2012 to 2015-06",
        "associate's degree in hospitality, still going on",
    ):
        assert squeezed(words) in text


def test_the_pdf_says_what_it_is(reports: dict[Kind, Path]) -> None:
    reader = PdfReader(reports["pdf"])
    assert reader.metadata is not None
    assert reader.metadata.title == "Career report, November 21, 2026"
    assert str(reader.root_object["/Lang"]) == "en-US"
    assert [entry.title for entry in reader.outline if isinstance(entry, Destination)] == [
        "Your work and education",
        "Suggested next jobs",
        "The job you have in mind",
        "How to read the numbers",
        "Sources and licence",
    ]
    assert len(reader.pages) <= 4
    notes = [note.get_object() for page in reader.pages for note in page.annotations or ()]
    links = [str(note["/A"]) for note in notes if isinstance(note, DictionaryObject)]
    assert any(f"https://www.onetonline.org/link/summary/{NURSE}" in link for link in links)


def test_the_word_file_says_what_it_is(reports: dict[Kind, Path]) -> None:
    document = docx.Document(str(reports["docx"]))
    about = document.core_properties
    assert (about.title, about.language) == ("Career report, November 21, 2026", "en-US")
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[:2] == ["Your work and education", "Suggested next jobs"]
    jobs = document.tables[0]
    assert [cell.text for cell in jobs.rows[0].cells] == ["When", "Job", "O*NET occupation"]
    assert len(jobs.rows) == 1 + len(HISTORY.jobs)
    assert all(t._tbl.findall(f".//{qn('w:tblHeader')}") for t in document.tables)
    assert {r.target_ref for r in document.part.rels.values() if r.is_external} >= {
        f"https://www.onetonline.org/link/summary/{NURSE}"
    }


def test_what_a_pdf_cannot_show_is_marked_and_said(catalog: Catalog, tmp_path: Path) -> None:
    history = CareerHistory((Job("j1", "baker 🍞", None, "مخبز"),))
    path = tmp_path / "report.pdf"
    write_report(history, None, None, path, kind="pdf", today=TODAY, catalog=catalog)
    text = text_of(path)
    assert "baker▯,▯▯▯▯" in text
    assert squeezed("cannot show 5 kinds of letters in your words") in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_in_ones_own_group_has_the_chance_of_staying(
    recommender: Recommender, catalog: Catalog, tmp_path: Path, kind: Kind
) -> None:
    target = recommender.weigh(HISTORY, "41-2011.00", TODAY)
    assert target.rank is None
    path = tmp_path / f"report.{kind}"
    write_report(HISTORY, None, target, path, kind=kind, today=TODAY, catalog=catalog)
    card, _, _ = text_of(path).partition("Howtoread")
    assert shown_percent(target.suggestion.probability) in card
    assert "ifyouchangeoccupation" not in card


@pytest.mark.parametrize("kind", KINDS)
def test_before_anything_is_known(catalog: Catalog, tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"report.{kind}"
    write_report(CareerHistory(), None, None, path, kind=kind, today=TODAY, catalog=catalog)
    text = text_of(path)
    assert squeezed("You have not told me anything about your work yet.") in text
    assert "Suggested" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_when_no_suggestion_is_left(
    shown: tuple[Recommendation, TargetAssessment], catalog: Catalog, tmp_path: Path, kind: Kind
) -> None:
    full, _ = shown
    none = Recommendation(None, (), full.stay, full.model, full.source, ("3 were left out.",))
    path = tmp_path / f"report.{kind}"
    write_report(HISTORY, none, None, path, kind=kind, today=TODAY, catalog=catalog)
    text = text_of(path)
    assert squeezed("no suggestion is left") in text
    assert squeezed("3 were left out.") in text


def test_a_place_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "gone" / "report.pdf"
    with pytest.raises(AdvisorError, match=r"could not be written to report\.pdf"):
        write_report(HISTORY, None, None, path, kind="pdf", today=TODAY, catalog=catalog)


WORDS = st.text(min_size=1, max_size=3_000) | st.sampled_from(
    [
        "W" * 2_000,
        "长" * 900,
        "<font size=900>",
        "&amp;&lt;",
        "<a href='x'>",
        "\x00\x1b",
        "a\n" * 900,
    ]
)


@st.composite
def histories(draw: st.DrawFn) -> CareerHistory:
    jobs = [
        Job(f"j{n}", draw(WORDS), draw(st.sampled_from(["41-2011.00", None])), draw(WORDS))
        for n in range(draw(st.integers(1, 12)))
    ]
    last = Job("last", draw(WORDS), "41-2011.00", draw(WORDS), When(2019), "present")
    said = draw(st.lists(WORDS, max_size=6))
    limits = [Limit(LimitKind.OTHER, text) for text in said]
    return CareerHistory((*jobs, last), (), tuple(said), tuple(said), tuple(limits))


@settings(
    deadline=None,
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories())
def test_any_words_can_be_printed(
    recommender: Recommender, catalog: Catalog, tmp_path: Path, history: CareerHistory
) -> None:
    shown = recommender.recommend(history, TODAY)
    target = recommender.weigh(history, NURSE, TODAY)
    for kind in KINDS:
        path = tmp_path / f"report.{kind}"
        write_report(history, shown, target, path, kind=kind, today=TODAY, catalog=catalog)
        if kind == "pdf":
            assert len(PdfReader(path).pages) >= 1
        else:
            assert docx.Document(BytesIO(path.read_bytes())).paragraphs


@pytest.mark.parametrize("kind", KINDS)
def test_the_scores_and_each_fit_are_in_the_report(
    recommender: Recommender, catalog: Catalog, tmp_path: Path, kind: Kind
) -> None:
    short = available(Settings(data_dir=Path("unused")))["activities-30"]
    answers = {i.index: 5 if i.area is Riasec.ENTERPRISING else 2 for i in short.items}
    history = replace(HISTORY, interest_profile=profile_of(short, "es", {**answers}))
    shown = recommender.recommend(history, TODAY)
    path = tmp_path / f"report.{kind}"
    write_report(history, shown, None, path, kind=kind, today=TODAY, catalog=catalog)
    text = text_of(path)
    assert squeezed("What you like doing") in text
    assert squeezed("you like Enterprising (20 of 20 points)") in text
    assert squeezed("Social5 of 20") in text
    assert squeezed("30 of 30 answered") in text
    assert squeezed("the correlation, from −1 to 1") in text
    fits = [item.interest_fit for item in shown.suggestions if item.interest_fit]
    assert len(fits) >= 3
    for found in fits:
        assert squeezed(fit_sentence(found)) in text
        assert f"{found.occupation[0]:.1f}" in text


def test_doubtful_answers_are_told_without_a_fit(
    recommender: Recommender, catalog: Catalog, tmp_path: Path
) -> None:
    short = available(Settings(data_dir=Path("unused")))["activities-30"]
    history = replace(HISTORY, interest_profile=profile_of(short, "en", {1: 5}))
    shown = recommender.recommend(history, TODAY)
    path = tmp_path / "report.docx"
    write_report(history, shown, None, path, kind="docx", today=TODAY, catalog=catalog)
    text = text_of(path)
    assert squeezed("You have answered 1 of 30 activities") in text
    assert squeezed("fit with what you like doing") not in text
    assert squeezed("Your points") not in text
