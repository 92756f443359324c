"""What would be right where a setting is not, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic_core import ErrorDetails

from chatrec.core.told import Told

_WHOLE = Told("it must be a whole number", "应为整数")
_NUMBER = Told("it must be a number", "应为数字")
_SWITCH = Told("it must be true or false", "应为 true 或 false")
_TABLE = Told("it must be a table of settings", "应为一组设置")
_LIST = Told("it must be a list", "应为列表")

# By the validator's name for what is wrong; its limits fill the braces.
_DUE: Mapping[str, Told] = MappingProxyType(
    {
        "extra_forbidden": Told("there is no such setting", "没有这个设置"),
        "missing": Told("it is missing", "缺少这个设置"),
        "literal_error": Told("it must be {expected}", "应为 {expected}"),
        "greater_than_equal": Told("it must be {ge} or more", "应不小于 {ge}"),
        "greater_than": Told("it must be more than {gt}", "应大于 {gt}"),
        "less_than_equal": Told("it must be {le} or less", "应不大于 {le}"),
        "less_than": Told("it must be less than {lt}", "应小于 {lt}"),
        "too_short": Told("it must hold {min_length} or more", "至少要有 {min_length} 项"),
        "finite_number": Told("it must be a finite number", "应为有限的数字"),
        "string_type": Told("it must be a text", "应为文字"),
        "path_type": Told("it must be a path", "应为路径"),
        "int_type": _WHOLE,
        "int_parsing": _WHOLE,
        "int_from_float": _WHOLE,
        "float_type": _NUMBER,
        "float_parsing": _NUMBER,
        "bool_type": _SWITCH,
        "bool_parsing": _SWITCH,
        "model_type": _TABLE,
        "dict_type": _TABLE,
        "tuple_type": _LIST,
        "list_type": _LIST,
    }
)


def due_instead(found: ErrorDetails) -> Told:
    """What the validator asks for instead; in its own words, which are English, where we have none."""
    words = _DUE.get(found["type"])
    if words is None:
        return Told(found["msg"], found["msg"])
    limits = {
        name: f"{limit:g}" if isinstance(limit, float) else str(limit)
        for name, limit in (found.get("ctx") or {}).items()
    }
    in_chinese = {name: limit.replace(" or ", " 或 ").replace(", ", "、") for name, limit in limits.items()}
    return Told(words.en.format_map(limits), words.zh.format_map(in_chinese))


__all__ = ["due_instead"]
