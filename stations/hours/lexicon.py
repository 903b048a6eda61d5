"""The words of Chinese opening notices: what each looks like and what kind of thing it is."""

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Kind = Literal[
    "harmless", "defer", "clean", "host", "note", "break", "all_day", "span", "until", "months", "season", "rest",
    "days", "resting", "festival", "keep", "except", "exclude", "off", "part", "free", "place", "cut", "gap",
    "noise", "strange",
]  # fmt: skip


class Token(NamedTuple):
    """Hold a piece of a notice and the kind of thing it is."""

    kind: Kind
    text: str
    match: re.Match[str]


TO = r"\s*(?:-|至|到)\s*"
OPENED = r"开放|营业|对外|运营|服务(?!热线|电话|专线|咨询)|无休|不打烊|不间断|不休|可用|上班|办公"
_PART = r"午间|上午|早上|早晨|清晨|凌晨|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|夜里|夜晚|早|晚"
_HOURS = r"(?:营业|工作|办公|上班|经营|开放|服务)(?:时间|时段|期间)"
_HOLIDAYS = r"(?:国家|国定|公共|法定)*(?:节假日|节日|假日|假期|公众假期|公假)"
_WEEK = r"(?:周|星期|礼拜)"
_DAY = rf"(?:[每逢]?{_WEEK}(?:[一二三四五六日天末]|[1-7](?![\d:点时天])))"


def _time(name: str, part: str = rf"(?:{_PART})?") -> str:
    """Return the pattern of a clock time whose groups carry a name."""
    return (
        rf"(?P<{name}_part>{part})\s*(?P<{name}_hour>\d{{1,2}})(?![\d月日号])"
        rf"(?:(?P<{name}_unit>[:.点时])(?:(?P<{name}_minute>\d{{2}}(?!\d))分?|(?P<{name}_half>半)|整)?)?"
    )


_BARE_DAY = r"[一二三四五六日天](?![点时月个])"
_ONE_DAY = rf"{_DAY}(?:{TO}(?:{_DAY}|{_BARE_DAY}|[1-7](?![\d:点时月]))|(?:、?{_BARE_DAY})*)"
_MONTH = r"(?P<{0}month>\d{{1,2}})(?:月份?(?:(?P<{0}day>\d{{1,2}})[日号])?){1}"

_PHONE = (
    r"(?:(?:咨询|联系|服务|监督|预约|值班)?(?:电话|热线|手机)(?:号码)?|[Tt][Ee][Ll])\s*:?\s*\d[\d-]{2,20}+(?![:点时])"
)
_NUMBER = r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})(?!\d)"
_PEOPLE = r"户外劳动者|劳动者|环卫工人?|快递员|外卖员|骑手|职工|市民|群众|公众|读者|社会"
_UPKEEP = r"(?:例行|日常|定期|设备|系统|内部)?"
_ENDS = r"(?=[,;。()\n]|\s|$)"

PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    ("harmless", rf"{_PHONE}|{_NUMBER}|通常|一般|(?:面向|服务)?(?:广大)?(?:{_PEOPLE})"),
    (
        "defer",
        r"(?:具体|实际|一切)?(?:开放|营业|服务|工作)?(?:时间)?(?:[请均]?[以按依])[^,;。()]{0,20}?(?:为准|(?:公告|通知|公示)(?:为准)?)",
    ),
    (
        "defer",
        r"(?:时间)?(?:不固定|不定时?|不详|未定|待定|视情况|另行通知|详见)|(?:暂停|临时|暂时)(?:开放|营业|服务|关闭|停业)+|隔[日天周]|单双?周|大小周",
    ),
    (
        "defer",
        rf"{_UPKEEP}(?:检修|维护|维修|保养|盘点)|(?:政治|业务)?学习|例会|暂停|提前|调整|酌情|适当|另行安排|[需须]?(?:提前)?预约|值班",
    ),
    ("clean", rf"{_UPKEEP}(?:清洁|消毒|保洁|清扫|打扫)(?:卫生|时间)?"),
    ("host", rf"[随同与跟按依][^,;。()\d]{{0,12}}?{_HOURS}(?:一致|同步|相同)?|{_HOURS}[段之以]?内"),
    ("note", rf"{_time('entry')}\s*[后起]?(?:停止|截止)(?:入馆|入场|入园|进馆|进入|进场|取号)"),
    ("note", rf"(?:停止|截止|最[晚后])(?:入馆|入场|入园|进馆|进入|进场)(?:时间)?:?\s*{_time('last')}"),
    ("note", r"(?:中午|午间|午休)(?:时间)?(?:照常|不休息?|不打烊|不闭馆|不关门|正常)(?:开放|营业)?|[不无]午休"),
    ("break", r"(?:午休|午间休息|中午休息|中间休息|休息)时间:?|午休|午间休息|中午休息|中间休息"),
    (
        "all_day",
        rf"(?<![非不除])(?:全天候?)?(?:24\s*(?:小时|[hH])|二十四小时|7[x*×]24(?:小时)?|24/7|全天候?)(?:制|全天)?(?=\s|\s*(?:(?:全年|免费)?(?:{OPENED})|自助(?:区|服务)?{_ENDS}|的?[,;。()]|的?\s*$))",
    ),
    (
        "span",
        r"[早朝]\s*(?P<from_word>[一二三四五六七八九十\d]{1,2})\s*晚\s*(?P<to_word>[一二三四五六七八九十\d]{1,2})(?!\s*[:点时\d])",
    ),
    ("span", _time("from", "早上?|早晨") + r"\s*" + _time("to", "晚上?|晚间")),
    ("span", rf"{_time('from')}{TO}(?P<next>次日|翌日|第二天|隔天)?\s*{_time('to')}"),
    ("until", rf"(?P<later>延长|延时|延迟|推迟|延)?(?:开放|营业|闭馆|关门)?(?:时间)?[至到]{_time('until')}"),
    ("months", rf"(?P<one_month>\d{{1,2}})月(?P<one_day>\d{{1,2}})[日号]?{TO}(?P<past_day>\d{{1,2}})[日号]"),
    ("months", _MONTH.format("from_", "?") + TO + r"(?:次年|翌年|来年)?" + _MONTH.format("to_", "")),
    ("months", _MONTH.format("one_", "")),
    ("season", r"(?P<season>[夏冬])(?:季|天|令)?(?:作息|开放|营业)?(?:时间|时)?(?:制)?"),
    ("rest", r"(?:其余|其他|其它|剩余)的?(?:时间|时段|日期|日子|月份|季节|日)?|平日|平时"),
    ("days", r"[每天]天|每日|(?:全年)?365天|全年|常年|年中|全周|每周(?:7|七)天"),
    ("resting", r"双休(?=[,;。()]|\s*$|\s*(?:法定|国家|节假日))"),
    (
        "days",
        rf"(?P<rest>休息日(?!\s*[:为是]?\s*[每逢]?{_WEEK})|非工作日)|(?P<work>(?:法定)?工作日)|(?P<weekend>双休日|双休|周末)|(?P<holidays>{_HOLIDAYS})",
    ),
    ("days", rf"每?个?月的?(?:第(?P<nth>[一二三四])个?|(?P<final>最后一?个?))的?(?P<nth_week>{_DAY})"),
    ("days", rf"(?P<week>{_ONE_DAY}|(?<![\w])一{TO}[五六日天](?![\w点]|\s*[楼层]))"),
    ("festival", r"春节|国庆节?|元旦|五一|劳动节|清明节?|端午节?|中秋节?|除夕|大年|黄金周|长假"),
    ("keep", rf"不休息?|无休|照[常旧]|如常|不打烊|不闭馆|正常(?=开放|营业|上班|办公)|正常{_ENDS}|[也均](?=开放|营业)"),
    ("except", r"(?:期间)?除外|[以之]?外(?=[,;。()]|每|\d|\s|$)"),
    ("exclude", r"不(?:包括|包含|含)|除了?(?=[^,;。()]{1,20}[^,;。()\d外]外)"),
    (
        "off",
        r"闭馆|休馆|闭园|闭店|店休|停业|歇业|公休|关闭|关门|闭门|放假|休息|停止(?:对外)?(?:开放|营业|服务|办公)|不(?:对外)?(?:开放|营业|开门|接待|上班|办公|服务|办理)|不对外|不开|休",
    ),
    ("off", rf"[闭关]{_ENDS}"),
    ("part", _PART),
    ("free", "免费"),
    (
        "place",
        r"自助(?:服务)?[区厅机]?|人工(?:窗口|服务)?|(?:服务|办事|政务|营业|便民)?大厅|(?:服务)?窗口|柜台|(?:爱心|关爱|暖心|暖新|工会|职工)?驿站|站点",
    ),
    ("cut", r"[,;。\n|]"),
    ("gap", r"[\s()\[\]/:+&×*]+|[、和及与含]|以及|包括"),
    (
        "noise",
        rf"{_HOURS}|{OPENED}|时间|时段|期间|每周|每|均|为|的|于|从|有|在|是|都|也|则|遇|逢|仅限?|只限?|全天(?=[闭休关停不])",
    ),
    ("strange", r"\S"),
)

SIMPLIFIED: Final = str.maketrans(
    "點週時閉館營業開間務節雙號禮內準為隨現場無響應國慶進預約關門晝電話線後單學請詢暫對調實際佈臨過鐘鍾勞動熱從總園隔歲馀餘補顧與來動",
    "点周时闭馆营业开间务节双号礼内准为随现场无响应国庆进预约关门昼电话线后单学请询暂对调实际布临过钟钟劳动热从总园隔岁余余补顾与来动",
)
_DASHES = re.compile(r"\s*(?:[-‐‑‒–—―−~〜∼⁓－]\s*)+")
_COLONS = str.maketrans("∶︰﹕ː", "::::")
_DIGITS = {word: n for n, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SPELT_HOUR = re.compile(r"(?<![周期拜])[〇零一二两三四五六七八九十]{1,3}(?=[点时](?!间|段))")
_ALL_HOURS = re.compile(r"(?<![\d.:])24\s*(?:[hH](?:ours|rs)?)(?![A-Za-z])")
_SCANNER = re.compile("|".join(f"(?P<k{n}>{re.sub(r'[?]P<[a-z_]+>', '?:', p)})" for n, (_, p) in enumerate(PATTERNS)))
_COMPILED = tuple(re.compile(pattern) for _, pattern in PATTERNS)


def clean(text: str) -> str:
    """Return a text in one width, one script, one kind of dash and colon, without control characters."""
    wide = unicodedata.normalize("NFKC", text).translate(_COLONS).translate(SIMPLIFIED)
    plain = "".join(" " if unicodedata.category(char)[0] == "C" and char != "\n" else char for char in wide)
    plain = _ALL_HOURS.sub("24小时", plain)
    return _DASHES.sub("-", _SPELT_HOUR.sub(lambda hour: str(number(hour[0])), plain)).strip()


def number(word: str) -> int:
    """Return a number below 100 written in digits or Chinese: `8`, `八`, `十二`, `二十`."""
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def scan(text: str) -> list[Token]:
    """Return the tokens of a cleaned notice, none left out; what no pattern knows is `strange`."""
    tokens: list[Token] = []
    for found in _SCANNER.finditer(text):
        index = int(str(found.lastgroup)[1:])
        match = _COMPILED[index].match(text, found.start())
        if match:
            tokens.append(Token(PATTERNS[index][0], match[0], match))
    return tokens
