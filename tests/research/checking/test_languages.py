from __future__ import annotations

import pytest

from tests.research.checking.asked import passes

SOURCES = {
    "de": "Der Mars hat zwei kleine Monde. Asaph Hall entdeckte beide im August 1877. Viren sind keine Lebewesen. Phobos könnte zerbrechen.",
    "fr": "Asaph Hall a découvert les deux lunes de Mars en août 1877. Les virus ne sont pas des êtres vivants.",
    "es": "Asaph Hall descubrió las dos lunas de Marte en agosto de 1877. Los virus no son seres vivos.",
    "ru": "Асаф Холл открыл две луны Марса в августе 1877 года. Вирусы не являются живыми существами.",
    "zh": "1877年8月,阿萨夫·霍尔在华盛顿发现了火星的两颗卫星。病毒不是生物。",
    "ja": "1877年8月にアサフ・ホールが火星の衛星を発見した。ウイルスは生物ではない。",
    "ar": "اكتشف آساف هول قمري المريخ في أغسطس 1877. الفيروسات ليست كائنات حية.",
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Im August 1877 entdeckte Asaph Hall beide Monde."),
        ("fr", "En août 1877, Asaph Hall a découvert les lunes de Mars."),
        ("es", "En agosto de 1877 Asaph Hall descubrió las lunas de Marte."),
        ("ru", "В августе 1877 года Асаф Холл открыл луны Марса."),
        ("zh", "1877年8月,阿萨夫·霍尔发现了火星的两颗卫星。"),
        ("ja", "アサフ・ホールが1877年8月に火星の衛星を発見した。"),
        ("ar", "اكتشف آساف هول قمري المريخ في 1877."),
    ],
)
def test_a_reworded_sentence_holds(language: str, said: str) -> None:
    assert passes(said, SOURCES[language], language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Viren sind Lebewesen."),
        ("de", "Phobos wird zerbrechen."),
        ("de", "Der Mars hat zwei große Monde."),
        ("de", "Asaph Hall entdeckte beide im August 1879."),
        ("fr", "Les virus sont des êtres vivants."),
        ("fr", "Isaac Newton a découvert les deux lunes de Mars en août 1877."),
        ("es", "Los virus son seres vivos."),
        ("ru", "Вирусы являются живыми существами."),
        ("zh", "病毒是生物。"),
        ("zh", "1879年8月,阿萨夫·霍尔在华盛顿发现了火星的两颗卫星。"),
        ("ja", "ウイルスは生物である。"),
        ("ar", "الفيروسات كائنات حية."),
    ],
)
def test_a_changed_one_does_not(language: str, said: str) -> None:
    assert not passes(said, SOURCES[language], language=language)
