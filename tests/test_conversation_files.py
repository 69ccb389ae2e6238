"""The labelled conversations are well formed, consistent and name real occupations."""

from pathlib import Path

import pytest

from advisor.evaluation.conversations.labelled import FOLDER, SPLITS, load_conversation, load_split
from retrieval.errors import AdvisorError

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
PATHS = [path for split in SPLITS for path in sorted((FOLDER / split).glob("*.json"))]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_is_a_consistent_conversation(path: Path) -> None:
    conversation = load_conversation(path)
    number, _, name = path.stem.partition("-")
    assert number.isdigit()
    assert name == conversation.name
    assert any(conversation.messages)
    for job in conversation.expected.jobs:
        assert len(set(job.codes)) == len(job.codes)
        if job.start and job.end and job.end != "present":
            assert job.start[:4] <= job.end[:4], job.title
        for stated in (job.start, job.end):
            assert stated is None or stated == "present" or stated[:4] <= str(conversation.today)


def test_both_splits_are_large_enough_and_share_nothing() -> None:
    dev, test = (load_split(split) for split in SPLITS)
    assert len(dev) >= 30
    assert len(test) >= 36
    assert not {c.name for c in dev} & {c.name for c in test}
    # Short answers ("that's all") may recur; anything longer must be said anew.
    shared = {m for c in dev for m in c.messages} & {m for c in test for m in c.messages}
    assert not [message for message in shared if len(message.split()) > 4]


def test_codes_are_occupations_of_the_release() -> None:
    release = SHARED / "onet" / "db_30_1_text" / "Occupation Data.txt"
    if not release.is_file():
        pytest.skip("needs the O*NET release in ../shared")
    lines = release.read_text(encoding="utf-8").splitlines()
    known = {line.split("\t")[0] for line in lines}
    for split in SPLITS:
        for conversation in load_split(split):
            for job in conversation.expected.jobs:
                assert set(job.codes) <= known, (conversation.name, job.title)


def test_a_broken_file_is_named_with_the_field(tmp_path: Path) -> None:
    path = tmp_path / "01-broken.json"
    path.write_text(PATHS[0].read_text(encoding="utf-8").replace('"start"', '"begin"', 1))
    with pytest.raises(AdvisorError, match=r"01-broken\.json: expected\.jobs\.0\.start"):
        load_conversation(path)
    with pytest.raises(AdvisorError, match="found none"):
        load_split("dev", tmp_path)
