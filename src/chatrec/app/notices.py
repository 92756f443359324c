"""What a person is told when a language model could not help: one sentence a trouble, in both languages."""

from collections.abc import Mapping

from chatrec.core.query import Locale
from chatrec.core.trouble import Trouble

NOTICES: Mapping[Trouble, Mapping[Locale, str]] = {
    Trouble.SLOW: {
        "en": "The language model took too long; the recommender answered by itself.",
        "zh": "语言模型响应太慢，由推荐器独立作答。",
    },
    Trouble.DOWN: {
        "en": "The language model could not be reached; the recommender answered by itself.",
        "zh": "无法连接语言模型，由推荐器独立作答。",
    },
    Trouble.LIMITED: {
        "en": "The language model is asked too often at the moment; the recommender answered by itself.",
        "zh": "语言模型目前请求过多，由推荐器独立作答。",
    },
    Trouble.REFUSED: {
        "en": "The language model refused the request; whoever runs this finds out why with `chatrec doctor`.",
        "zh": "语言模型拒绝了请求；运营者可用 `chatrec doctor` 查明原因。",
    },
    Trouble.GARBLED: {
        "en": "What the language model answered could not be read; the recommender answered by itself.",
        "zh": "语言模型的回答无法解析，由推荐器独立作答。",
    },
    Trouble.BUSY: {
        "en": "The language model is busy with other requests; the recommender answered by itself.",
        "zh": "语言模型正忙于其他请求，由推荐器独立作答。",
    },
    Trouble.RESTING: {
        "en": "The language model failed several times and is left alone for a while.",
        "zh": "语言模型多次失败，暂时停用。",
    },
    Trouble.OVER_BUDGET: {
        "en": "The language model has used up what it may take today; it is asked again tomorrow.",
        "zh": "语言模型今日额度已用完，明天恢复。",
    },
    Trouble.WITHHELD: {
        "en": "Nothing may leave this machine, so the language model is not asked.",
        "zh": "数据不得离开本机，因此未使用语言模型。",
    },
    Trouble.FAILED: {
        "en": "The language model failed; the recommender answered by itself.",
        "zh": "语言模型出错，由推荐器独立作答。",
    },
}


def notice(trouble: Trouble | None, locale: Locale) -> str:
    """The sentence, "" where nothing is wrong."""
    return NOTICES[trouble][locale] if trouble else ""


__all__ = ["NOTICES", "notice"]
