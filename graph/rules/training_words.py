"""The words for certificates, courses and schools that give no degree (folded patterns)."""

CERTIFICATES = (
    r"\b(?P<before>(?:[\w+&/.'-]{1,30} ){0,4}?)(?P<word>(?:certificat|certifcat|certficat"
    r"|certifikat|sertificat)(?:es?|ions?)"
    r"|certs?|licen[cs]e|licensure|licencia|certificado|certified|credentials?|boot ?camp"
    r"|diploma)\b(?:(?: course| program| training| class)?(?: in| of| as an?| en| de"
    r"| for|:)? ?)"
)
"""A certificate, licence or course with what stands before it."""

TRAINING = (
    r"\b(?:trade|vocational|technical|beauty|cosmetology|culinary|barber|welding|truck driving"
    r"|driving|nursing|art|massage|cooking|bartending|secretarial|flight|real estate|chef|hair"
    r"|ministry|bible|film|music|design|electrical|hvac|coding|technical|tech) (?:school"
    r"|college|academy|institute)\b"
    r"|\bapprenticed (?:as|to be)(?: an?)? (?P<trade>[a-z]{4,}(?: [a-z]+(?:er|or|ist|ian|cian|smith))?)\b"
    r"|\b(?:police|fire|sheriff's|correctional) academy\b|(?:\b[a-z]{4,15} )?\bapprenti[cs]eship\b"
    r"|\b(?:took|taking"
    r"|did|doing|finished|completed|passed|tome|hice) (?:an? |some |my |the |un |unas? "
    r"|evening |night |online )*(?P<course>(?:[\w+&/.-]{1,30} ){1,4}?)(?:class(?:es)?|courses?"
    r"|training|program|curso|clases|workshop)\b"
    r"|\b(?:curso|clases|diplomado) de (?P<curso>\w+(?: \w+)?)|\bcdl\b(?! (?:driver|job))"
    r"|\b(?:took|taking) (?:online |night |evening |some |a few )*(?:class(?:es)?"
    r"|courses?)(?= in [a-z])"
    r"|\besl classes\b|(?P<note>\b(?:[a-z]{3,15} ){1,3}(?:course|program)\b(?=,? ?\x01))"
    r"|(?:^|(?<=\n)|(?<=[,;.(:] )|(?<=\ba )|(?<=\ban )"
    r"|(?<=\d\) ))(?P<listed>(?:[\w&+-]{2,20} ){1,5})"
    r"(?:course|program(?:me)?|training)\b(?=(?:,| at| from| through| by) [^.;\n]{0,60}\x01)"
    r"|(?<!como )(?<!como un )(?<!como una )(?<!soy )\b(?:carrera tecnica|tecnicatura|tecnic[oa])\b"
    r"(?= (?:en|de) )"
    r"|\b(?:hnc|pgce|btec|nvq|pgdip|t level|cert(?:ificate)? (?:i{1,3}|iv))\b(?: level \d)?"
)
"""Schooling without a level."""
