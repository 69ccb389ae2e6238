"""A small O*NET-like release with sentences of our own, for tests that damage it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

CODES = {
    "15-1252.00": "Software Developers",
    "29-1141.00": "Registered Nurses",
    "47-2031.00": "Carpenters",
}
_AREAS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")


def _table(*lines: str) -> str:
    return "".join(line.replace("|", "\t") + "\r\n" for line in lines)


def tables() -> dict[str, str]:
    """Return the text of each table by file name without ``.txt``."""
    rating = "O*NET-SOC Code|Element ID|Element Name|Scale ID|Data Value|Recommend Suppress"
    return {
        "Read Me": "O*NET 31.7 Database\nMarch 2031 Release\n",
        "Occupation Data": _table(
            "O*NET-SOC Code|Title|Description",
            *(f"{code}|{title}|Made-up words on {title}." for code, title in CODES.items()),
        ),
        "Job Zones": _table("O*NET-SOC Code|Job Zone", "15-1252.00|4", "47-2031.00|2"),
        "Alternate Titles": _table(
            "O*NET-SOC Code|Alternate Title|Short Title",
            "29-1141.00|Registered Nurse (RN)|RN",
            "47-2031.00|Framer|n/a",
            "47-2031.00|Cabinet Hanger|n/a",
        ),
        "Sample of Reported Titles": _table(
            "O*NET-SOC Code|Reported Job Title", "47-2031.00|Framer"
        ),
        "Interests": _table(
            "O*NET-SOC Code|Element ID|Element Name|Scale ID|Data Value",
            *(
                f"{code}|1.B.1.{i}|{area}|OI|{i + 1}.50"
                for code in ("29-1141.00", "47-2031.00")
                for i, area in enumerate(_AREAS)
            ),
        ),
        "Skills": _table(
            rating,
            "47-2031.00|2.A.1.a|Reading Comprehension|IM|2.75|N",
            "47-2031.00|2.A.1.a|Reading Comprehension|LV|2.50|Y",
            "29-1141.00|2.A.1.a|Reading Comprehension|IM|3.88|N",
            "29-1141.00|2.A.1.a|Reading Comprehension|LV|4.25|N",
        ),
        "Knowledge": _table(
            rating,
            "47-2031.00|2.C.4.a|Mathematics|IM|3.60|N",
            "47-2031.00|2.C.4.a|Mathematics|LV|3.10|N",
        ),
        "Related Occupations": _table(
            "O*NET-SOC Code|Related O*NET-SOC Code|Index",
            "15-1252.00|47-2031.00|2",
            "15-1252.00|29-1141.00|1",
        ),
        "Task Statements": _table(
            "O*NET-SOC Code|Task ID|Task|Task Type",
            '47-2031.00|1|Sweep up the "shop".|Supplemental',
            "47-2031.00|2|Cut boards to length.|Core",
        ),
    }


def write_folder(folder: Path, texts: Mapping[str, str] | None = None) -> Path:
    """Write a release to ``folder/db_31_7_text`` and return that folder."""
    target = folder / "db_31_7_text"
    target.mkdir(parents=True)
    for name, text in (tables() if texts is None else texts).items():
        (target / f"{name}.txt").write_bytes(text.encode())
    return target


def write_zip(path: Path, texts: Mapping[str, str] | None = None) -> Path:
    """Write a release as the official zip lays it out, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (tables() if texts is None else texts).items():
            archive.writestr(f"db_31_7_text/{name}.txt", text)
    return path
