"""What the first page asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from sapere.research.define import check_topic
from sapere.research.errors import BadTopic
from sapere.research.shapes import Depth, Level, Order

DEPTHS = [
    (Depth.QUICK, _("Quick: the essentials")),
    (Depth.STANDARD, _("Standard: three levels")),
    (Depth.DEEP, _("Deep: more sources, more branches")),
]
LEVELS = [
    (Level.NEW, _("New to it")),
    (Level.SOME, _("I know some of it")),
    (Level.ADVANCED, _("Advanced")),
]
REACH = [
    ("web", _("The web and my library")),
    ("offline", _("Only what is on this machine")),
]
OFFERED = (
    "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv",
    "th", "tr", "uk", "vi", "zh",
)  # fmt: skip


def languages() -> list[tuple[str, object]]:
    """Languages of sources, each by its own name; the empty one leaves it to the topic."""
    own = [
        (code, LANG_INFO.get(code, LANG_INFO.get(f"{code}-hans", {})).get("name_local", code))
        for code in OFFERED
    ]
    return [("", _("As the topic is written")), *own]


class OrderForm(forms.Form):
    """A topic and how far to go with it. ``order`` is there once the form is valid."""

    topic = forms.CharField(required=False, strip=True)
    depth = forms.ChoiceField(
        choices=DEPTHS, initial=Depth.STANDARD, required=False, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(choices=LEVELS, initial=Level.NEW, required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=languages, required=False)
    reach = forms.ChoiceField(choices=REACH, initial="web", required=False, widget=forms.RadioSelect)

    advice = ""

    def clean_topic(self) -> str:
        try:
            return check_topic(self.data.get("topic", ""))
        except BadTopic as error:
            self.advice = error.advice
            raise forms.ValidationError(error.what) from error

    @property
    def order(self) -> Order:
        said: dict[str, Any] = self.cleaned_data
        return Order(
            topic=said["topic"],
            depth=Depth(said["depth"] or Depth.STANDARD),
            level=Level(said["level"] or Level.NEW),
            language=said["language"],
            offline=said["reach"] == "offline",
        )
