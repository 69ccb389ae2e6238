"""Words that open a clause and people it can speak of, as parts of patterns (folded)."""

PRONOUN = r"(?:i|ive|im|i'm|i've|i'd|i'll|id)\b"
RELATIVE_PEOPLE = (
    r"(?:wife|husband|hubby|spouse|mom|mum|mother|mama|dad|father|papa|parents?|brothers?"
    r"|sisters?|sons?"
    r"|daughters?|uncle|aunt|cousins?|friends?|boyfriend|girlfriend|partner|boss|bosses|manager"
    r"|supervisor"
    r"|co-?workers?|colleagues?|roommate|neighbou?r|grandma|grandpa|grandmother|grandfather"
    r"|grandparents"
    r"|kids?|child|children|ex|ex-wife|ex-husband|fiancee?|landlord|teachers?|professor|family"
    r"|in-laws"
    r"|mother-in-law|father-in-law|brother-in-law|sister-in-law|nephew|niece|employees?"
    r"|clients?|customers?"
    r"|esposa|esposo|marido|mujer|madre|padre|papas|padres|hermano|hermana|hijo|hija|tio|tia"
    r"|primo|prima"
    r"|amigo|amiga|novio|novia|abuelo|abuela|jefe|jefa|counselor|advisor|therapist|doctor)"
)
CONJUNCTIONS = (
    r"(?:(?:and|but|so|or|plus|also|well|ok|okay|yes|yeah|no|oh|y|e|pero|o|honestly"
    r"|actually),? ){0,3}"
)
