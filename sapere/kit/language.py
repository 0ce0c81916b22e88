"""Which language a text is in, and what follows from it for reading it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from threading import Lock
from typing import Any

_ENOUGH = 12  # letters; below that a guess is worth nothing where many languages share a script
_SURE = 0.6
_LOOKED_AT = 4000  # characters from the start: more does not change the answer
_UNSPACED = frozenset("zh ja th lo km my bo yue wuu dz".split())
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ps sd syr ug ur yi".split())

# Scripts that one language has nearly to itself: the script alone decides. Names as Unicode spells them.
_OWN_SCRIPT = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "LAO": "lo", "KHMER": "km",
    "MYANMAR": "my", "TIBETAN": "bo", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka",
    "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa",
    "ORIYA": "or", "SINHALA": "si", "ETHIOPIC": "am", "CJK": "zh",
}  # fmt: skip
# Scripts of several languages: the one with most readers, for texts too short to tell.
_MOST_READ = {"ARABIC": "ar", "CYRILLIC": "ru", "DEVANAGARI": "hi", "BENGALI": "bn"}
_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_lock = Lock()


def detect(text: str) -> str:
    """The BCP 47 primary subtag of the text's language, or "" when unsure."""
    sample = text[:_LOOKED_AT]
    scripts = _scripts(sample)
    letters = scripts.total()
    if not letters:
        return ""
    if own := _own_language(scripts, letters):
        return own
    if letters < _ENOUGH:
        return ""
    with _lock:
        language, share = _identifier().classify(sample)
    return primary(str(language)) if share >= _SURE else ""


def script_language(text: str) -> str:
    """The language that the script alone gives away (``ja``, ``th``, ``el`` …), or "". Needs no model."""
    scripts = _scripts(text[:_LOOKED_AT])
    return _own_language(scripts, scripts.total())


def likeliest(text: str) -> str:
    """As :func:`detect`; for a text too short to tell, the most read language of its script. "" for Latin letters."""
    if found := detect(text):
        return found
    script, _ = next(iter(_scripts(text[:_LOOKED_AT]).most_common(1)), ("", 0))
    return _MOST_READ.get(script, "")


def is_unspaced(language: str) -> bool:
    """Whether the language is written without spaces between words."""
    return primary(language) in _UNSPACED


def letters(language: str) -> int:
    """About how many letters of an alphabet say what one sign of the language says."""
    return {"zh": 3, "yue": 3, "ja": 2, "ko": 2}.get(primary(language), 1)


def language_name(language: str) -> str:
    """Its English name with the tag, as a model is told it: ``German (de)``; the tag alone where we know no name."""
    code = primary(language) or "en"
    return f"{_NAMES[code]} ({code})" if code in _NAMES else code


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as HTML's ``dir`` wants it."""
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def primary(tag: str) -> str:
    """The primary subtag of a language tag as pages write it: ``en-GB``, ``zh_Hant`` and ``PT`` in one form.

    Empty when it is no language tag at all.
    """
    first = tag.strip().replace("_", "-").partition("-")[0].lower()
    if not (first.isascii() and first.isalpha() and 2 <= len(first) <= 3):
        return ""
    return "" if first in ("und", "mul", "zxx", "mis") else first


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script: the first word of a letter's Unicode name."""
    scripts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            scripts[unicodedata.name(char, "?").partition(" ")[0].partition("-")[0]] += count
    return scripts


def _own_language(scripts: Counter[str], letters: int) -> str:
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    han = scripts["CJK"]
    if kana + han > letters / 2:
        return "ja" if kana > (kana + han) / 20 else "zh"
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    return _OWN_SCRIPT.get(script, "") if count > letters / 2 else ""


@cache
def _identifier() -> Any:
    # Imported here because it loads numpy and a model of 100 languages: the reading children, which only
    # ask for the script, must start without them.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
