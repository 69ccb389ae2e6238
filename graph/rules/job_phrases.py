"""The words by which a clause tells more about a job, or about a time without one (folded)."""

import re

UNPAID = re.compile(
    r"\b(?:unpaid|volunteer\w*|voluntari\w*|for free|no pay|without pay|not paid|wasn't paid"
    r"|pro bono"
    r"|didn't get paid|sin (?:pago|paga|sueldo)|never got paid|weren't paid)\b"
)
LIFE = re.compile(
    r"\b(?:born|married|divorced|kids?|baby|babies|newborn|son|daughter|children|moved (?:to"
    r"|here|back|in|out|from)"
    r"|pregnant|maternity|unemployed|out of work|not working|nothing|off work|time off"
    r"|years? off|months? off"
    r"|break|gap|sick|surgery|injured|hurt my|accident|diagnosed|died|passed away|prison|jail|rehab"
    r"|travel(?:ed|ing)|school|college|graduat\w+|degree|study|studied|studying|immigrated"
    r"|came to|arrived"
    r"|stay(?:ed|ing)?[- ](?:at[- ])?home|been home|at home|raising|certified|licensed|license"
    r"|certificate|course|classes"
    r"|bootcamp|covid|pandemic|desempleado|desempleada|sin trabajo)\b"
)
ABOUT_IT = re.compile(
    r"\b(?:was|were|there|that|it|this|job|left|quit|started|been|stayed|until|till|did|fired"
    r"|laid off|let go|retired"
    r"|worked|work|working|still|company|position|role|went under|closed|ended|that's|thats"
    r"|lasted|since"
    r"|from|for|hired|joined|began|promoted|esto|eso|ahi|alli|empece|deje|sali|resigned|same"
    r"|sold|desde|hasta"
    r"|got (?:the|that|hired))\b"
)
EARLIER_JOB = re.compile(
    r"\b(?:there|that was|it was|that job|this job|that one|left|quit|started|stayed|been|still"
    r"|until|till|was|were"
    r"|did (?:it|that)|worked|work|ended|fired|laid off|retired|began|joined|hired|promoted)\b"
)
PERFECT = re.compile(r"\b(?:i've|ive|i have|been|he sido|llevo|have been|has been)\b")
WORKED = re.compile(
    r"\b(?:help(?:ed|ing)?(?: out)?|work(?:ed|ing|s)?|job|hired|employed|joined|trabaj\w+)\b"
)
WAS_AT = re.compile(
    r"\b(?:summers?|seasons?|winters?|jobs|started|been|positions?|shifts|time|years|stint|moved|went|was)\b"
)
NOW = re.compile(
    r"\b(?:i work|i'm working|currently|now|im working|trabajo|i'm at|im at|i am at)\b"
)
NOW_THERE = re.compile(
    r"[\s,(]*(?:and |i'm |im |i am )*(?:now|currently|presently|ahora|actualmente)\b"
)
IN_SCHOOL = re.compile(
    r"[\s,(]*(?:while|when|back when|all through|during|in) (?:i was (?:still )?)?"
    r"(?:in |at |going to )?(?:my )?(?:high school|hs|highschool|college|school|uni\w*|grad school"
    r"|nursing school)[\s,]*\x01+\W*$"
)
"""Says when the job just told was: "while I was in high school, 2021 to 2022"."""
BEGAN_THERE = re.compile(
    r"\b(?:started|began|been|worked|stayed|joined|hired(?: on)?) (?:working |out )?"
    r"(?:there|with them|at it)\b"
)
THERE = re.compile(
    r"\b(?:there|ahi|alli|same (?:\w+ )?(?:company|place|store|employer|hospital|clinic"
    r"|restaurant|school|firm|shop|team|department|outfit|organi[sz]ation|agency|business|chain"
    r"|bank|office|warehouse|plant|union|district|practice)"
    r"|mism[ao] (?:\w+ )?(?:empresa|compania|lugar|tienda|restaurante|hospital|escuela|fabrica))\b"
)
SINCE_THEN = re.compile(r"\b(?:since then|ever since|desde entonces)\b")

STILL = re.compile(
    r"\b(?:still (?:there|do|doing|work|am|here|at it|going)|i still|sigo|where i remain"
    r"|that'?s what i (?:do|am doing|'m doing) (?:now|today|these days|currently)|to this day"
    r"|been (?:there|doing (?:that|it)|that) ever since)\b"
)
ANOTHER_JOB = re.compile(r"\b(?:and|then|&) (?:also |then )?(?:worked|work|working|a job)\b")
AS_NEXT = re.compile(r"\s*(?:as|como)\s+(?:an?\s+|the\s+)?")
NAMES_EMPLOYER = re.compile(r"\b(?:rent(?:ed|ing)?|was|that|it|there|been|for)\b")
