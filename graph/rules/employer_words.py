"""The words around and inside the names of employers (folded)."""

import re

from graph.rules.words import word_set

PREPOSITIONS = word_set("at @ for with en para con joined in by from inside through thru via on")
ARTICLES = word_set(
    """
    a an some my his her their our another this that one various several different other two
    three four un una unos mi su many multiple both each any local
    """
)
NOT_NAMES = word_set(
    """
    night nights home first last least most times time once age ages it that there here them him
    her me us school college university uni hs high work all myself living free fun cash money
    years months weeks while awhile a-while minimum pay extra weddings events parties night-time
    noon midnight midday day days weekends weekend summer summers christmas holidays church
    present moment dawn some long ever good sure now real best worst sea large risk kids
    children people customers patients clients computers animals elderly seniors families hand
    hands food tips commission hire sale sales example instance almost about around over only
    just nearly approximately roughly more which what whatever various general hospitals schools
    restaurants hotels warehouses offices companies places stores nursing construction retail
    english spanish math charge addition fact order total case town person part heart training
    texas california florida chicago mexico usa america canada uk england india china japan
    germany spain france colombia new-york nyc la boston houston dallas miami denver seattle
    atlanta phoenix london minimum-wage full startup startups hourly salary pocket self family
    casa noche mi tiempo anos meses dia principio
    """
)
OPEN_NAMES = word_set(
    """
    first texas california florida chicago boston houston dallas miami denver seattle atlanta
    phoenix london mexico la nyc spain
    """
)
"""Of these, the words a longer name may begin with: "first baptist"."""
KINDS = word_set(
    """
    hospital school restaurant hotel warehouse factory store shop office company firm bank
    clinic bar bakery farm daycare salon pharmacy library mall gym garage plant center centre
    agency place diner cafe club church nursery university college restaurante tienda oficina
    fabrica escuela banco granja supermarket grocery startup airport zoo museum station
    gas-station business bistro brewery
    """
)

ORGANISATION = re.compile(
    r"\b(?:hospital|school|schools|district|university|college|inc|llc|ltd|corp|company|co"
    r"|clinic|center|centre|army"
    r"|navy|marines?|air force|guard|department|dept|bank|church|hotel|group|services|academy"
    r"|institute"
    r"|foundation|health|medical|county|police|foods|airlines|airport|embassy|reserves?"
    r"|construction|industries|logistics|electric|solutions|systems|technologies|partners|motors"
    r"|restaurant|bakery|library|museum|zoo|ministry|association|ambulance|plumbing|roofing)\b"
)
"""Words of which the names of organisations are made."""
