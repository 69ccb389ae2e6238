"""Questionnaire files: the layout, and one clear line for whatever breaks it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.instruments.reading import available, read_instrument
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec

AREAS = {area.value[0]: area.value for area in Riasec}


def questionnaire() -> dict[str, Any]:
    return {
        "instrument": "Six",
        "response_scale": {str(point): f"label {point}" for point in range(1, 6)},
        "response_scale_es": {str(point): f"nivel {point}" for point in range(1, 6)},
        "items": [
            {
                "index": place,
                "key": key,
                "area": area,
                "text_en": f"Do thing {key}",
                "text_es": f"Hacer cosa {key}",
            }
            for place, (key, area) in enumerate(AREAS.items(), 1)
        ],
    }


def written(folder: Path, data: object, name: str = "six.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    data = questionnaire()
    data["items"].reverse()
    one = read_instrument(written(tmp_path, data))
    assert (one.key, one.name, one.languages) == ("six", "Six", ("en", "es"))
    assert [item.area for item in one.items] == list(Riasec)
    assert one.items[0].texts == {"en": "Do thing R", "es": "Hacer cosa R"}
    assert one.scales["es"] == tuple(f"nivel {point}" for point in range(1, 6))


def test_a_proper_translation_goes_before_an_unofficial_one(tmp_path: Path) -> None:
    data = questionnaire()
    for item in data["items"]:
        item["text_es_unofficial"] = f"otra {item['key']}"
        item["text_zh_unofficial"] = f"做 {item['key']}"
    data["response_scale_zh"] = data["response_scale"]
    one = read_instrument(written(tmp_path, data))
    assert one.unofficial == ("zh",)
    assert one.items[0].texts == {"en": "Do thing R", "es": "Hacer cosa R", "zh": "做 R"}


def test_labels_of_ours_stand_in(tmp_path: Path) -> None:
    data = questionnaire()
    del data["response_scale_es"]
    written(tmp_path, data)
    one = available(Settings(instruments_dir=tmp_path))["six"]
    assert one.scales["es"][4] == "Me gusta mucho"
    assert one.scales["en"][0] == "label 1"


def item(field: str, value: object, place: int = 1) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data["items"][place][field] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.pop("items"), "expected items, a list of objects"),
        (lambda data: data.update(items=["Do"]), "expected items, a list of objects"),
        (lambda data: data.pop("instrument"), "name in instrument, got None"),
        (item("key", "X"), "item 2: expected key, one of R, I, A, S, E, C, got 'X'"),
        (item("key", ["R"]), "item 2: expected key"),
        (item("area", "Social"), "item 2: expected area Investigative for key I, got 'Social'"),
        (item("index", 1), "expected every index once, got '1' 2 times"),
        (item("index", "2"), "item 2: expected index, a number from 1, got '2'"),
        (item("index", True), "item 2: expected index"),
        (item("text_en", "do THING r "), "expected every text_en once, got 'do thing r' 2 times"),
        (item("text_es", None), "item 2: expected text_es"),
        (lambda data: data["items"][3].pop("text_es"), "item 4: expected text_es"),
        (lambda data: data["items"].pop(), "in each area, got Realistic 1, Investigative 1"),
        (lambda data: data.pop("response_scale"), "expected response_scale, the labels"),
        (lambda data: data.pop("response_scale_es"), "expected response_scale_es, the labels"),
        (lambda data: data["response_scale"].pop("5"), "for the answers 1 to 5, got 1, 2, 3, 4"),
        (lambda data: data["response_scale"].update({"0": "x"}), "1 to 5, got 0, 1, 2, 3, 4, 5"),
        (lambda data: data["response_scale"].update({"3": ""}), "expected a label for 3, got ''"),
        (lambda data: data.update(response_scale=[1]), "1 to 5, got a list"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    data = questionnaire()
    change(data)
    path = written(tmp_path, data)
    with pytest.raises(AdvisorError) as raised:
        read_instrument(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe{}", b"[]", b"", b'"text"'])
def test_what_is_no_questionnaire_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(AdvisorError, match=r"broken\.json: expected"):
        available(Settings(instruments_dir=tmp_path))


def test_a_name_of_ours_is_refused(tmp_path: Path) -> None:
    written(tmp_path, questionnaire(), "activities-30.json")
    with pytest.raises(AdvisorError, match="expected another name"):
        available(Settings(instruments_dir=tmp_path))


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="nowhere: expected a folder with questionnaires"):
        available(Settings(instruments_dir=tmp_path / "nowhere"))
