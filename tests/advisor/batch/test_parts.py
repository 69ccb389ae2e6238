"""Dividing: every line once, in order, whatever the file is like; long lines cost no memory."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.batch.lines import LONGEST
from advisor.batch.parts import divide, lines_of
from retrieval.errors import AdvisorError


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b" ", b"\xff", b"bc"])).map(b"".join),
    rows=st.integers(1, 4),
)
def test_every_line_is_in_one_part_with_its_number(
    tmp_path: Path, content: bytes, rows: int
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(content)
    given_input = divide(file, rows)
    found = [(number, line.text) for part in given_input.parts for number, line in lines_of(part)]
    lines = content.split(b"\n")
    assert [(n, (text or b"").rstrip(b"\n")) for n, text in found] == [
        (number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]
    assert given_input.rows == len(found)
    assert all(part.rows <= rows for part in given_input.parts)
    assert sum(part.size for part in given_input.parts) == len(content)
    assert [part.number for part in given_input.parts] == list(range(1, len(given_input.parts) + 1))


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path: Path) -> None:
    for name, text in (("b.jsonl", "3\n"), ("a.jsonl", "1\n\n2"), ("c.txt", "no")):
        (tmp_path / name).write_text(text, "utf-8")
    found = divide(tmp_path, 1)
    assert [(part.file, part.first) for part in found.parts] == [
        ("a.jsonl", 1),
        ("a.jsonl", 2),
        ("b.jsonl", 1),
    ]
    assert [[line.text for _, line in lines_of(part)] for part in found.parts] == [
        [b"1\n"],
        [b"2"],
        [b"3\n"],
    ]


def test_a_line_that_is_too_long_is_never_held(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    with file.open("wb") as opened:
        opened.write(b"one\n")
        opened.truncate(60 * LONGEST)
        opened.seek(0, 2)
        opened.write(b"\ntwo\n")
    tracemalloc.start()
    (part,) = divide(file, 10).parts
    lines = list(lines_of(part))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(number, line.text) for number, line in lines] == [
        (1, b"one\n"),
        (2, None),
        (3, b"two\n"),
    ]
    assert peak < 20 * LONGEST


def test_the_longest_line_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    longest = b"x" * (LONGEST - 1) + b"\n"
    file.write_bytes(longest + b"x" + longest)
    (part,) = divide(file, 10).parts
    assert [line.text for _, line in lines_of(part)] == [longest, None]


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"one\ntwo\n")
    (part,) = divide(file, 10).parts
    for changed in (b"one\ntwp\n", b"one\n", b"one\ntwo two\n", b""):
        file.write_bytes(changed)
        with pytest.raises(AdvisorError, match="changed while it was scored"):
            list(lines_of(part))
    # What is added behind belongs to no part.
    file.write_bytes(b"one\ntwo\nthree\n")
    assert len(list(lines_of(part))) == 2
    with pytest.raises(AdvisorError, match="No such file"):
        list(lines_of(replace(part, path=str(tmp_path / "none"))))


def test_the_hash_is_of_what_is_scored(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_bytes(b"one\ntwo\n")
    other.write_bytes(b"one\ntwo\n")
    assert divide(one, 10).sha256 == divide(other, 10).sha256
    other.write_bytes(b"one\ntwo")
    assert divide(one, 10).sha256 != divide(other, 10).sha256


def test_input_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match=r"none\.jsonl: No such file or directory"):
        divide(tmp_path / "none.jsonl", 10)
    with pytest.raises(AdvisorError, match=r"expected files of histories, \*\.jsonl, in"):
        divide(tmp_path, 10)
