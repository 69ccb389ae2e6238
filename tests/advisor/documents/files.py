"""Makes the files that the document tests read: real CVs, and hostile ones byte by byte."""

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

JOBS = (
    ("Line cook", "Blue Diner", "2012 – 2015"),
    ("Shift manager", "Red Diner", "2015 – 2019"),
    ("Restaurant manager", "Green Diner", "2019 – present"),
)
DUTIES = "Ran the grill on the busiest nights of the week and trained three new people"


def pdf_cv(pages: int = 1) -> bytes:
    """A CV with right-aligned dates, the same jobs on each page."""
    out = BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        y = 780.0
        for title, employer, dates in JOBS:
            canvas.drawString(72, y, title)
            canvas.drawRightString(523, y, dates)
            canvas.drawString(72, y - 15, employer)
            canvas.drawString(84, y - 30, f"• {DUTIES}")
            y -= 60
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def two_column_pdf(left: Iterable[str], right: Iterable[str], header: str) -> bytes:
    """A page with a heading across, a narrow column and a wide one."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 790, header)
    for x, leading, lines in ((60, 17, left), (220, 14, right)):
        y = 750.0
        for line in lines:
            canvas.drawString(x, y, line)
            y -= leading
    canvas.save()
    return out.getvalue()


def scanned_pdf(stamp: str = "") -> bytes:
    """A page that is a picture, with or without the stamp of a scanning program."""
    from PIL import Image  # noqa: PLC0415

    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    picture.seek(0)
    out = BytesIO()
    canvas = Canvas(out)
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 600, 800)
        canvas.drawString(20, 20, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(user_password: str) -> bytes:
    """A CV encrypted with RC4; with an empty user password only changing it is locked."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_cv())))
    writer.encrypt(user_password, user_password + "o", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(objects: Iterable[bytes]) -> bytes:
    """A PDF with these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def pdf_with_content(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page that draws this compressed stream."""
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>",
            b"<</Filter[%b]/Length %d>>\nstream\n%b\nendstream" % (filters, len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def hostile_pdfs() -> Mapping[str, bytes]:
    """PDFs of a few kilobytes that ask for zeros_packeds, or for ever."""

    def packed(data: bytes) -> bytes:
        return zlib.compress(data, 9)

    zeros = zlib.compressobj(9)
    packed_zeros = b"".join(zeros.compress(bytes(10_000_000)) for _ in range(30)) + zeros.flush()
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    line = b"BT /F 9 Tf 10 10 Td (hello there) Tj ET\n"
    return {
        "300 megabytes of zeros": pdf_with_content(packed_zeros),
        "packed twice": pdf_with_content(
            packed(packed(b" " * 100_000_000)), b"/FlateDecode/FlateDecode"
        ),
        "a million operators": pdf_with_content(packed(line * 1_000_000)),
        "deep nesting": pdf_with_content(packed(b"q " * 200_000 + line)),
        "a huge string": pdf_with_content(packed(b"BT /F 9 Tf (" + b"A" * 50_000_000 + b") Tj ET")),
        "pages in a circle": raw_pdf([catalogue, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
        "drawings in a circle": pdf_with_content(packed(b"/X Do " * 1000)),
        "an object that is itself": raw_pdf([catalogue, b"2 0 R"]),
        "two billion pages": raw_pdf([catalogue, b"<</Type/Pages/Kids[]/Count 2000000000>>"]),
        "one page 400,000 times": raw_pdf(
            [
                catalogue,
                b"<</Type/Pages/Kids[%b]/Count 400000>>" % (b"3 0 R " * 400_000),
                b"<</Type/Page/Parent 2 0 R>>",
            ]
        ),
    }


def word_cv() -> bytes:
    """A CV in a two-column table, with a header, a bullet and a tab before a date."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Jane Roe"
    document.sections[0].footer.paragraphs[0].text = "References on request"
    document.add_paragraph("Experience")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "2012–2015"
    table.cell(0, 1).text = "Line cook"
    table.cell(0, 1).add_paragraph("Blue Diner")
    table.cell(0, 1).add_paragraph("Ran the grill", style="List Bullet")
    table.cell(1, 0).text = "2015–now"
    table.cell(1, 1).text = "Shift manager"
    document.add_paragraph("Education")
    document.add_paragraph("BA in History\t2011")
    return word_bytes(document)


def word_bytes(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one more part, or with one part replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def saved(folder: Path, data: bytes, name: str = "cv.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
