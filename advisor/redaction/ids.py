"""Finds numbers of documents, accounts and licences."""

import re
from collections.abc import Iterator

from advisor.redaction.spans import ID, Span

_SHAPES = re.compile(
    r"(?<![\w-])(?:"
    r"\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}"  # SSN
    r"|\d{3}-\d{3}-\d{3}"  # SIN
    r"|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]"  # NINO
    r"|\d{8}[ -]?[A-HJ-NP-TV-Z]|\d{2}\.\d{3}\.\d{3}[ -]?[A-HJ-NP-TV-Z]"  # DNI
    r"|[XYZ][ -]?\d{7}[ -]?[A-Z]"  # NIE
    r"|[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d|[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}"  # CURP, RFC
    r"|\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{4})?|[A-Z]{5}\d{4}[A-Z]"  # Aadhaar, cards, PAN
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{1,2}\.\d{3}\.\d{3}-[\dkK]"  # CPF, RUT
    r"|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"  # codice fiscale
    r"|[12] \d{2} \d{2} \d{2} \d{3} \d{3}(?: \d{2})?|[12]\d{12}(?: ?\d{2})?"  # NIR
    r"|[A-Z]{1,2}\d{6}\([\dA]\)"  # HKID
    r"|[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}|\d{6}[-+]\d{4}|\d{6}-\d{7}"  # UK driver, personnummer, RRN
    r"|\d{5}-\d{7}-\d|784-\d{4}-\d{7}-\d|\d{3}-\d{4}-\d{4}-\d"  # CNIC, Emirates ID
    r"|[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?"  # IBAN
    r"|\d{4} \d{6} \d{5}|A\d{8,9}|A ?\d{3}[ -]\d{3}[ -]\d{3}|\d{13,19}"
    r")(?![\w-])"
)
_INTRODUCER = (
    r"(?:ssn|s\.s\.n\.?|social security|social insurance|social|passport|driv(?:er"
    r"|ing)(?:['’]?s)? ?licen[cs]e|licen[cs]ed?"
    r"|lic|dl|cdl|employee|emp|staff|badge|student|member(?:ship)?|registration|registered"
    r"|reg|registry|certificate"
    r"|certification|cert|rn|lpn|lvn|cna|nmc|np|pin|npi|dea|hcpc|gmc|sia|cscs|faa|twic"
    r"|guard card|id|i\.d\.|identity|identification"
    r"|ident|receipt|foid|vin|(?:license )?plate|matrikel\w*|sozialversicherungs\w*|versicherten\w*"
    r"|philhealth|pag-?ibig|sss|umid|voter(?:['’]?s)?|booking|inmate|offender|docket|claim|ticket"
    r"|order"
    r"|confirmation|reference|application|enrol\w*|roll|hall ticket|legajo|n[oó]mina"
    r"|padr[oó]n|cartilla"
    r"|kra|uan|esic|epf|gst|mrn|chart|voucher|contract|invoice|customer|client|patient|loan|union"
    r"|book"
    r"|ledger|permiso|tr[aá]mite|afiliaci[oó]n|asegurado|seguro|pps|ppsn|dni|nie|nif|cif|curp|rfc"
    r"|nss|imss|c[eé]dula|c\.?c|pasaporte|licencia"
    r"|carn[eé]t?|matr[ií]cula|colegiad[oa]|seguridad social"
    r"|aadhaar|aadhar|pan|sin|nino|ni|national insurance|insurance|nhs|medicare|medicaid"
    r"|account|acct|acc|cuenta|sort code|routing"
    r"|visa|permit|green card|alien|a-?number|ein|itin|tax|tin|bsn|cpf|rg|pesel|iban|card"
    r"|tarjeta|credit card|debit card|bar|case"
    r"|policy|file|clave|folio|expediente|ref|payroll|personnel|worker|agent|operator"
    r"|service|military|serial|edipi|dod|uscis|work permit|residence|bi|clock|unique"
    r"|nursing|ausweis(?:nummer)?|personalausweis|steuer-?id|personnummer|nik|nin"
    r"|bvn|nric|cuil|cuit|kennitala|pps|ird|tfn|hkid|iqama|emirates id|ghana card"
    r"|access code|tracking|certificado|certificat|permis|num[ée]ro|numer|carte|folder|record"
    r"|ein|npn|nmls|series|serie|licencia|patente|expte|radicado|turno|credencial|credential"
    r"|cert\.|crd|cin|pnr|locator|warrant|parole|probation|dossier|siret|siren|allocataire|vitale"
    r"|utente|eleitor|t[ií]tulo|crm|coren|oab|pis|ctps|cnh|omang|nid|nic|oib|cnp|egn|sirb|cdc|imm"
    r"|uci|sevis|ead|i-94|gal|cal|ged|clabe)"
)
_LINK = (
    r"(?:\s?(?:number|numbers|numero|n[uú]mero|num|no|nr|nº|n°|nummer|code|id|ssn|card"
    r"|licen[cs]e|registration|permit|badge|pin"
    r"|social|de|del|la|conducir|identidad|ciudadan[ií]a|trabajador|empleado|is|was|es|was"
    r"|ends in|ending in|ending|the|my|:|#|=|-|–|\(|\.|,)){0,6}\s?"
)
_VALUE = (
    r"(?P<value>(?:(?-i:[A-Z]{2,5})[ -]){0,2}[A-Za-z]{0,5}[-./ ]?\d[\dA-Za-z]*"
    r"(?:[-./ ](?:[A-Za-z]{1,4}[-./])?[A-Za-z]{0,3}\d[\dA-Za-z]*){0,6}(?:[-"
    r" ][A-Z]\b|\([\dA-Z]\))?)(?!\w)"
)
_INTRODUCED = re.compile(rf"\b{_INTRODUCER}{_LINK}(?<![A-Za-z]){_VALUE}", re.I)
_HASH = re.compile(
    r"(?:\b(?:no|nr|n[uú]m(?:ero)?|numbers?|nummer)\b\.?:?(?:\s(?:is|was|es|:))?|#|nº|n°)\s?"
    r"(?P<value>(?:(?-i:[A-Z]{1,4})[-/ ]?)?\d[\dA-Z]{2,12}(?:[-/][\dA-Z]{1,8}){0,3})\b",
    re.I,
)
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?|\d\d?/(?:19|20)\d\d"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|[a-z]{3,5}[ -](?:19|20)\d\d",
    re.I,
)
# What looks like nothing else: "XK-204417", "0091-4472-8810".
_MIXED = re.compile(
    r"(?<![\w./-])(?:[A-Z]{1,5}-?\d{5,12}[A-Z]?|(?!GS-)[A-Z]{1,4}-\d{2,6}-\d{2,6}"
    r"|(?!\d{3}-\d{3}-\d{4}(?!-))\d{2,5}[-/]\d{3,7}[-/]\d{3,7}(?:[-/]\d{1,4})?"
    r"|[A-Z]{2,5}-\d{4,12})(?![\w-])"
)
# A long number or code that is no date, amount or place is somebody's, whatever it is called.
_LONG = re.compile(
    r"(?<![\w$£€.,/#@:-])[A-Z\d](?:[A-Z\d]|[-/](?=[A-Z\d])){5,26}(?![\w@%/-]|[.,]\d)"
)
_SORT_CODE = re.compile(r"\bsort code\s?:?\s?(?P<value>\d\d[- ]\d\d[- ]\d\d)\b", re.I)
_TELEPHONE = re.compile(r"(?:(?:1-)?\d{3}-)?\d{3}-\d{4}")
_SOME_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG_DIGITS, _ALL_DIGITS = 6, 7
_FEWEST_DIGITS = 4
_DIGIT = re.compile(r"\d")
_TRAILING_YEARS = re.compile(r"[ ,](?:19|20)\d\d(?:\s?-\s?(?:19|20)\d\d)?$")


def find_ids(text: str) -> Iterator[Span]:
    """Find numbers that have the shape of a document's, or that are introduced as one."""
    if not _DIGIT.search(text):
        return
    for found in _SHAPES.finditer(text):
        if not _YEARS.fullmatch(found.group()):
            yield Span(*found.span(), ID)
    yield from (Span(*found.span(), ID) for found in _MIXED.finditer(text))
    yield from (Span(*found.span("value"), ID) for found in _SORT_CODE.finditer(text))
    for found in _LONG.finditer(text):
        digits = sum(c.isdigit() for c in found.group())
        letters = any(c.isalpha() for c in found.group())
        dated = _SOME_YEAR.search(found.group()) and not letters
        if _TELEPHONE.fullmatch(found.group()):
            continue
        if digits >= (_LONG_DIGITS if letters else _ALL_DIGITS) and not dated:
            yield Span(*found.span(), ID)
    for pattern in (_INTRODUCED, _HASH):
        for found in pattern.finditer(text):
            value = _TRAILING_YEARS.sub("", found["value"])
            digits = sum(c.isdigit() for c in value)
            if digits >= _FEWEST_DIGITS and not _YEARS.fullmatch(
                re.sub(r"[ -][A-Za-z]$", "", value.strip())
            ):
                start = found.start("value") + len(value) - len(value.lstrip(" -./"))
                yield Span(start, found.start("value") + len(value), ID)
