"""Invented questions, answers and remarks about any topic, as the fakes of the forums know them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    number: int
    author: str
    score: int
    day: int  # Unix time
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Thread:
    """``asked`` is a question or the text of a story; ``said`` its answers or comments, the best first."""

    number: int
    title: str
    author: str
    score: int
    day: int
    asked: tuple[str, ...]
    said: tuple[Remark, ...]


_DAY = 1_600_000_000


def threads(topic: str) -> tuple[Thread, ...]:
    """Three of them, the best fitting first."""
    spoken = topic[:1].upper() + topic[1:]

    def remark(number: int, author: str, score: int, *sentences: str) -> Remark:
        told = tuple(one.format(topic=topic, Topic=spoken) for one in sentences)
        return Remark(number, author, score, _DAY + number * 86_400, told)

    return (
        Thread(
            4101, f"Why is {topic} so hard to explain?", "Mira Tal", 31, _DAY,
            (f"I have read three chapters about {topic} and still mix up its parts.",
             "Which of them should be learnt first, and which can wait?"),
            (
                remark(4111, "Jonas Reef", 44,
                       "Begin with what goes into {topic} and what comes out of it.",
                       "Once both lists are learnt by heart, the steps between them have somewhere to hang.",
                       "In my own classes this order halved the number of questions about {topic}.",
                       "The names of the steps can wait until the second week."),
                remark(4112, "Ines Falk", 12,
                       "I would draw {topic} as a circle, because every step hands something to the next one.",
                       "A straight list hides that the last step feeds the first.",
                       "Drawing it from memory once a day worked better for me than reading it again."),
            ),
        ),
        Thread(
            4202, f"What do beginners get wrong about {topic}?", "Otto Brandt", 17, _DAY - 40 * 86_400,
            (f"I teach {topic} for the first time this year.", "Which mistakes should I expect in the first tests?"),
            (
                remark(4211, "Lena Voss", 25,
                       "Most beginners believe that {topic} stops as soon as they stop watching it.",
                       "A second mistake is to give one part of {topic} the credit for all of them.",
                       "Ask them to predict a result before they measure it, and both mistakes come to light."),
            ),
        ),
        Thread(
            4303, f"Is there a simple experiment that shows {topic}?", "Pia Lund", 9, _DAY - 400 * 86_400,
            ("It should need nothing but a kitchen.", f"Children of ten should see {topic} with their own eyes."),
            (
                remark(4311, "Sam Okoro", 8,
                       "Put two jars side by side and let only one of them have what {topic} needs.",
                       "After three days the difference can be seen from across the room.",
                       "Write down the temperature of both jars, because {topic} is slower in the cold."),
            ),
        ),
    )  # fmt: skip


def markup(sentences: tuple[str, ...]) -> str:
    """As a post stands on a page."""
    return "".join(f"<p>{one}</p>" for one in sentences)
