"""What the tutor says of its own, per language; all else it says is a source's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sapere.kit.language import primary


class Words(NamedTuple):
    """Each is one question, or leads over to one that is not asked twice."""

    look: str  # the heading to look under
    look_up: str  # where no heading can be told without the answer
    near: str  # a sentence that stands beside the answer
    gap: str  # the answer's sentence with gaps
    more: str  # the same, once more
    tried: str  # before a hint, when the learner has tried
    right: str  # the learner has said it; the source's sentence follows
    answer: str  # the source's sentence follows
    first: str  # the learner wants the answer before any attempt
    missing: str  # these sources do not have it


_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            "Look under “{}”. What do you find there that bears on the question?",
            "Read the sources once more with the question in mind. What do you think, and why?",
            "Close to the answer the source says: “{}” What could stand right beside that?",
            "This is the sentence, with gaps: “{}” Which words are missing?",
            "Once more, with gaps: “{}” What do the first letters remind you of?",
            "That is not quite it yet. ",
            "Yes. The source says: “{}”",
            "The source says: “{}”",
            "First a try of your own, however rough. ",
            "These sources do not answer it. What else could you ask them?",
        ),
        "de": Words(
            "Sieh unter „{}“ nach. Was findest du dort zu der Frage?",
            "Lies die Quellen noch einmal mit der Frage im Sinn. Was denkst du, und warum?",
            "Nahe bei der Antwort sagt die Quelle: „{}“ Was könnte gleich daneben stehen?",
            "Das ist der Satz mit Lücken: „{}“ Welche Wörter fehlen?",
            "Noch einmal mit Lücken: „{}“ Woran erinnern dich die Anfangsbuchstaben?",
            "Das ist es noch nicht ganz. ",
            "Ja. Die Quelle sagt: „{}“",
            "Die Quelle sagt: „{}“",
            "Versuche es erst selbst, wie ungefähr auch immer. ",
            "Diese Quellen beantworten es nicht. Was könntest du sie sonst fragen?",
        ),
        "fr": Words(
            "Regarde sous « {} ». Qu’y trouves-tu qui touche à la question ?",
            "Relis les sources en pensant à la question. Qu’en penses-tu, et pourquoi ?",
            "Près de la réponse, la source dit : « {} » Que pourrait-il y avoir juste à côté ?",
            "Voici la phrase à trous : « {} » Quels mots manquent ?",
            "Encore une fois, à trous : « {} » Que te rappellent les initiales ?",
            "Ce n’est pas encore tout à fait cela. ",
            "Oui. La source dit : « {} »",
            "La source dit : « {} »",
            "Essaie d’abord toi-même, même à peu près. ",
            "Ces sources n’y répondent pas. Que pourrais-tu leur demander d’autre ?",
        ),
        "es": Words(
            "Mira en «{}». ¿Qué encuentras allí que tenga que ver con la pregunta?",
            "Lee otra vez las fuentes pensando en la pregunta. ¿Qué crees, y por qué?",
            "Cerca de la respuesta la fuente dice: «{}» ¿Qué podría estar justo al lado?",
            "Esta es la frase, con huecos: «{}» ¿Qué palabras faltan?",
            "Otra vez, con huecos: «{}» ¿Qué te recuerdan las primeras letras?",
            "Todavía no es eso del todo. ",
            "Sí. La fuente dice: «{}»",
            "La fuente dice: «{}»",
            "Primero inténtalo tú, aunque sea a medias. ",
            "Estas fuentes no lo responden. ¿Qué otra cosa podrías preguntarles?",
        ),
        "zh": Words(
            "请看“{}”这一节。那里有什么与问题有关？",
            "带着问题再读一遍资料。你怎么想，为什么？",
            "在答案附近，资料说：“{}”紧挨着它的会是什么？",
            "这是带空格的原句：“{}”缺了哪些字？",
            "再看一次带空格的原句：“{}”开头的字让你想起什么？",
            "还差一点。",
            "对。资料说：“{}”",
            "资料说：“{}”",
            "先自己试一试，粗略也行。",
            "这些资料没有回答它。你还可以问它们什么？",
        ),
        "ar": Words(
            "انظر تحت «{}». ماذا تجد هناك مما يتصل بالسؤال؟",
            "اقرأ المصادر مرة أخرى والسؤال في ذهنك. ما رأيك، ولماذا؟",
            "قرب الجواب يقول المصدر: «{}» ماذا يمكن أن يكون بجانبه؟",
            "هذه هي الجملة وفيها فراغات: «{}» ما الكلمات الناقصة؟",
            "مرة أخرى مع الفراغات: «{}» بماذا تذكرك الحروف الأولى؟",
            "ليس هذا تماما بعد. ",
            "نعم. يقول المصدر: «{}»",
            "يقول المصدر: «{}»",
            "حاول أولا بنفسك ولو تقريبا. ",
            "هذه المصادر لا تجيب عنه. ماذا يمكنك أن تسألها غير ذلك؟",
        ),
    }
)  # fmt: skip


def words_for(language: str) -> Words:
    """English where we have no words in the language."""
    return _WORDS.get(primary(language), _WORDS["en"])
