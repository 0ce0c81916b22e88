"""The closed lists of words with which a tutor's model may ask and point before the learner has tried, per language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sapere.kit.language import primary
from sapere.kit.stop_words import stop_words

# Little words that could be an answer of their own.
_LITTLE: Mapping[str, str] = MappingProxyType(
    {
        "en": """above below up down over under before after both all every more fewer most same either neither
            none once never always often off out""",
        "de": """alle aller allem allen jeder jede jedes kein keine mehr vor nach über unter immer nichts hinter""",
        "fr": """avant après sous sur tous tout toutes toute plus moins jamais contre depuis pendant""",
        "es": """antes después bajo sobre todo toda todos todas más menos desde hasta contra""",
        "ar": """قبل بعد كل بعض بين""",
    }
)  # fmt: skip
# Little words that are numbers too.
_NUMBERS: Mapping[str, str] = MappingProxyType(
    {"en": "one", "fr": "un une", "es": "un uno una", "de": "ein eine einen"}
)
# Little words beside the stop words.
_MORE: Mapping[str, str] = MappingProxyType(
    {
        "ar": """هل ماذا لماذا كيف متى أين كم مما عما فيما بما قد اللذان اللذين اللتان عندما لدى لديك عندك لك عنه
            عنها عنهم منهم إليه إليها إليك لهذا بهذا هنا هناك مثل أيضا معه معها معهم معك لهم عليهم عليك منك
            حوله حولها بينهم بينها بينهما هذان هاتان أولئك التي لأن لأنه لأنها كي لكي إنه إنها أنه أنها""",
        "zh": """请 你 您 你们 我们 我 他 她 它 他们 它们 自己 的 地 得 了 着 过 是 在 有 没有 和 与 跟 或 或者
            还是 还 也 都 就 才 又 再 再次 很 不 不是 没 吗 呢 吧 啊 呀 把 被 给 让 使 由 从 到 来 去 对
            对于 关于 为 为了 因为 所以 如果 那么 但 但是 而 而且 并 并且 会 能 能够 可以 可能 也许 应该 需要 要
            想 这 这个 这些 这样 那 那个 那些 那样 这里 那里 哪 哪个 哪些 哪里 哪儿 哪一 谁 什么 什么样 为什么 怎么
            怎样 怎么样 如何 多少 多久 多大 何时 何处 什么时候 时候 几 几个 某 某个 个 有没有 是不是 能否 是否 其中
            一下 时 上 下 中 里 其他""",
    }
)  # fmt: skip
# What a tutor asks with and sends to: a learner's doing, and parts of a text.
_ASKING: Mapping[str, str] = MappingProxyType(
    {
        "en": """ask look read find see notice think consider guess suppose believe imagine expect wonder
            remember recall recognise recognize know understand explain describe tell say said mention mean
            compare relate connect suggest hint help try check search decide need want come go seem answer
            question source text passage sentence paragraph section part page heading chapter title idea
            thought clue example reason difference similarity relation meaning topic subject step way
            closely carefully again together exactly maybe perhaps instead already usually normally else
            like such something somebody someone somewhere anything yourself""",
        "de": """frage fragen schau schauen sieh sehen siehst lies lesen finde finden findest suche suchen denke
            denken denkst glaubst meinst überlege vermutest erwartest erinnere erinnerst weißt wissen kennst
            verstehen erkläre erklären beschreibt sagt sagen steht stehen nennt erwähnt bedeutet bedeuten
            vergleiche hilft helfen versuche braucht quelle text textstelle stelle satz absatz abschnitt
            teil seite überschrift kapitel titel idee gedanke hinweis beispiel grund unterschied
            zusammenhang bedeutung thema schritt weise vielleicht genau jemand etwas irgendwo dabei davon
            dazu darin darüber dafür""",
        "fr": """demande regarde regarder lis lire trouve trouver trouves vois voir cherche chercher pense penser
            penses crois croire imagine attends souviens sais savoir connais comprends explique expliquer
            décrit décrire dit dire parle parler mentionne signifie compare comparer aide aider essaie faut
            question réponse source texte passage phrase paragraphe section partie page titre chapitre idée
            indice exemple raison différence rapport lien sens sujet étape façon manière peut-être quelqu
            quelque précisément""",
        "es": """pregunta mira mirar lee leer encuentra encontrar encuentras ves ver busca buscar piensa piensas
            pensar crees creer imagina esperas recuerda recuerdas sabes saber conoces entiendes explica
            explicar describe dice decir habla hablar menciona significa compara comparar ayuda intenta
            respuesta fuente texto pasaje frase oración párrafo sección parte página título capítulo idea
            pista ejemplo razón diferencia relación sentido significado tema paso manera modo quizá alguien""",
        "ar": """اسأل انظر تنظر اقرأ تقرأ ابحث تبحث لاحظ تلاحظ فكر تفكر قارن تقارن تذكر تتذكر تعرف تعلم تظن تعتقد
            ترى تتوقع تفهم تجد يجد وجدت يذكر ذكر ذكرت يرد ورد ترد يقول قال تقول يتحدث تتحدث الحديث يصف تصف
            يشرح تشرح يعني تعني يدل تدل يتصل تتصل يتعلق تتعلق يساعد يساعدك يحتاج يمكن يمكنك تستطيع يجب يوجد
            توجد سؤال جواب مصدر مصادر نص نصوص فقرة جملة قسم جزء صفحة عنوان فصل فكرة رأيك دليل إشارة مثال سبب
            فرق علاقة صلة معنى سياق موضوع خطوة طريقة ربما شيء""",
        "zh": """问 看 看看 看到 看出 读 读到 找 找到 找出 想想 想到 想一想 认为 觉得 猜 猜猜 记得 回忆 知道 了解 理解
            注意 注意到 说 说明 说到 说过 提到 提及 写 写到 讲 讲到 描述 解释 表示 表明 意味着 比较 相比 对比 联系
            相关 有关 无关 帮助 试试 试着 思考 考虑 问题 答案 回答 资料 来源 文章 文中 原文 文本 段落 段 一段 句子
            一句 句 一句话 句话 话 部分 章节 节 一节 页 标题 题目 想法 线索 提示 例子 原因 理由 区别 不同 相同 相似
            关系 意思 含义 主题 步骤 方法 方式 合适""",
    }
)  # fmt: skip
# What is asked for: kinds of thing, and the plainest verbs.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "en": """pick choose define name call put use used give given take taken make made happen change matter
            depend belong follow lead point show list listed write written stand stood word term place spot
            line cause effect result purpose role kind type sort thing fact detail definition description
            explanation context time moment date year number amount quantity size unit person people event
            process rule condition case situation order table figure picture property feature main similar
            different certain particular exact possible likely become turn move grow contain hold consist
            form create produce build measure count observe study behave treat react work join carry bring
            help allow mark colour color shape weight height length depth distance speed strength
            temperature direction position surface material substance structure state behaviour origin
            instrument device tool object body group period duration age value pattern system movement
            quality everyday life experience""",
        "de": """gibt geben macht machen passiert geschieht hängt gehört wort begriff ort ursache wirkung folge
            ergebnis zweck rolle art sorte ding sache tatsache zeit zeitpunkt datum jahr zahl menge größe
            einheit mensch person leute ereignis vorgang regel bedingung fall lage reihenfolge tabelle bild
            eigenschaft ähnlich verschieden bestimmt möglich werden wachsen enthalten enthält bestehen
            besteht messen messt beobachten verhält farbe form gewicht höhe länge tiefe entfernung
            geschwindigkeit stärke temperatur richtung oberfläche stoff material aufbau zustand herkunft
            gerät werkzeug gegenstand körper gruppe dauer alter wert bewegung veränderung eigenschaften""",
        "fr": """donne donner prend fait faire sert arrive change dépend appartient mot terme endroit lieu ligne
            cause effet résultat but rôle genre sorte type chose détail définition temps moment date année
            nombre quantité taille unité personne gens événement règle condition cas situation ordre tableau
            figure image propriété semblable différent précis possible devenir contient contenir mesurer
            observer couleur forme poids hauteur longueur profondeur distance vitesse force température
            direction position surface matière matériau structure état origine instrument outil appareil
            objet corps groupe durée âge valeur mouvement changement""",
        "es": """da dar toma hace hacer sirve ocurre cambia depende pertenece palabra término lugar línea causa
            efecto resultado propósito papel clase tipo cosa hecho detalle definición tiempo momento fecha
            año número cantidad tamaño unidad persona gente evento regla condición caso situación orden
            tabla figura imagen propiedad parecido diferente preciso posible llegar contiene contener medir
            observar color forma peso altura longitud profundidad distancia velocidad fuerza temperatura
            dirección posición superficie materia material estructura estado origen instrumento herramienta
            aparato objeto cuerpo grupo duración edad valor movimiento cambio""",
        "ar": """يعطي يحدث كلمة عبارة مصطلح مكان موضع سطر أثر نتيجة غرض هدف دور نوع أمر حقيقة تعريف وصف شرح وقت
            زمن مدة لحظة تاريخ سنة عام رقم عدد كمية مقدار حجم وحدة شخص أشخاص ناس أحد حدث قاعدة شرط حالة
            ترتيب جدول صورة صفة خاصية شبيه مختلف معين محدد ممكن يصبح يحوي يحتوي يتكون يقيس نقيس يراقب لون
            شكل وزن ارتفاع طول عمق مسافة سرعة قوة درجة حرارة اتجاه موقع سطح مادة تركيب بنية أصل أداة جهاز
            آلة جسم مجموعة قيمة حركة دوران تغير ينظر نظر رأى""",
        "zh": """表达 属于 用 用来 使用 发生 出现 变化 取决于 词 词语 词表 一词 字 概念 地方 位置 结果 影响 目的 作用
            角色 种类 类型 种 类 东西 事物 事情 事实 细节 差别 定义 时间 时刻 日期 年份 年 数字 数量 大小 单位 人
            人物 个人 名字 名称 事件 过程 规则 条件 情况 顺序 表格 图 特点 性质 具体 准确 样子 变成 包含 含有 组成
            测量 观察 颜色 形状 重量 高度 长度 深度 距离 速度 强度 温度 方向 表面 材料 物质 结构 状态 来历 仪器 工具
            设备 物体 群体 年龄 价值 运动 看起来 某种""",
    }
)  # fmt: skip


@cache
def little_words(language: str) -> frozenset[str]:
    """Articles, pronouns, prepositions and the like, which alone answer nothing."""
    code = primary(language)
    return (stop_words(code) | _of(_MORE, code)) - _of(_LITTLE, code) - _of(_NUMBERS, code)


@cache
def little_numbers(language: str) -> frozenset[str]:
    """Those that are numbers too."""
    return _of(_NUMBERS, primary(language))


@cache
def asking_words(language: str) -> frozenset[str]:
    """No answers, unless a likely sentence says them."""
    return _of(_ASKING, primary(language)) | _of(_LITTLE, primary(language))


@cache
def kinds_of_thing(language: str) -> frozenset[str]:
    """No answers, unless anything says them that was found."""
    return _of(_KINDS, primary(language))


def _of(lists: Mapping[str, str], language: str) -> frozenset[str]:
    return frozenset(lists.get(language, "").split())
