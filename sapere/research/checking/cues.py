"""The little words that turn a sentence round, weaken it or make it hold for all: short tables, per language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sapere.kit.language import is_unspaced, primary

CLAUSE_OPENERS: Mapping[str, frozenset[str]] = {
    "en": frozenset("and but while whereas although though because since which who whom if unless when where until yet".split()),
    "de": frozenset("und aber während obwohl weil da wenn falls sondern wobei".split()),
    "fr": frozenset("et mais tandis parce car si quand lorsque qui dont".split()),
    "es": frozenset("y pero mientras aunque porque si cuando quien".split()),
    "it": frozenset("e ma mentre perché se quando".split()),
    "pt": frozenset("e mas enquanto porque se quando".split()),
    "ru": frozenset("и но а хотя если когда потому который которая которые".split()),
}  # fmt: skip

_NOT: Mapping[str, str] = {
    "en": """not no never none nobody nothing nowhere neither nor cannot without hardly scarcely barely rarely seldom lack lacks lacked lacking fail
        fails failed absence absent unlikely impossible untrue isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't hasn't
        haven't hadn't mustn't needn't unable refuses refused""",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends ohne weder kaum",
    "fr": "ne n pas jamais aucun aucune rien personne sans ni nul nulle guère",
    "es": "no nunca jamás ningún ninguna ninguno nada nadie sin ni tampoco",
    "it": "non mai nessun nessuna nessuno niente nulla senza né",
    "pt": "não nunca jamais nenhum nenhuma nada ninguém sem nem",
    "nl": "niet geen nooit niemand niets zonder noch",
    "sv": "inte icke ej aldrig ingen inget inga utan varken",
    "da": "ikke aldrig ingen intet uden hverken",
    "nb": "ikke aldri ingen intet uten verken",
    "pl": "nie nigdy nikt nic żaden żadna żadne bez ani",
    "ru": "не ни нет никогда никто ничто ничего без никакой никакая нельзя",
    "uk": "не ні ані немає ніколи ніхто ніщо нічого без ніякий",
    "cs": "ne není nejsou nikdy nikdo nic žádný žádná žádné bez ani nelze",
    "tr": "değil yok hiç hiçbir asla olmayan",
    "fi": "ei en et emme ette eivät ilman koskaan älä",
    "ar": "لا ليس ليست ليسوا لم لن غير بدون دون ولا ولم",
    "he": "לא אין בלי אינו אינה אף ללא",
    "hi": "नहीं न मत बिना",
    "el": "δεν μην μη όχι ποτέ κανένας κανείς τίποτα χωρίς",
    "hu": "nem ne sem soha senki semmi nélkül nincs",
    "ro": "nu niciodată nimeni nimic fără nici",
    "id": "tidak bukan tanpa belum jangan",
    "no": "ikke aldri ingen intet uten verken",
    "nn": "ikkje aldri ingen utan verken",
}  # fmt: skip
# Written without spaces, or into the word: a piece of the word is enough.
_NOT_WITHIN: Mapping[str, str] = {
    "zh": "不 没 沒 無 无 非 未 勿 莫 否", "ja": "ない なか ませ せん ず 不 無 非 未 否", "ko": "않 없 못 아니 안", "th": "ไม่ ไร้ มิ",
}  # fmt: skip
_NOT_LONGER = frozenset(("only", "just", "merely", "simply"))
"""Behind a "not" these make no negation: "not only"."""

# Said of, not said: what stands behind them is another's word, or wrong.
DENIED = frozenset("myth misconception mistake mistaken wrong false fallacy incorrect hoax denied deny denies disproved debunked refuted contrary untrue".split())  # fmt: skip
WRONGLY = frozenset("wrongly mistakenly falsely erroneously incorrectly".split())
MAYBE: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """may might could possibly perhaps maybe probably likely potentially potential presumably apparently allegedly reportedly supposedly seem seems seemed appears appeared
        suggest suggests suggested suggesting believe believes believed think thinks thought suppose supposed suppose assumed assume claimed claim claims alleged alleges hypothesised
        hypothesized hypothesis speculated speculate propose proposed proposes argued argue argues expected predicted predict predicts suspect suspected would unclear uncertain doubt
        doubts unproven unknown planned intended consider considers considered possible possibility according estimates estimated whether chance disputed tend tends""".split()
    ),
    "de": frozenset("vielleicht möglicherweise könnte könnten dürfte dürften wahrscheinlich vermutlich angeblich soll sollen kann können mag eventuell wohl".split()),
    "fr": frozenset("peut-être pourrait pourraient probablement semble semblent peut peuvent serait seraient selon éventuellement".split()),
    "es": frozenset("quizá quizás podría podrían probablemente parece parecen puede pueden sería serían según posiblemente".split()),
    "it": frozenset("forse potrebbe potrebbero probabilmente sembra può possono secondo".split()),
    "pt": frozenset("talvez poderia poderiam provavelmente parece pode podem segundo".split()),
    "ru": frozenset("возможно вероятно может могут кажется якобы предположительно".split()),
    "ar": frozenset("قد ربما يمكن".split()),
}  # fmt: skip
MAYBE_WITHIN: Mapping[str, tuple[str, ...]] = {
    "zh": ("可能", "也许", "也許", "或许", "大概", "据说", "似乎"), "ja": ("かも", "可能", "おそ", "らし", "だろ"), "ko": ("아마", "듯", "수도"),
}  # fmt: skip
IF = frozenset("if unless provided suppose supposing assuming".split())
OPINIONS = frozenset(
    """suggest suggests suggested suggesting believe believes believed think thinks thought suppose supposed assumed assume claimed claim claims alleged alleges hypothesised
    hypothesized speculated speculate propose proposed proposes argued argue argues expected predicted predict predicts suspect suspected planned intended consider considers
    considered estimates estimated doubt doubts chance whether unknown according possibility hypothesis disputed""".split()
)  # fmt: skip
"""Of the English ones, those whose object is no claim: "proposed a tunnel"."""
PARTLY: Mapping[str, frozenset[str]] = {
    "en": frozenset("some many most several few often usually sometimes generally typically occasionally rarely mostly partly certain various half part almost nearly commonly frequently normally seldom minority majority lots mainly".split()),
    "de": frozenset("einige manche viele meisten oft meist manchmal gewöhnlich selten teilweise fast".split()),
    "fr": frozenset("certains certaines quelques plupart souvent parfois rarement beaucoup presque".split()),
    "es": frozenset("algunos algunas muchos muchas mayoría veces menudo raramente casi".split()),
    "ru": frozenset("некоторые многие часто иногда обычно редко большинство почти".split()),
}  # fmt: skip
# By what they claim; a sentence may claim it where its evidence does.
ALL: Mapping[str, Mapping[str, frozenset[str]]] = {
    "en": {
        "all": frozenset("all every each everyone everybody everything entire entirely whole wholly completely totally universally any anyone both always".split()),
        "always": frozenset("always invariably whenever constantly continually ever inevitably".split()),
        "only": frozenset("only solely exclusively sole unique uniquely alone".split()),
        "certain": frozenset("certainly certain definitely undoubtedly proves prove proved proven proof guarantees guarantee guaranteed surely inevitably fact known knew demonstrably unquestionably ensures ensure".split()),
        "must": frozenset("must necessarily necessary required requires require needs need needed has have essential mandatory obliged".split()),
        "never": frozenset("never impossible cannot can't not no none nobody nothing without unable".split()),
    },
    "de": {"all": frozenset("alle allen jeder jede jedes immer stets sämtliche beide".split()), "only": frozenset("nur allein ausschließlich".split()), "must": frozenset("muss müssen".split())},
    "fr": {"all": frozenset("tous toutes chaque toujours tout toute".split()), "must": frozenset("doit doivent".split())},
    "es": {"all": frozenset("todos todas cada siempre todo toda".split()), "must": frozenset("debe deben".split())},
    "ru": {"all": frozenset("все всех каждый каждая всегда".split()), "must": frozenset("должен должны должна".split())},
}  # fmt: skip
CLAIMS = {"en": frozenset("all every each everyone everybody everything always entirely completely invariably universally only solely exclusively certainly certain definitely undoubtedly proves prove proved proven guarantees guarantee guaranteed surely inevitably must never impossible".split())}  # fmt: skip
"""Of those words, the ones that are a claim wherever they stand."""


@cache
def judged(language: str) -> bool:
    """Whether we know how the language says no: in others a sentence can only be quoted."""
    code = primary(language)
    return code in _NOT or code in _NOT_WITHIN


@cache
def is_not(form: str, language: str) -> bool:
    if form in _nots(language):
        return True
    within = _NOT_WITHIN.get(language, "").split()
    return any(piece in form for piece in within)


@cache
def _nots(language: str) -> frozenset[str]:
    return frozenset(_NOT.get(language, "").split())


def cancels(following: str) -> bool:
    """Whether the word behind a "not" takes it back: "not only"."""
    return following in _NOT_LONGER


def reaches_back(language: str) -> bool:
    """Whether a negation holds for its whole clause, as its place says little: everywhere but in English."""
    return language != "en"


@cache
def is_maybe(form: str, language: str) -> bool:
    if form in MAYBE.get(language, ()):
        return True
    return is_unspaced(language) and any(piece in form for piece in MAYBE_WITHIN.get(language, ()))
