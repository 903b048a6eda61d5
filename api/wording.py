"""What is wrong with a parameter, in both languages."""

from collections.abc import Mapping
from typing import Any

from stations.language import Text

NAME_LENGTH = 40  # of a parameter that we do not know, as far as it is repeated

_NUMBER = Text("{name} 必须是数字。", "{name} must be a number.")
_WHOLE = Text("{name} 必须是整数。", "{name} must be a whole number.")
_INSTANT = Text(
    "{name} 必须是带时区的时刻，例如 2026-01-01T00:00:00Z；网址中的 + 须写作 %2B。",
    "{name} must be an instant with its zone, such as 2026-01-01T00:00:00Z; in an address + is written %2B.",
)
_FORM = Text("{name} 的写法不对。", "{name} is not written as it should be.")
_UUID = Text("{name} 应为 UUID。", "{name} must be a UUID.")
_OBJECT = Text("请求内容应为 JSON 对象。", "The body must be a JSON object.")

SENTENCES: Mapping[str, Text] = {
    "missing": Text("缺少参数 {name}。", "The parameter {name} is missing."),
    "float_parsing": _NUMBER,
    "finite_number": Text(
        "{name} 必须是有限的数字，不能是 NaN 或无穷大。", "{name} must be a finite number, neither NaN nor infinite."
    ),
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "greater_than": Text("{name} 必须大于 {gt}。", "{name} must be more than {gt}."),
    "greater_than_equal": Text("{name} 不能小于 {ge}。", "{name} must be at least {ge}."),
    "less_than_equal": Text("{name} 不能大于 {le}。", "{name} must be at most {le}."),
    "literal_error": Text("{name} 只能是：{expected}。", "{name} must be one of: {expected}."),
    "unknown_code": Text(
        "{name} 中没有这个代码；可用的代码见 /v1/codes 的 {vocabulary}。",
        "{name} has no such code; those there are stand under {vocabulary} in /v1/codes.",
    ),
    "string_type": Text("{name} 必须是文字。", "{name} must be text."),
    "string_unicode": Text("{name} 含有无效字符。", "{name} holds characters that are none."),
    "string_too_short": Text("{name} 不能为空。", "{name} must not be empty."),
    "string_too_long": Text("{name} 最多 {max_length} 个字符。", "{name} may have at most {max_length} characters."),
    "string_pattern_mismatch": _FORM,
    "control_character": Text("{name} 含有控制字符。", "{name} holds control characters."),
    "too_long": Text("{name} 最多可写 {max_length} 次。", "{name} may be given at most {max_length} times."),
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_object_invalid": _INSTANT,
    "timezone_aware": _INSTANT,
    "uuid_parsing": _UUID,
    "uuid_type": _UUID,
    "json_invalid": _OBJECT,
    "model_attributes_type": _OBJECT,
    "extra_forbidden": Text("这里没有 {name} 这一项。", "There is no {name} here."),
    "unknown_parameter": Text(
        "没有名为 {name} 的参数；这里可用：{known}。", "There is no parameter {name}; here there are: {known}."
    ),
    "repeated": Text("{name} 只能给出一次。", "{name} may be given only once."),
}
"""Type of a validation error (Pydantic's, and four of ours) → the sentence, with what the error knows left open."""

OTHERWISE = Text("{name} 无法使用。", "{name} cannot be used as given.")


def name_of(error: Mapping[str, Any]) -> str:
    """Return the parameter that a validation error is about."""
    names = [part for part in error["loc"][1:] if isinstance(part, str)]
    return names[0][:NAME_LENGTH] if names else str(error["loc"][0])


def sentence_of(error: Mapping[str, Any]) -> Text:
    """Return what a validation error says, for a person."""
    words = {"name": name_of(error)} | {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    if "expected" in words:
        words["expected"] = words["expected"].replace(" or ", ", ")
    template = SENTENCES.get(error["type"], OTHERWISE)
    return Text(template.zh.format(**words), template.en.format(**words))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever an error knows
    """Return a bound of 5000.0 as 5000, anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
