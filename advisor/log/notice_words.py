"""The words of the notice of what is kept, in each language; they all say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from retrieval.frozen import Frozen

Language = Literal["en", "es", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "es", "zh")
Audience = Literal["link", "known", "anonymous"]
AUDIENCES: tuple[Audience, ...] = ("link", "known", "anonymous")
"""Who comes back by a link; whom an embedding site knows; and whom it does not, who cannot."""


@dataclass(frozen=True, slots=True)
class NoticeWords(Frozen):
    """What the notice is made of; names in braces are filled in.

    Attributes:
        visit, visit_until: the conversation of who only uses the advisor, and how long it stays;
            ``grace`` minutes after the page was closed, or ``length`` after the last message.
        stays, stays_until: the conversation of who helps to improve it and comes back by a link.
        stays_known: that of who is known to the embedding site.
        ends_until: how long that of who is not stays, ``length`` at most.
        shared, shared_until: what is kept of sharing with a counsellor.
        use_title, use_summary: the level that keeps least.
        evaluation_title, evaluation_summary: the other one.
        evaluation_anonymous: its summary for who cannot come back.
        later_title, later_summary, later_known: the other one where nothing is logged.
        whose: that it stays noted whose a conversation was that the log has something of.
        counts, copy, days: what the log keeps, and for how long; ``where`` is ``database`` or "".
        database: where the log is, if that is another computer.
        traced_counts, traced_copy, traced_until: what is sent to a trace server besides.
        elsewhere: a trace server without a name.
        removed: what the redaction takes out of a text before it is kept.
        minutes: a length of time, from minutes.
    """

    visit: str
    visit_until: str
    stays: str
    stays_known: str
    stays_until: str
    ends_until: str
    shared: str
    shared_until: str
    use_title: str
    use_summary: str
    evaluation_title: str
    evaluation_summary: str
    evaluation_anonymous: str
    later_title: str
    later_summary: str
    later_known: str
    whose: str
    counts: str
    copy: str
    days: str
    database: str
    traced_counts: str
    traced_copy: str
    traced_until: str
    elsewhere: str
    removed: tuple[str, ...]
    minutes: Callable[[int], str]


def _english_minutes(minutes: int) -> str:
    if minutes % 60:
        return f"{minutes} minutes"
    hours = minutes // 60
    return "an hour" if hours == 1 else f"{hours} hours"


def _spanish_minutes(minutes: int) -> str:
    if minutes % 60:
        return f"{minutes} minutos"
    hours = minutes // 60
    return "una hora" if hours == 1 else f"{hours} horas"


def _chinese_minutes(minutes: int) -> str:
    return f"{minutes} 分钟" if minutes % 60 else f"{minutes // 60} 小时"


_ENGLISH = NoticeWords(
    visit="The conversation itself",
    visit_until=(
        "until {grace} minutes after you close the page, or {length} after your last message"
    ),
    stays="The conversation itself, so that you can come back to it by its link",
    stays_known="The conversation itself, so that you can come back to it",
    stays_until="for {days} days after your last message",
    ends_until="for {length} at most; once you close this page you cannot come back to it",
    shared=(
        "Only if you share it with a counsellor: a link to a summary that one counsellor can open,"
        " the notes this counsellor makes about you, and when they looked; what was said only where"
        " you choose that as well"
    ),
    shared_until=(
        "until the day you choose, at most 90 days, and never longer than the conversation itself;"
        " you can take it back at any time"
    ),
    use_title="Just use the advisor",
    use_summary="Nothing you write is kept after your visit.",
    evaluation_title="Use it and help improve it",
    evaluation_summary=(
        "Our conversation is kept, so that you can come back; and a copy with names, addresses and"
        " phone numbers taken out, to find out where the advisor is wrong."
    ),
    evaluation_anonymous=(
        "A copy of our conversation is kept, with names, addresses and phone numbers taken out, to"
        " find out where the advisor is wrong. You can have it deleted as long as this page is"
        " open."
    ),
    later_title="Let me come back later",
    later_summary=(
        "Your conversation is kept on this computer, so that you can come back by a link."
    ),
    later_known="Your conversation is kept, so that you can come back to it.",
    whose=(
        "Which conversations were yours, by the number that this site gives you, so that you, and"
        " nobody else, can have the rest deleted"
    ),
    counts=(
        "Counts and times: when you wrote, how many jobs and schools you told of, what kind of"
        " question came next, how many suggestions were shown, which replies you found helpful, how"
        " long they took, which version answered (in an experiment: which variant) and whether"
        " something failed"
    ),
    copy=(
        "A copy of what was said{where}, without what identifies people, for those who improve the"
        " advisor and a language model that they may have judge it"
    ),
    days="for {days} days",
    database=" (in a database on {host})",
    traced_counts="The same counts and times once more, on {host}",
    traced_copy="The same copy, counts and times once more, on {host}",
    traced_until="as long as that computer keeps it; deleting it here does not delete it there",
    elsewhere="another computer",
    removed=(
        "names of people",
        "e-mail addresses",
        "phone numbers",
        "street addresses",
        "dates of birth",
        "links and handles",
        "numbers of passports, licences, accounts and the like",
    ),
    minutes=_english_minutes,
)

_SPANISH = NoticeWords(
    visit="La conversación misma",
    visit_until=(
        "hasta {grace} minutos después de que cierre la página, o {length} después de su último"
        " mensaje"
    ),
    stays="La conversación misma, para que pueda volver a ella por su enlace",
    stays_known="La conversación misma, para que pueda volver a ella",
    stays_until="durante {days} días después de su último mensaje",
    ends_until="como máximo {length}; cuando cierre esta página no podrá volver a ella",
    shared=(
        "Solo si la comparte con un orientador: un enlace a un resumen que un solo orientador puede"
        " abrir, las notas que este tome sobre usted y cuándo lo consultó; lo que se dijo, solo si"
        " también lo elige"
    ),
    shared_until=(
        "hasta el día que elija, como máximo 90 días, y nunca más que la conversación misma; puede"
        " retirarlo en cualquier momento"
    ),
    use_title="Solo usar el asesor",
    use_summary="Nada de lo que escriba se guarda después de su visita.",
    evaluation_title="Usarlo y ayudar a mejorarlo",
    evaluation_summary=(
        "Nuestra conversación se guarda para que pueda volver; y además una copia sin nombres,"
        " direcciones ni números de teléfono, para averiguar en qué se equivoca el asesor."
    ),
    evaluation_anonymous=(
        "Se guarda una copia de nuestra conversación sin nombres, direcciones ni números de"
        " teléfono, para averiguar en qué se equivoca el asesor. Puede hacer que se borre mientras"
        " esta página esté abierta."
    ),
    later_title="Poder volver más tarde",
    later_summary="Su conversación se guarda en este equipo para que pueda volver por un enlace.",
    later_known="Su conversación se guarda para que pueda volver a ella.",
    whose=(
        "Qué conversaciones eran suyas, según el número que le da este sitio, para que usted, y"
        " nadie más, pueda hacer que se borre lo demás"
    ),
    counts=(
        "Recuentos y tiempos: cuándo escribió, de cuántos empleos y estudios habló, qué tipo de"
        " pregunta vino después, cuántas sugerencias se mostraron, qué respuestas le parecieron"
        " útiles, cuánto tardaron, qué versión respondió (en un experimento: qué variante) y si"
        " algo falló"
    ),
    copy=(
        "Una copia de lo dicho{where}, sin lo que identifica a las personas, para quienes mejoran"
        " el asesor y para un modelo de lenguaje al que pueden pedir que la valore"
    ),
    days="durante {days} días",
    database=" (en una base de datos en {host})",
    traced_counts="Los mismos recuentos y tiempos otra vez, en {host}",
    traced_copy="La misma copia, los mismos recuentos y tiempos otra vez, en {host}",
    traced_until=("mientras ese otro equipo lo conserve; borrarlo aquí no lo borra allí"),
    elsewhere="otro equipo",
    removed=(
        "nombres de personas",
        "direcciones de correo electrónico",
        "números de teléfono",
        "direcciones postales",
        "fechas de nacimiento",
        "enlaces y nombres de usuario",
        "números de pasaportes, permisos, cuentas y similares",
    ),
    minutes=_spanish_minutes,
)

_CHINESE = NoticeWords(
    visit="对话本身",
    visit_until="直到您关闭页面后 {grace} 分钟，或您最后一条消息后 {length}",
    stays="对话本身，以便您通过其链接返回",
    stays_known="对话本身，以便您日后返回",
    stays_until="您最后一条消息后 {days} 天",
    ends_until="最多 {length}；关闭此页面后您无法再返回",
    shared=(
        "仅当您与辅导员分享时：只有一位辅导员能打开的摘要链接、这位辅导员关于您的笔记，以及其查看的时间；"
        "只有您也选择分享时，才包括对话内容"
    ),
    shared_until=("直到您选择的日期，最多 90 天，且不会比对话本身更久；您可以随时收回"),
    use_title="只使用顾问",
    use_summary="您离开后，您写的内容不会保留。",
    evaluation_title="使用并帮助改进顾问",
    evaluation_summary=(
        "我们的对话会保存，以便您日后返回；另外保存一份去掉姓名、地址和电话号码的副本，"
        "用来找出顾问哪里有误。"
    ),
    evaluation_anonymous=(
        "我们对话的一份副本会保存，其中去掉姓名、地址和电话号码，用来找出顾问哪里有误。"
        "只要此页面仍然打开，您就可以要求删除。"
    ),
    later_title="以后再回来",
    later_summary="您的对话保存在这台计算机上，以便您通过链接返回。",
    later_known="您的对话会保存，以便您日后返回。",
    whose="哪些对话是您的（按本网站给您的编号），以便您、且只有您，可以要求删除其余内容",
    counts=(
        "次数和时间：您何时书写、说了多少份工作和多少段学历、接着问的是哪类问题、显示了多少条建议、"
        "您觉得哪些回复有帮助、回复用了多长时间、由哪个版本回答（在实验中：哪个变体），"
        "以及是否出现故障"
    ),
    copy=(
        "所说内容的副本{where}，不含能识别个人的信息，"
        "供改进顾问的人员以及他们可能用来评判的语言模型使用"
    ),
    days="{days} 天",
    database="（存放在 {host} 的数据库中）",
    traced_counts="同样的次数和时间另存一份，位于 {host}",
    traced_copy="同样的副本、次数和时间另存一份，位于 {host}",
    traced_until="由那台计算机决定保存多久；在这里删除并不会在那里删除",
    elsewhere="另一台计算机",
    removed=(
        "人名",
        "电子邮件地址",
        "电话号码",
        "街道地址",
        "出生日期",
        "链接和网络账号",
        "护照、证照、账户等号码",
    ),
    minutes=_chinese_minutes,
)

WORDS: dict[Language, NoticeWords] = {"en": _ENGLISH, "es": _SPANISH, "zh": _CHINESE}
"""By ISO 639-1 code."""
