"""Which sentences need the sentence before them to be understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# The first words that point back, per language. A phrase stands for all that begins with it as whole words.
_OPENERS: Mapping[str, str] = MappingProxyType(
    {
        "en": """
            first|firstly|here's|here are|here is|this|these|those|that is|that's|that was|that means|that makes|that would|that way|that said
            he|she|it|they|him|his|her|hers|its|it's|it'll|they're|their|theirs|them|himself|herself|itself
            such|however|therefore|thus|hence|consequently|moreover|furthermore|also|additionally|in addition
            nevertheless|nonetheless|otherwise|instead|instead of this|for example|for instance|e.g|i.e|then|but|and
            or|so|yet|nor|besides|meanwhile|similarly|likewise|conversely|in contrast|by contrast|in comparison
            on the other hand|on the one hand|on the contrary|in other words|as a result|as a consequence|in turn
            accordingly|alternatively|finally|lastly|second|secondly|third|thirdly|fourth|next|afterwards|afterward
            again|still|indeed|in fact|in particular|specifically|more specifically|in general|overall|thereby
            thereafter|there|here|hereby
            the former|the latter|the specified|the given|the following|the same|the above|the previous|the preceding|the next|the other|the others
            the second|the third|the first one|the last|the two|the three|the rest|the remaining
            all other|all others|most other|many other|some other|any other|no other|every other|several other|various other
            another|other|others|both|neither|either|one such|one of them|some of them
            some of these|all of these|all of them|each of these|each of them|many of these|most of these|none of these
            one of these|any of these|two of these|part of this|because of this|because of that|due to this
            as such|as an example|as another example|as mentioned|as noted|as above|as before|as we|as described|as shown|as discussed|as explained
            as you|as seen|as said|as stated|like this|like that|if so|if not|even so|even then|even though this
            which|whereas|where|whose|to this end|to do so|to do this|to do that|doing so|doing this|when doing so|when so|by so doing|at this|at that
            in this|in that|in these|in those|in such|in both|in each case|in either case|in any case|in all cases
            in this case|in doing so|in so doing|for this|for these|for that|for those|for such|for both
            by this|by that|by doing|by then|with this|with that|with these|with those|with such|from this|from these
            from that|of this|of these|of those|on this|on that|on these|on those|under this|under these|under such
            to this|to these|to that|after this|after that|before this|before that|since this|since then|until then
            during this|during that|during these|through this|through these|via this|without this|without these
            among these|among those|among them|despite this|beyond this|along with this|since these|when this
            when these|when that|while this|while these|although this|although these|if this|if these|because these
            because this|unlike this|once this|once these|until this|note that this|note that these|note that it
            note also|note how|notice|similar to this|except this|only then|only this|that same|those same|same
            at the same time|at that time|at the time|as this|as these|as it|as they|if it|if they|if he|if she
            when it|when they|when he|when she|while it|while they|while he|while she|because it|because they
            because he|because she|since it|since they|although it|although they|although he|although she|once it
            once they|until it|until they|after it|after they|before it|before they|to it|to them|in it|in them
            of it|of them|on it|for it|for them|with it|with them|without it|without them|from it|from them
            by it|by them|unlike it|despite its|with its|with his|with her|with their|in his|in her|in their
            during his|during her|during their|for his|for her|for their|after his|after her|after their|at his
            at her|at their|despite his|despite her|despite their|through his|through her|through their|even if it
            even if they|even this|even these|even it|not only that|worse|better still|better yet|more importantly
            most importantly|similarly to this|equally|unfortunately|fortunately|interestingly|surprisingly|of course
            naturally|obviously|clearly|actually|basically|essentially|in short|in summary|in conclusion|to summarize
            to conclude|to sum up|in brief|for now|at this point|later|earlier|soon|subsequently|eventually|initially
            previously|further|too|maybe|perhaps|well|now|okay|ok|yes|no|sure|right|anyway|after all|above all
            at first|at last|at least|that being|what this|what that|what it|how this|why this|the example
            the examples|the following|the code|the output|the result|the results|the resulting|the reason|the reasons
            the effect is|the problem is|the difference is|the idea is|the trick is|the goal is|the point is
            the answer is|the solution is|the only difference|the only exception|the exception is|the exceptions are
            return|returns|raise|raises|same as|see|refer to|compare|recall|consider|let|let's|let us|suppose|remember
        """,
        "de": """
            dies|diese|dieser|dieses|diesen|diesem|er|sie|es|sein|seine|seiner|ihr|ihre
            ihrer|ihren|jener|jene|jenes|solche|solcher|solches|jedoch|allerdings|deshalb|daher|darum|somit|dadurch
            damit|dabei|dafür|dagegen|danach|davon|dazu|daran|darauf|daraus|darin|hierbei|hierdurch|hierfür|hierzu|hier
            dort|dann|aber|und|oder|auch|außerdem|zudem|ferner|ebenso|zum beispiel|beispielsweise|z.b|z|so|also
            trotzdem|dennoch|sonst|stattdessen|andererseits|einerseits|im gegensatz dazu|letztere|erstere|ersterer
            letzterer|beide|beiden|in diesem|in dieser|in diesen|mit diesem|mit dieser|aus diesem|bei diesem|bei dieser
            für diese|für diesen|zu diesem|zu dieser|nach diesem|nach dieser|auf diese|auf diesem|wegen dieser
            später|schließlich|zuletzt|danach|seitdem|inzwischen|insbesondere|folglich|demnach|infolgedessen
            dessen|deren|der folgende|die folgende|das folgende|die folgenden|im folgenden|weitere|andere|ein anderer
        """,
        "fr": """
            ce|cet|cette|ces|ceci|cela|ça|c'est|c’est|celui-ci|celle-ci|ceux-ci|celles-ci|celui|celle|ceux|celles|il
            ils|elle|elles|son|sa|ses|leur|leurs|cependant|toutefois|pourtant|donc|ainsi|aussi|alors|ensuite|puis|mais
            et|ou|or|par exemple|de plus|en outre|en effet|par conséquent|en conséquence|néanmoins|sinon|au contraire
            en revanche|d'autre part|d’autre part|de même|également|enfin|dans ce|dans cette|dans ces|à cette|à ce
            pour cela|pour ce|pour cette|avec ce|avec cette|de ce|de cette|de ces|après cela|tel|telle|tels|telles
            les deux|ce dernier|cette dernière|ces derniers|ces dernières|le premier|le second|ici|là|voici|voilà|plus tard
            autrement dit|c'était|c’était|d'autres|d’autres|un autre|une autre|le suivant|la suivante|les suivants
        """,
        "es": """
            este|esta|estos|estas|esto|ese|esa|esos|esas|eso|aquel|aquella|aquello|él|ella|ellos|ellas|su|sus
            sin embargo|no obstante|por lo tanto|por tanto|por ello|por eso|así|además|también|entonces|luego|pero|y|o|e
            por ejemplo|en cambio|por otro lado|por otra parte|asimismo|igualmente|de este|de esta|de estos|en este
            en esta|en estos|en estas|en ese|en esa|con este|con esta|con esto|para esto|para ello|a este|a esta|tal
            tales|dicho|dicha|dichos|dichas|ambos|ambas|el primero|el segundo|este último|esta última|aquí|allí|después
            finalmente|posteriormente|en consecuencia|es decir|o sea|otro|otra|otros|otras|lo anterior|el siguiente
            la siguiente|los siguientes|las siguientes|cuyo|cuya|la misma|el mismo
        """,
        "it": """
            questo|questa|questi|queste|ciò|quello|quella|quelli|quelle|egli|ella|lui|lei|essi|esse|esso|essa|loro|suo
            sua|suoi|sue|tuttavia|però|quindi|perciò|pertanto|inoltre|anche|allora|poi|ma|e|o|ed|ad esempio|per esempio
            invece|d'altra parte|d’altra parte|in questo|in questa|in questi|in tal|con questo|con questa|per questo
            a questo|a questa|di questo|di questa|tale|tali|entrambi|entrambe|il primo|il secondo|quest'ultimo
            quest’ultimo|qui|lì|dopo|infine|successivamente|di conseguenza|cioè|ossia|altri|altre|un altro|un'altra
            il seguente|la seguente|i seguenti|le seguenti|così|infatti|dunque
        """,
        "pt": """
            este|esta|estes|estas|isto|esse|essa|esses|essas|isso|aquele|aquela|aquilo|ele|ela|eles|elas|seu|sua|seus
            suas|no entanto|contudo|porém|todavia|portanto|por isso|assim|além disso|também|então|depois|mas|e|ou
            por exemplo|por outro lado|da mesma forma|neste|nesta|nestes|nestas|nesse|nessa|nesses|nessas|deste|desta|desse
            dessa|com isso|com este|com esta|para isso|tal|tais|ambos|ambas|o primeiro|o segundo|este último|aqui|ali
            finalmente|posteriormente|consequentemente|ou seja|outro|outra|outros|outras|o seguinte|a seguinte
        """,
        "ru": """
            это|этот|эта|эти|этого|этой|этих|этому|этим|он|она|оно|они|его|её|ее|их|ему|ей|им|такой|такая|такое|такие
            однако|поэтому|таким образом|следовательно|кроме того|также|тоже|затем|потом|но|и|а|или|например
            тем не менее|зато|иначе|вместо этого|с другой стороны|аналогично|в этом|в этой|в этих|на этом|на этой|для этого
            для этой|при этом|при этой|после этого|до этого|с этим|с этой|из этого|из этих|по этой|по этому|к этому
            последний|последняя|последние|оба|обе|здесь|там|тогда|далее|наконец|впоследствии|позже|итак|то есть|тот
            та|те|то|тем самым|благодаря этому|следующий|следующая|следующие|остальные|другой|другая|другие
        """,
        "ar": """
            هذا|هذه|هؤلاء|ذلك|تلك|هو|هي|هم|هما|كما|لكن|ولكن|لذلك|ولذلك|وهذا|وهذه|وذلك|وتلك|وهو|وهي|وهم|ثم|أيضا|أيضًا|إلا أن
            بالإضافة إلى ذلك|ومع ذلك|مع ذلك|على سبيل المثال|فمثلا|مثلا|كذلك|وكذلك|وقد|فقد|إذن|وبالتالي|بالتالي|حيث|وكان|وكانت
            كان هذا|وأيضا|بينما|هنا|هناك|وفي هذا|في هذا|في هذه|وبعد ذلك|بعد ذلك
        """,
    }
)
# Languages written without spaces: compared as plain beginnings.
_STARTS: Mapping[str, str] = MappingProxyType(
    {
        "zh": """
            这 這 此 该 該 其 他 她 它 那 但 然而 不过 不過 因此 所以 于是 於是 另外 同时 同時 而 并且 並且 例如 比如 也 还 還
            后来 後來 之后 之後 随后 隨後 接着 最后 最後 以上 上述 下列 以下 前者 后者 後者 两者 兩者 由此 由于此 為此 为此 对此 如此
            本次 后期 後期 期间 期間 否则 反之 相反 同样 至此 在此 与此 與此
        """,
        "ja": """
            これ この その それ そこ ここ こう そう しかし だが ただし したがって また さらに なお なぜなら 例えば たとえば つまり
            すなわち 一方 他方 そして ところが だから 彼 同 以上 以下 前者 後者 両者 次に 最後に あの あれ ゆえに よって 同様に 逆に
            特に
        """,
        "th": "นี้ นั้น เขา เธอ มัน แต่ และ ดังนั้น นอกจากนี้ อย่างไรก็ตาม เช่น",
    }
)
# Arabic writes "and" onto the next word; these begin with the letter themselves.
_WITH_WAW = (
    "واشنطن", "وزار", "وزير", "وحد", "ولاي", "وسائل", "وسط", "وفا", "وثي", "ولد", "وجه", "ورق", "وطن", "وكال", "واجه", "وصل", "وقع", "وضع", "وقف", "وصف",
)  # fmt: skip
_LEADING = "\"'“”‘’«»„‚([{*_—–-… \t\n"
# A demonstrative points out of its sentence unless the thing was named in it before:
# "return this value" does, "a function is called whenever this function's name" does not.
_POINTING_EN = re.compile(
    r"\b(?:this|these|those)\s+(?!is\b|are\b|was\b|were\b|who\b|that\b|which\b|with\b|of\b|in\b|from\b|to\b|for\b|day|"
    r"year|week|month|century|can\b|may\b|will\b|does\b|has\b|means?\b|makes?\b|allows?\b|by\b|as\b|on\b|being\b|world)"
    r"(?:\w+\s+)?([a-z]{3,})",
    re.IGNORECASE,
)
_CONNECTED_EN = re.compile(
    r"^\S+(?:\s+\S+){0,4}?,?\s+(?:however|therefore|thus|too|also|then|instead|moreover|for example|for instance)\b[,.]",
    re.IGNORECASE,
)
# A day or year counted from one that was named before.
_COUNTED_EN = re.compile(
    r"\b(?:(?:later |earlier )?that (?:same )?(?:day|night|morning|evening|week|month|year|season|time|moment|point)"
    r"|the (?:next|following|previous|same|preceding) (?:day|night|morning|evening|week|month|year|season)"
    r"|(?:a|one|two|three|four|five|several|some|\d+) (?:hours?|days?|weeks?|months?|years?) (?:later|earlier))\b",
    re.IGNORECASE,
)
_THEN_EN = re.compile(
    r"^[^,.;:]{3,80}\b(?:is|are|was|were|be|will|can|must|may) (?:then|also|therefore|thus|now)\b",
    re.IGNORECASE,
)
_PRONOUN_EN = re.compile(
    r"^(?:in|on|at|by|from|since|after|before|during|until|for|with|under|as of|between)\b.{1,60}?[, ]+(?:he|she|they)\b|"
    r"^(?:(?:in|on|at|by|from|since|after|before|during|until|as|when|while|if|although|though|because|once|where|"
    r"according|despite|following)\b[^,]{0,60},\s+)(?:he|she|they|it|his|her|their|its|this|these|those|the latter|"
    r"the former)\b(?!\s+(?:is|was)\s+(?:possible|necessary|important|useful|common|best|recommended|easy|hard|often|"
    r"clear|known)\b)",
    re.IGNORECASE,
)
# "The function returns …": a thing named only by its kind is the one spoken of before.
_BARE_KIND_EN = re.compile(
    r"^the\s+(?:returned|resulting|given|aforementioned|respective|corresponding|said)\b|"
    r"^the\s+(?:(?:first|second|third|last|default|new|returned|optional|given|current|same)\s+)?"
    r"(?:function|method|argument|arguments|parameter|parameters|option|options|attribute|value|values|result|output|"
    r"object|example|examples|code|program|script|call|exception|error|string|list|module|class|command|file|sequence|"
    r"item|items|element|process|article|author|authors|study|paper|film|book|song|album|series|episode|event|company|"
    r"team|group|game|case|table|figure|list|name|type|number|rule|rules|statement|expression|keyword|syntax|"
    r"operation|effect|behavior|behaviour|change|changes|feature|approach|technique|problem|mechanism|difference|"
    r"reason|purpose|idea|answer|solution|event|plan|report|act|bill|match|season|show|trial|court|victim|suspect|"
    r"protest|protests|storm|attack|shooting|fire|crash|ship|plane|aircraft|vehicle|disease|virus|outbreak)\s+"
    r"(?:is|are|was|were|has|have|had|returns?|takes?|can|could|will|would|must|should|may|might|does|do|did|also|then|"
    r"itself|here|above|below|accepts?|raises?|becomes?|became|received|won|began|started|ended|shows?|makes?|uses?|"
    r"contains?|consists?|specifies|defaults?|applies|always|never|still|only|not|just|itself|being|\w{2,}s)\b",
    re.IGNORECASE,
)


_STANDING = re.compile(  # these openers, followed so, do not point back
    r"there (?:is|are|was|were|exists?|can|may|will|has|have)\b|either (?:an?|the)\b|es (?:gibt|ist möglich)\b|no (?!other\b|such\b|,)",
    re.IGNORECASE,
)
_OPENING_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST_OPENER = 4


@cache
def _starts(language: str) -> tuple[str, ...]:
    return tuple(_STARTS.get(language, "").split())


@cache
def _phrases(language: str) -> frozenset[str]:
    lines = _OPENERS.get(language, "").split("\n")
    return frozenset(phrase.strip() for line in lines for phrase in line.split("|") if phrase.strip())


def _opens_with_phrase(bare: str, language: str) -> bool:
    phrases = _phrases(language)
    if not phrases:
        return False
    first = [
        word.casefold().replace("’", "'") for word in _OPENING_WORDS.findall(bare[:60])[:_LONGEST_OPENER]
    ]
    joined = (" ".join(first[:count]) for count in range(1, len(first) + 1))
    return any(phrase in phrases for phrase in joined) and not _STANDING.match(bare)


def leans(text: str, language: str) -> bool:
    """Whether a sentence points back at what stood before it.

    For languages without a list only the neutral rule holds: a sentence that opens with a lower-case letter
    or with a mark of continuation hangs on another.
    """
    bare = text.lstrip(_LEADING)
    if text.startswith(("(", "[", "（")) and text.rstrip(".。").endswith((")", "]", "）")):
        return True
    if not bare or bare[0].islower() or bare[0] in ",;:.)]}/&":
        return True
    if bare.startswith(_starts(language)):
        return True
    if language == "ar" and bare[0] == "و" and not bare.startswith(_WITH_WAW):
        return True
    return _opens_with_phrase(bare, language) or (language == "en" and _leans_later(bare))


def _leans_later(bare: str) -> bool:
    return any(p.match(bare) for p in (_CONNECTED_EN, _THEN_EN, _PRONOUN_EN, _BARE_KIND_EN)) or _points_out(
        bare
    )


def _points_out(bare: str) -> bool:
    if _COUNTED_EN.search(bare):
        return True
    for found in _POINTING_EN.finditer(bare):
        noun = found[1].lower()
        if noun[: max(4, len(noun) - 3)] not in bare[: found.start()].lower():
            return True
    return False
