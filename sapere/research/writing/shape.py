"""What reads as a sentence, and what is only a piece of a page."""

from __future__ import annotations

import re
from itertools import pairwise

from sapere.research.writing.weight import unspaced

SHORTEST, LONGEST = 40, 400
_ENDS = re.compile(r"[.!?。！？؟۔।॥…][\"'”’»」』)\]]*(?:\[[\w\s,]{1,8}\])*$")
_COLON = re.compile(r"[:：][\"'”’»)\]]*$")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LABEL = re.compile(
    r"(?:note|notes|tip|warning|caution|important|hint|see also|example|examples|exercise|figure|fig\.|table|listing|"
    r"source|sources|changed in|new in|added in|deprecated|removed in|availability|contents|references?|citation|"
    r"further reading|external links|main article|isbn|doi|copyright|©|retrieved|archived|accessed|published|"
    r"todo|q|a|step \d+|chapter \d+|section \d+|part \d+|version|since|raises|returns?|parameters?|arguments?|type|"
    r"default|defaults|usage|synopsis|keywords|abstract|author|authors|programmer’s note|cpython implementation detail|"
    r"implementation note|hinweis|siehe auch|achtung|remarque|voir aussi|attention|nota|véase también|vedi anche|"
    r"ver também|atenção|примечание|см\.|注|注意|参见|参考|関連項目|ملاحظة|انظر أيضا)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\W*(?:new|changed|added|removed|deprecated)\b.{0,20}\bversion\b", re.IGNORECASE)
_EXAMPLE_EN = re.compile(r"(?:for example|for instance)[:,]?:?", re.IGNORECASE)
_LABELLED = re.compile(r"^\W*[\w’'-]+(?: [\w’'-]+){0,2}[:：](?!:)\s")
_PAGE_TALK = re.compile(
    r"\b(?:(?:see|shown|described|listed|given|mentioned|discussed|defined|explained|noted|presented|used|as|table|"
    r"figure|example|section|code|function|the) (?:above|below)|(?:above|below)(?:-mentioned)?\)|above-mentioned|"
    r"(?:in|of|from|throughout) (?:this|the (?:next|previous|following|preceding|last|above)) "
    r"(?:section|chapter|document|page|article|tutorial|guide|appendix|book|part|manual|example|module|paragraph|unit|"
    r"table|figure|list)|this (?:section|chapter|document|page|article|tutorial|guide|appendix|book|manual|library)|"
    r"(?:above|below) (?:example|code|table|figure|list|section)|(?:the|these|of the) (?:above|following)\b(?!.*[:：]$)|"
    r"as follows(?!.*[:：]$)|we (?:have )?(?:saw|seen|discussed|described|will see)|we['’]ll|we['’]ve|earlier in|"
    r"later in (?:this|the)|\bfollows\.$|, (?:please )?see\b|the sections? (?:on|about|called)\b|(?:thus|so) far|until now|you have (?:probably |already )?seen|in (?:the|our|that) example\b|"
    r"(?:described|discussed|explained|covered|given|found|shown) in (?:section|chapter|appendix)|"
    r"I (?:first|will|have|am|was|think|would|can|had|do|don.t|want|hope|know|use|like)\b|dedicated sections?|(?:in|on) the (?:table|figure|listing|diagram|left|right)\b|in sections?\b (?=[A-Z])|(?:can be|is|are|be) found in|"
    r"\b(?:below|above)\b(?! (?:the|a|an|zero|sea|average|all|which|it|them|ground|freezing|\d))|next section|previous section|click|sign up|log in|subscribe|cookies?\s+policy|"
    r"all rights reserved|table of contents|this website|this site|read more|privacy policy|terms of (?:use|service)|"
    r"(?:see|shown in|figure|table|listing|equation|example|chapter) (?:figure |table )?\d+(?:[.-]\d+)*|(?:siehe|vgl\.) (?:oben|unten)|"
    r"ci-dessus|ci-dessous|véase|más arriba|más abajo|vedi sopra|vedi sotto|см\. (?:выше|ниже))",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"^\W*(?:see|refer to|click|note that|read|check|visit|download|consult|let['’]?s|let us|for (?:more|further) "
    r"(?:information|details|on)|for details|more (?:information|details)|details|thanks|hi|hello|edit|added|return|"
    r"returns|raise|raises|same as|equivalent to|like \S+|deprecated|if true|if false|if not specified|if given|"
    r"if none|if omitted|represents? |indicates? |used (?:by|to|for|as)|if .{2,120}, (?:then )?(?:block|wait|raise|return|read|reset|do|use|run|ignore|set|call|create|print|exit|skip|stop|try)|the default is|defaults? to|set to|see the)\b",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"https?://|www\.|[|¶§→←↑↓▲▼†‡^]{1}|\|\||={3,}|\*{3,}|_{4,}|-{4,}|\.{4,}|\[(?:edit|update|note \d+|[a-z])\]|\[citation needed\]|\[\[|\]\]|"
    r"\{\{|\}\}|<\w+>.*</|\bpp?\. ?\d+|\bISBN\b|\bdoi:|^\W*\[?\d{1,3}[\].]\s|^\^|\\x|::=|�|-\[ |^\*\*|\+--|^\d+ \("
)
_AUXILIARY_EN = """is are was were be been has have had do does did can could may might must shall should will would
    cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't hasn't haven't couldn't shouldn't it's
    said made gave took went came became began ran held kept stood wrote knew found got led sent spent put set cut read
    built lay fell grew rose thought won lost left met paid sold told felt brought bought caught chose drew drove ate
    fought flew forgot froze heard hid hit hurt laid lent let lit meant rode rang saw sought shot showed shut sang sank
    slept spoke stole struck swore swept swam taught tore threw understood woke wore wound broke bore beat bent bound"""
_VERBS_EN = """say mean make give take go come use become begin run hold keep stand write know find get lead send put set
    read build lie fall grow rise think call need want provide contain include allow create produce represent occur
    define show form describe require appear support return apply work follow exist differ depend consist cause help
    remain change move start stop ensure handle accept raise pass add act play serve live let range vary refer belong
    carry bring turn open close enable enables implement execute perform evaluate convert store hold check compare match
    receive share express indicate specify offer combine control cover define affect prevent protect reduce increase
    involve relate extend inherit override bind look seem tend try wait win yield accept agree argue believe claim
    develop encourage establish explain focus generate identify improve introduce join learn limit maintain measure
    operate organize point prefer process propose reach record reflect report respond rest reveal rotate save search
    separate speed spread state study suggest surround sustain transform translate transport treat understand wrap
    emit occupy absorb release orbit flow feed break burn connect consume cost cross decrease determine discover divide
    drive eat end exceed expand fail fit lack lose manage mark pay permit place prove push replace result see select
    sell shape speak split stay struggle supply surround swallow talk teach tell travel wear behave delegate propagate
    block iterate resume suspend trigger invoke catch throw inform publish emerge originate house span weigh mix heat
    drag multiply attract wash sieve slow shut hunt soak survive poison warm restart rot wake ask mat differ hash"""
_AUXILIARIES = frozenset(_AUXILIARY_EN.split())
_VERBS = frozenset(_VERBS_EN.split())
_TALK = re.compile(
    r"\b(?:(?:see|shown|described|listed|given|mentioned|discussed|defined|explained|noted|presented|used|as|table|"
    r"figure|example|section|code|function|the) (?:above|below)|(?:above|below)(?:-mentioned)?\)|above-mentioned|"
    r"(?:in|of|from|throughout) (?:this|the (?:next|previous|following|preceding|last|above)) "
    r"(?:section|chapter|document|page|article|tutorial|guide|appendix|book|part|manual|example|module|paragraph|unit|"
    r"table|figure|list)|this (?:section|chapter|document|page|article|tutorial|guide|appendix|book|manual|library)|"
    r"(?:above|below) (?:example|code|table|figure|list|section)|(?:the|these|of the) (?:above|following)\b(?!.*[:：]$)|"
    r"as follows(?!.*[:：]$)|we (?:have )?(?:saw|seen|discussed|described|will see)|we['’]ll|we['’]ve|earlier in|"
    r"later in (?:this|the)|dedicated sections?|(?:in|on) the (?:table|figure|listing|diagram|left|right)\b|in sections?\b (?=[A-Z])|(?:can be|is|are|be) found in|"
    r"\b(?:below|above)\b(?! (?:the|a|an|zero|sea|average|all|which|it|them|ground|freezing|\d))|next section|previous section|click|sign up|log in|subscribe|cookies?\s+policy|"
    r"all rights reserved|table of contents|this website|this site|read more|privacy policy|terms of (?:use|service)|"
    r"(?:see|shown in|figure|table|listing|equation|example|chapter) (?:figure |table )?\d+(?:[.-]\d+)*|(?:siehe|vgl\.) (?:oben|unten)|"
    r"ci-dessus|ci-dessous|véase|más arriba|más abajo|vedi sopra|vedi sotto|см\. (?:выше|ниже))",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"^\W*(?:see|refer to|click|note that|read|check|visit|download|consult|let['’]?s|let us|for (?:more|further) "
    r"(?:information|details|on)|for details|more (?:information|details)|details|thanks|hi|hello|edit|added|return|"
    r"returns|raise|raises|same as|equivalent to|like \S+|deprecated|if true|if false|if not specified|if given|"
    r"if none|if omitted|represents? |indicates? |used (?:by|to|for|as)|if .{2,120}, (?:then )?(?:block|wait|raise|return|read|reset|do|use|run|ignore|set|call|create|print|exit|skip|stop|try)|the default is|defaults? to|set to|see the)\b",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"https?://|www\.|[|¶§→←↑↓▲▼†‡^]{1}|\|\||={3,}|\*{3,}|_{4,}|-{4,}|\.{4,}|\[(?:edit|update|note \d+|[a-z])\]|\[citation needed\]|\[\[|\]\]|"
    r"\{\{|\}\}|<\w+>.*</|\bpp?\. ?\d+|\bISBN\b|\bdoi:|^\W*\[?\d{1,3}[\].]\s|^\^|\\x|::=|�|-\[ |^\*\*|\+--|^\d+ \("
)
_FINITE_WORDS_EN = """is are was were be been has have had do does did can could may might must shall should will would cannot say said
    mean make made give gave take took go went come came use let become became begin began run ran hold held keep kept
    stand stood write wrote know knew find found get got lead led send sent spend spent put set cut read build built lie
    lay fall fell grow grew rise rose think thought call need want provide contain include allow create produce
    represent occur define show form describe require appear support return apply work follow exist differ depend
    consist cause help remain change move start stop ensure handle accept raise pass add act play serve live"""
_FINITE_EN = frozenset(_FINITE_WORDS_EN.split())
_ABOUT_THE_PAGE = """above below section sections chapter document page article tutorial guide appendix book part manual module unit
    paragraph table figure list listing diagram following preceding next previous follows we'll we've we earlier later
    click sign log subscribe cookies rights contents website site read privacy terms see shown found left right library
    siehe vgl véase más dessous dessus ci vedi см these example far until now seen described discussed explained covered given i"""
_TALK_WORDS = frozenset(_ABOUT_THE_PAGE.split())
_SIGNS = re.compile(r"[|¶§→←↑↓▲▼†‡^={}\[\]<\\�*_:]|--|\.\.\.|\+-|pp?\. ?\d|ISBN|www|^\W*\d{1,3}(?:\.\s|\s\()")


def reads_as_sentence(text: str, language: str) -> bool:
    """Whether a stretch of prose, white space squeezed, can stand on a page as a sentence of its own.

    Says nothing of whether it leans on another (:func:`sapere.research.writing.leaning.leans`).
    """
    if not _well_sized(text, language) or not ends_sentence(text) or not _opens_well(text):
        return False
    return is_clean(text, language) and _has_words(text, language)


def ends_sentence(text: str) -> bool:
    """Whether the mark that ends a sentence stands at its end."""
    return bool(_ENDS.search(text))


def introduces(text: str, language: str) -> bool:
    """Whether it is a sentence that ends with a colon: it needs what follows, and stands only with it."""
    if language == "en" and _EXAMPLE_EN.fullmatch(text):
        return True
    least = SHORTEST // 4 if unspaced(language) else 20
    return (
        least <= len(text) <= LONGEST
        and bool(_COLON.search(text))
        and _opens_well(text)
        and is_clean(text, language)
        and _has_words(text, language)
    )


def is_clean(text: str, language: str) -> bool:
    """No label of an admonition, no talk about the page itself, no residue of notes, tables or addresses."""
    if _VERSION.match(text) or (_SIGNS.search(text) and (_RESIDUE.search(text) or _LABELLED.match(text))):
        return False
    label = _LABEL.match(text.lstrip("\"'“”‘’([*_ "))
    if label and (text[label.end() :].lstrip("*_ ")[:1] in (":", "：", ".", "") or len(label.group()) > 7):
        return _label_is_subject(text, label.group())
    if language in ("en", "") and _CALLS.match(text):
        return False
    return _TALK_WORDS.isdisjoint(_PLAIN_WORD.findall(text.lower())) or not _PAGE_TALK.search(text)


def _label_is_subject(text: str, label: str) -> bool:
    """'References are counted.' is a sentence; 'References: …' and 'New in version 3' are not."""
    rest = text.lstrip("\"'“”‘’([*_ ")[len(label) :]
    return bool(re.match(r"\s+(?:is|are|was|were|can|may|must|have|has|will|should|do|does)\b", rest))


def _well_sized(text: str, language: str) -> bool:
    if unspaced(language):
        return SHORTEST // 4 <= len(text) <= LONGEST // 2
    return SHORTEST <= len(text) <= LONGEST


def _opens_well(text: str) -> bool:
    bare = text.lstrip("\"'“”‘’«»„([{*_¿¡「『")
    return bool(bare) and (bare[0].isdigit() or (bare[0].isalpha() and not bare[0].islower()))


def _has_words(text: str, language: str) -> bool:
    letters = sum(map(str.isalpha, text))
    if letters < len(text) * 0.6 or _unbalanced(text):
        return False
    if unspaced(language):
        return True
    words = _WORD.findall(text)
    if len(words) < 5 or _shouts(words):
        return False
    return language != "en" or _has_verb_en(words)


def _has_verb_en(words: list[str]) -> bool:
    """Roughly, whether something is said of something: a verb's own form that is no infinitive."""
    low = [word.lower().replace("’", "'") for word in words]
    if low[0] in ("use", "avoid", "choose", "remember", "consider"):
        return True
    if _is_third_person(low[0]) and not _is_finite(low[1]):
        return False  # "Matches the start of the string.": said of a name that stood above it
    return any(_is_finite(word) for before, word in pairwise(low) if before != "to")


def _is_third_person(word: str) -> bool:
    stems = (word[:-1], word[:-2], word[:-3] + "y")
    return word.endswith("s") and any(
        stem in _VERBS or stem in ("attempt", "test", "perform", "get") for stem in stems
    )


def _is_finite(word: str) -> bool:
    if word in _AUXILIARIES or word in _VERBS or (len(word) > 3 and word.endswith("ed") and word[-3] != "e"):
        return True
    if not word.endswith("s"):
        return False
    return word[:-1] in _VERBS or word[:-2] in _VERBS or word[:-3] + "y" in _VERBS


def _shouts(words: list[str]) -> bool:
    """Mostly capitals: a heading, a name list or a table row."""
    capital = sum(w[0].isupper() for w in words)
    return capital > max(3, len(words) * 0.7)


def _unbalanced(text: str) -> bool:
    """A bracket or quotation opened and not closed: the sentence was cut in two."""
    return (
        text.count("(") != text.count(")")
        or text.count("[") != text.count("]")
        or text.count("“") != text.count("”")
        or text.count('"') % 2 == 1
        or text.count("«") != text.count("»")
    )
