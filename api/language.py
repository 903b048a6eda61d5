"""Which of our two languages a caller reads."""

from stations.language import Lang

TAG_OF: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}


def preferred(accept_language: str | None) -> Lang:
    """Return the language that an `Accept-Language` header (RFC 9110, 12.5.4) weighs higher.

    Of equal weights the one named first counts; Chinese, where neither is named.
    """
    best: Lang = "zh"
    best_weight = 0.0
    for part in (accept_language or "").split(","):
        tag, _, options = part.partition(";")
        language = _language(tag)
        if language and _weight(options) > best_weight:
            best, best_weight = language, _weight(options)
    return best


def _language(tag: str) -> Lang | None:
    primary = tag.strip().lower().partition("-")[0]
    if primary in {"zh", "*"}:
        return "zh"
    return "en" if primary == "en" else None


def _weight(options: str) -> float:
    name, _, value = options.strip().partition("=")
    if not options.strip():
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
