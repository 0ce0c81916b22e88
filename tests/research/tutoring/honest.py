"""Hints that a good tutor might give, written by hand before the rule was: they lead on and tell nothing."""

from __future__ import annotations

from pydoc_data.topics import topics

from sapere.research.replies import Excerpt
from tests.research.shelf import excerpt, sky

ARABIC = {
    "القمر": "القمر هو التابع الطبيعي الوحيد للأرض. يدور القمر حول الأرض مرة كل 27.3 يوما. رسم غاليليو جبال القمر عام 1609 بمنظار صنعه بنفسه.",
    "المد": "يرتفع الماء وينخفض لأن القمر يجذب المحيطات. في خليج فندي يرتفع الماء 16 مترا.",
    "المريخ": "لون المريخ أحمر لأن تربته تحوي أكسيد الحديد. أعلى براكينه جبل أوليمبوس. مرت مارينر 4 بقرب المريخ عام 1965.",
}
CHINESE = {
    "月球": "月球是地球唯一的天然卫星。月球绕地球一周需要二十七天。伽利略在1609年用自制的望远镜画下了月球上的山。",
    "潮汐": "潮水涨落，是因为月球吸引海洋。芬迪湾的水位上升十六米。",
    "火星": "火星呈红色，因为它的土壤里有氧化铁。最高的火山是奥林匹斯山。水手四号在1965年飞过火星。",
}


MANUAL = ("import", "return", "truth", "global", "attribute-access", "try", "types")


def manual() -> list[Excerpt]:
    """The topics of Python's reference that answer the questions about it."""
    return [
        excerpt(topics[name][start : start + 900], source=name, title=name, start=start)
        for name in MANUAL
        for start in range(0, min(len(topics[name]), 6_000), 900)
    ]


def texts(language: str) -> list[Excerpt]:
    if language == "en":
        return sky()
    told = ARABIC if language == "ar" else CHINESE
    return [excerpt(text, source=title, title=title, language=language) for title, text in told.items()]


HINTS = (
    ("en", "Why is Mars red?", "Which sentence in the part about Mars gives a reason for its colour?"),
    ("en", "Who drew the mountains of the Moon?", "Where does the source mention a person who looked at the Moon closely?"),
    ("en", "How long does the Moon take to go around the Earth?", "In which unit would you expect the time that the Moon takes to be given?"),
    ("en", "How high does the water rise in the Bay of Fundy?", "Which number in the text about tides belongs to the Bay of Fundy?"),
    ("ar", "كم يوما يدور القمر حول الأرض؟", "أي جملة في النص تتحدث عن دوران القمر حول الأرض؟"),
    ("ar", "كم يوما يدور القمر حول الأرض؟", "ماذا تعرف عن المدة التي يحتاجها القمر ليعود إلى مكانه؟"),
    ("ar", "من رسم جبال القمر؟", "هل تتذكر شخصا نظر إلى القمر ورسم ما رآه؟"),
    ("ar", "من رسم جبال القمر؟", "أين يذكر المصدر جبال القمر في النص؟"),
    ("ar", "متى مرت مارينر 4 بقرب المريخ؟", "في أي قسم من النص تجد الحديث عن مارينر 4؟"),
    ("ar", "متى مرت مارينر 4 بقرب المريخ؟", "ما السنة التي يذكرها المصدر عند الحديث عن المريخ؟"),
    ("ar", "لماذا لون المريخ أحمر؟", "ما الذي قد يوجد على سطح المريخ ويعطيه هذا اللون؟"),
    ("ar", "لماذا لون المريخ أحمر؟", "أي كلمة في الجملة تدل على السبب؟"),
    ("ar", "كم يرتفع الماء في خليج فندي؟", "ما الوحدة التي نقيس بها ارتفاع الماء؟"),
    ("ar", "كم يرتفع الماء في خليج فندي؟", "ما الرقم الذي يرد في النص بعد ذكر خليج فندي؟"),
    ("zh", "月球绕地球一周需要多久？", "文中哪一句话提到了月球绕地球的时间？"),
    ("zh", "月球绕地球一周需要多久？", "你觉得月球绕地球一周的时间用什么单位来表示比较合适？"),
    ("zh", "谁画下了月球上的山？", "在那个时候，什么人会用仪器去观察月球？"),
    ("zh", "谁画下了月球上的山？", "资料里哪个人的名字和月球有关？"),
    ("zh", "水手四号什么时候飞过火星？", "关于火星的那一段里提到了哪一年？"),
    ("zh", "水手四号什么时候飞过火星？", "你能在哪一节找到水手四号？"),
    ("zh", "火星为什么是红色的？", "火星表面的什么东西可能让它看起来是红色的？"),
    ("zh", "火星为什么是红色的？", "哪个词表示原因，它后面说了什么？"),
    ("zh", "芬迪湾的水位上升多少米？", "在关于潮汐的部分，你看到了哪个数字？"),
    ("zh", "芬迪湾的水位上升多少米？", "芬迪湾的水位和其他地方相比有什么不同？"),
)  # fmt: skip

OF_PYTHON = (
    ("Where must a future statement appear?", "Which section describes the future statement, and what does it say about where it may stand?"),
    ("What does a return statement without an expression give back?", "What would you expect a function to give back when nothing is written behind return?"),
    ("Which values are considered false?", "Which kinds of values could be considered empty, and how would a condition treat them?"),
    ("What does the global statement do?", "Think of a function that assigns to a name: which variable does it change without the global statement?"),
    ("What does __getattr__ do?", "When would you need a method such as __getattr__, if normal lookup already works?"),
    ("When is the else clause of a try statement executed?", "How does the else clause of a loop behave, and what might be similar for try?"),
    ("What does bool do with an object that has no __bool__ method?", "What other method does the text mention after __bool__?"),
    ("What are the names of the three numeric types?", "Where in the text are the numeric types listed?"),
)  # fmt: skip

MORE = (
    ("en", "Why is Mars red?", "What happens to some materials when they meet air for a long time?"),
    ("en", "When did Mariner 4 fly past Mars?", "Which sentence names the spacecraft, and what stands at its end?"),
    ("en", "Who drew the mountains of the Moon?", "What kind of person would observe the Moon, and with which instrument?"),
    ("en", "How long does the Moon take to go around the Earth?", "How often do you see a full Moon, and what could that tell you?"),
    ("ar", "كم يوما يدور القمر حول الأرض؟", "ما الذي تراه في الجملة الأولى عن القمر؟"),
    ("ar", "من رسم جبال القمر؟", "هل تعرف جهازا يستخدم لرؤية الأجسام البعيدة؟"),
    ("ar", "لماذا لون المريخ أحمر؟", "ما المادة التي تجعل التربة تبدو بهذا اللون؟"),
    ("ar", "كم يرتفع الماء في خليج فندي؟", "أين يقع خليج فندي وبماذا يشتهر؟"),
    ("zh", "月球绕地球一周需要多久？", "想一想，多久能看到一次满月？"),
    ("zh", "谁画下了月球上的山？", "画下这些山的人当时用了什么工具？"),
    ("zh", "火星为什么是红色的？", "什么样的物质会使表面看起来是红色的？"),
    ("zh", "芬迪湾的水位上升多少米？", "芬迪湾的水位为什么会上升这么多？"),
)  # fmt: skip

AS_TOLD = (
    ("en", "Who drew the mountains of the Moon?", "Which sentence in the sources says something about the mountains of the Moon?"),
    ("en", "Why is Mars red?", "Where do the sources explain why Mars is red, and what reason do you find?"),
    ("en", "When did Mariner 4 fly past Mars?", "What do you remember about Mariner 4, and in which paragraph is it?"),
    ("en", "How high does the water rise in the Bay of Fundy?", "Which number would you look for to say how high the water can rise?"),
    ("ar", "من رسم جبال القمر؟", "ماذا يقول النص عن جبال القمر، ومن يذكر معها؟"),
    ("ar", "لماذا لون المريخ أحمر؟", "أي جملة تشرح لماذا لون المريخ أحمر؟"),
    ("ar", "كم يرتفع الماء في خليج فندي؟", "أين تجد خليج فندي في المصادر، وماذا يقول عنه النص؟"),
    ("ar", "متى مرت مارينر 4 بقرب المريخ؟", "هل تتذكر أي فقرة تتحدث عن مارينر 4؟"),
    ("zh", "谁画下了月球上的山？", "资料里哪一句提到了月球上的山？"),
    ("zh", "火星为什么是红色的？", "哪一段说明了火星为什么是红色的？"),
    ("zh", "芬迪湾的水位上升多少米？", "你在哪里看到了芬迪湾的水位，那一句还说了什么？"),
    ("zh", "月球绕地球一周需要多久？", "你觉得哪一句话能回答月球绕地球一周需要多久？"),
)  # fmt: skip
"""By one who keeps to what a model is told: the question's words, and plain ones for asking."""

UNSEEN = (
    ("en", "Who drew the mountains of the Moon?", "Can you find the place where the text describes who looked at the Moon?"),
    ("en", "Why is Mars red?", "What do you already know about Mars, and how might it explain that it is red?"),
    ("en", "When did Mariner 4 fly past Mars?", "Which year would you expect, and which sentence about Mariner 4 could help you check?"),
    ("en", "How long does the Moon take to go around the Earth?", "What does the text say about how the Moon goes around the Earth?"),
    ("ar", "كم يوما يدور القمر حول الأرض؟", "ماذا تذكر المصادر عن القمر وهو يدور حول الأرض؟"),
    ("ar", "متى مرت مارينر 4 بقرب المريخ؟", "أين في النص تجد تاريخا يتصل بالمريخ؟"),
    ("ar", "من رسم جبال القمر؟", "هل قرأت في المصادر اسم شخص رسم القمر؟"),
    ("ar", "لماذا لون المريخ أحمر؟", "ما السبب الذي تذكره المصادر للون المريخ؟"),
    ("zh", "水手四号什么时候飞过火星？", "请找到提到水手四号的句子，你看到了什么？"),
    ("zh", "谁画下了月球上的山？", "你还记得文中是谁画下了月球上的山吗？"),
    ("zh", "火星为什么是红色的？", "火星是红色的，资料里给出的理由是什么？"),
    ("zh", "芬迪湾的水位上升多少米？", "哪个句子讲到了水位上升，你能再读一遍吗？"),
)  # fmt: skip
"""The same, when the lists stood: nothing was mended after these."""
