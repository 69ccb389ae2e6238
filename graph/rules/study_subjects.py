"""Knows what people study: subjects of colleges, trades, and places that are no subjects."""

import re

from graph.rules.words import word_set

_SUBJECTS = word_set(
    """
    accountancy accounting actuarial administration advertising aerospace agriculture agronomy
    anthropology archaeology architecture art arts astronomy aviation biochem biochemistry bio
    biology biomedical biotech biotechnology botany broadcasting business chem chemistry
    civil classics communication communications comms comp computer computing counseling
    criminology cs cybersecurity dance design drama ecology econ economics education
    electronics engineering english entrepreneurship environmental epidemiology film finance
    fisheries forestry french genetics geography geology german gerontology graphics history
    horticulture hospitality humanities informatics japanese journalism justice
    kinesiology law linguistics literature lit logistics management marketing mathematics math
    maths media medicine meteorology microbiology mis music neuroscience nursing nutrition
    pharmacology pharmacy philosophy photography physics physiology polisci politics poli
    psych psychology relations science sciences sociology spanish statistics stats studies
    supply technology theater theatre theology tourism translation urban writing zoology
    mechanical electrical chemical industrial aeronautical biological applied computational
    policy health ed elementary secondary ir premed pre-med studio apparel fashion interior
    classical religion religious gender ethnic american european latin asian african social
    criminal kinesiology linguistic operations actuary ux hr
    letras traduccion pedagogia odontologia turismo finanzas mercadeo periodismo informatica
    administracion contabilidad derecho economia educacion enfermeria ingenieria psicologia
    medicina arquitectura biologia quimica historia mercadotecnia comunicacion sistemas
    """
)
_TRADES = word_set(
    """
    automotive barbering carpentry construction
    cosmetology culinary cooking electrical esthetics hvac
    machining masonry massage phlebotomy plumbing welding truck drafting bookkeeping coding
    electricidad mecanica gastronomia soldadura belleza cosmetologia
    """
)
_PLACES = word_set(
    """
    america argentina asia australia bangladesh brazil britain california canada chicago chile
    china colombia cuba ecuador egypt england ethiopia europe florida france germany ghana greece
    guatemala haiti honduras hungary india indonesia iran iraq ireland israel italy jamaica japan
    kenya korea lagos lebanon london manila mexico miami nepal netherlands nicaragua nigeria norway
    ohio pakistan panama paris peru philippines poland portugal romania russia scotland seoul
    somalia spain sweden switzerland syria texas thailand tokyo toronto turkey uk ukraine us usa
    venezuela vietnam wales zimbabwe mumbai delhi bogota lima dubai berlin hamburg
    alabama alaska arizona arkansas atlanta austin bolivia boston brasil cali caracas chihuahua
    dallas denver espana guadalajara guayaquil houston illinois jalisco juarez managua medellin
    michoacan monterrey montevideo oaxaca orlando peru phoenix puebla quito salvador seattle sinaloa
    sonora tegucigalpa tijuana veracruz zacatecas madrid barcelona valencia sevilla krakow warsaw
    chennai bangalore hyderabad cebu riyadh phoenix queens brooklyn bronx hialeah laredo
    """
)


def is_subject(words: str) -> bool:
    """Whether folded words name a subject of a college, by their first or last word."""
    parts = re.findall(r"[a-z&']+", words)
    return bool(parts) and len(parts) <= 6 and bool({parts[0], parts[-1]} & _SUBJECTS)


def is_trade(words: str) -> bool:
    """Whether folded words name a trade that is taught without a degree."""
    parts = re.findall(r"[a-z&']+", words)
    return bool(parts) and len(parts) <= 5 and bool({parts[0], parts[-1]} & _TRADES)


def is_place(words: str) -> bool:
    """Whether folded words begin with a country or another place rather than a subject."""
    first = re.match(r"(?:the )?([a-z]+)", words)
    return first is not None and first[1] in _PLACES


_FIELDS = {
    "nursing": "bsn msn dnp adn asn aasn",
    "business administration": "mba emba bba bbm bsba",
    "social work": "msw bsw mssw",
    "public health": "mph",
    "education": "med bed edd msed bsed eds",
    "law": "jd llb llm",
    "pharmacy": "pharmd bpharm",
    "dentistry": "dds dmd",
    "fine arts": "bfa mfa",
    "veterinary medicine": "dvm vmd",
    "engineering": "beng meng be",
    "commerce": "bcom mcom",
    "medicine": "mbbs mbchb md do",
    "psychology": "psyd",
    "public administration": "mpa",
    "public policy": "mpp",
    "technology": "btech mtech",
    "computer science": "bscs mscs bcs",
    "computer applications": "bca mca",
    "information technology": "bsit msit",
    "electrical engineering": "bsee msee",
    "mechanical engineering": "bsme msme",
    "civil engineering": "bsce",
    "library science": "mlis",
    "divinity": "mdiv",
    "theology": "bth mth",
    "architecture": "barch march",
    "physical therapy": "dpt",
    "optometry": "od",
    "health administration": "mha",
    "finance": "mfin",
    "accounting": "macc",
    "music": "bmus",
}
_FIELD_BY_DEGREE = {name: field for field, names in _FIELDS.items() for name in names.split()}
"""The subject that the letters of a degree say, without dots."""
_FIELD_BY_SCHOOL = {
    "law": "law",
    "med": "medicine",
    "medical": "medicine",
    "dental": "dentistry",
    "vet": "veterinary medicine",
    "veterinary": "veterinary medicine",
    "pharmacy": "pharmacy",
}
_SCHOOL = re.compile(rf"\b({'|'.join(_FIELD_BY_SCHOOL)}) (?:school|degree)\b")


def field_said(words: str) -> str | None:
    """Return the subject that the words for a degree say: "BSN", "juris doctor", "law school"."""
    school = _SCHOOL.search(words)
    if school:
        return _FIELD_BY_SCHOOL[school[1]]
    letters = re.sub(r"[^a-z]", "", words)
    return "law" if letters == "jurisdoctor" else _FIELD_BY_DEGREE.get(letters)
