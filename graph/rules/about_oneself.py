"""Takes out of a message what only says who the person is, so that it cuts no sentence in two."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.rules.employer_names import known_at_start
from graph.rules.title_words import GUYS, GUYS_AFTER
from graph.rules.words import fold, word_set

_LONGEST = 80
"""Characters of a remark in brackets; what is longer tells something."""
_REMARK = re.compile(rf"[ \t]*\(([^()\n]{{2,{_LONGEST}}})\)")
_BETWEEN = re.compile(
    rf"\s*(?:,|(?<=\s)[-–—](?=\s))\s*([^,()\n.!?;–—]{{2,{_LONGEST}}}?)"
    r"\s*(?:,(?=\s)|(?<=\s)[-–—](?=\s)|(?=[.!?]?\s*(?:$|\n)))"
)
"""Between two commas or dashes, or behind the last comma."""
_AS = re.compile(r"(?:and |being |speaking )?as an? (.+)|como (.+)")
_TAIL = re.compile(
    r" (?:of|who|from|with|without|in|for|at|on|under|by|to|de|con|sin|en|para)\b.*"
    r"|[/,].*| (?:\d+|i{1,3}|iv|v)$"
)
_LIKE = (
    r"(?:single|married|divorced|widowed|pregnant|new|working|proud|devout|religious|gay|straight"
    r"|trans(?:gender)?|nonbinary|queer|bisexual|black|white|brown|native|old(?:er)?|young(?:er)?"
    r"|teen(?:age)?|middle-aged|elderly|deaf|blind|disabled|people|wheelchair|stay-at-home"
    r"|latin[aox]|[\w-]+(?:an|ian|ish|ese|ic|im)|solter[ao]|joven|mayor)"
)
_PERSON = re.compile(
    rf"(?:{_LIKE} )*(?:(?:wo)?m[ae]n|guy|lady|girl|boy|person|people|human|mom|mum|mother|dad"
    r"|father|parent|resident|user|native|senior|black|white|mama|madre|padre|mujer|hombre|persona)"
    r"(?: (?:solter[ao]|mayor))?"
    r"|.*\b(?:year[- ]old|\w*something|adult|teen(?:ager)?|kid|child|grand\w+|wife|husband|spouse"
    r"|son|daughter|sister|brother|widow(?:er)?|divorcee|orphan|twin|immigrant|migrant|refugee"
    r"|seeker|dreamer|citizen|foreigner|[a-z]+(?:ican|ian|ean|ish|ese|stani)|arab|turk|greek|pole"
    r"|iraqi|israeli|somali|thai|filipin[ao]|veteran|vet|survivor|amputee|diabetic|epileptic"
    r"|disabled|addict|alcoholic|felon|offender|ex-con|convict|convert|believer|atheist|agnostic"
    r"|protestant|evangelical|mormon|catholic|jew|muslim|hindu|buddhist|sikh|pagan|hijabi"
    r"|jehovah's witness|lesbian|gay|queer|bisexual|latin[aox]|hispanic|chican[ao]|introvert"
    r"|extrovert|viud[ao]|inmigrante|refugiad[ao]|veteran[ao])"
)
"""Who somebody is behind "as a", and not what: "single mother", but no "foster mother"."""
_TRADE_OF_GUYS = re.compile(
    rf"\b(?:{'|'.join(sorted(GUYS_AFTER))}) (?:person|{'|'.join(sorted(GUYS))})$"
)
_SURNAMES = word_set(
    """
    baker barber bishop brewer butler carpenter carter carver chandler cook cooper dean driver dyer
    farmer fisher gardener gardner glover goldsmith hunter judge knight marshall mason miller
    painter parker pastor porter potter priest ranger rider sawyer sexton shepherd shoemaker singer
    slater smith steward tanner teller turner tyler usher wainwright walker ward warden weaver
    wheeler wright barbero cantor carnicero carpintero cocinero herrero marino molinero panadero
    zapatero
    """
)
"""What people do for a living and are called as well."""
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_GOES_ON = re.compile(
    r"\s*(?:at|in|for|with|since|from|until|till|to|during|on|near|en|desde|de|por|para|con|\d)"
    r"(?![a-z])"
)
_THOUGH = re.compile(r"^(?:(?:even though|although|though|while|and|but|because|aunque|y) )*")
_OF_ONESELF = re.compile(
    r"(?:i'm|im|i am|i was born|i have|i've got|i use|i wear|i (?:just )?turned|being|as an?"
    r"|as someone (?:with|in|of|from|born|who)"
    r"|my (?:name|pronouns|religion|family|wife|husband|kids?|children)"
    r"|soy|estoy|tengo|uso|me llamo|naci|como)\b"
)
_OF_WORK = re.compile(
    r"\b(?:there|here|that|this|it|(?<!they/)them|still|also|now|then|back|until|since"
    r"|years?(?![ -]old)|months?|part|full|time|leave|jobs?|work\w*|shifts?|hours?|boss|trained"
    r"|training|certified|licensed?|degree|promoted|laid|fired|retired|quit|left|done|self|owner|ahi|alli|aqui"
    r"|todavia|ahora|desde|hasta|trabaj\w*|anos?(?! de edad)(?!$))\b"
)
"""Words with which a remark says something of the job it stands beside."""
_WORD = r"[^\W\d_][\w'-]+"
_CALLED = re.compile(
    rf"(?P<before>\b(?i:my name is|my name's|me llamo|mi nombre es) {_WORD})(?: {_WORD}){{1,2}}"
)
_PERHAPS_CALLED = re.compile(
    rf"(?P<before>(?:^|(?<=[.!?\n] )|(?<=\n))(?:(?i:hi|hello|hey|hola)[,!.]? )?"
    rf"(?P<is>(?i:i'm|i am|this is|soy) )?(?P<first>{_WORD}))(?: {_WORD}){{1,2}}"
    r"(?P<after>(?(is)| here)\s*(?:[,.!:;-]|$))"
)
_HOLDER = r"(?:[\w-]+ )?(?:green card|visa|passport|daca) (?:holder|recipient)"
_STATUS = re.compile(rf"\bas an? {_HOLDER},\s*(?=I\b)", re.IGNORECASE)
"""What a catalogue's "key holder" would have read as a job."""
Asked = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is asked of words to tell a person from a career.

    Attributes:
        tells: whether words on their own tell something about a career; such a remark stays.
        in_titles: whether a folded word occurs in titles; a name begins with one that does not.
        is_title: whether folded words name a job: "as a cook", not "as a mom of two".
        names_job: whether words on their own tell a job by its name, and not by where it was.
    """

    tells: Asked
    in_titles: Asked
    is_title: Asked
    names_job: Asked

    def is_personal(self, remark: str, before: str) -> bool:
        """Whether a remark says who the person is, and nothing of the work beside it.

        ``before`` is what its sentence says before it: "I was at Target, as a whatnot" has no
        other job than the whatnot, so that a word nobody knows is one where no job is named.
        """
        folded = fold(remark).strip()
        folded = _THOUGH.sub("", folded, count=1)
        if _OF_WORK.search(folded):
            return False
        if named := _AS.fullmatch(folded):
            role = _TAIL.sub("", named[1] or named[2])
            if re.fullmatch(_HOLDER, role):
                return True
            if self.is_title(role) or _TRADE_OF_GUYS.search(role):
                return False
            return bool(_PERSON.fullmatch(role)) or self.names_job(before)
        return bool(_OF_ONESELF.match(folded)) and not self.tells(remark)

    def is_name(self, words: Sequence[str]) -> bool:
        """Whether words with capitals are a person's name rather than a title or an employer."""
        folded = [fold(word) for word in words]
        capital = all(word[0].isupper() and not word.isupper() for word in words)
        # "I'm Drupal Developer" is no name; "I'm Linda Cook" is.
        work = folded[-1] not in _SURNAMES and self.is_title(folded[-1])
        first = self.in_titles(folded[0]) or self.is_title(folded[0])
        return capital and not work and not first and not known_at_start(folded)


def without_remarks(message: str, vocabulary: Vocabulary) -> str:
    """Return a message without remarks of who the person is, and without their surname.

    "I was a cook (I'm a mom of two) from 2010" reads as if nothing stood in the brackets, and
    "Rosa Cook here, I drive a bus" tells of no cook. A remark stands in brackets, or between
    commas or dashes.
    """
    named = _PERHAPS_CALLED.sub(
        lambda found: _first_name(found, vocabulary), _CALLED.sub(_called, message)
    )
    bare = _REMARK.sub(
        lambda found: "" if vocabulary.is_personal(found[1], _before(found)) else found[0],
        _STATUS.sub("", named),
    )

    def between(found: re.Match[str]) -> str:
        if not vocabulary.is_personal(found[1], _before(found)):
            return found[0]
        rest = bare[found.end() :]
        return "" if not rest.strip(" .!?\n") or _GOES_ON.match(fold(rest)) else ","

    return _BETWEEN.sub(between, bare)


def _before(found: re.Match[str]) -> str:
    """Return what the sentence says before a match."""
    return _SENTENCE_END.split(found.string[: found.start()])[-1]


def _called(found: re.Match[str]) -> str:
    """Return "my name is Greg" of "my name is Greg Baker"."""
    rest = found[0].removeprefix(found["before"]).split()
    return found["before"] if all(word[0].isupper() for word in rest) else found[0]


def _first_name(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return "Greg here," of "Greg Baker here,"."""
    words = found[0].removesuffix(found["after"]).split()
    is_name = vocabulary.is_name(words[words.index(found["first"]) :])
    return found["before"] + found["after"] if is_name else found[0]
