"""What those are told who may not read what the house writes for itself."""

from typing import NamedTuple


class Told(NamedTuple):
    """A sentence in both languages."""

    en: str
    zh: str


UNREADABLE = Told(
    "What is kept here cannot be read or written just now; whoever runs this server finds the reason in its log.",
    "这里保存的内容暂时无法读写；原因在服务器日志里，管理员可以找到。",
)
OTHER_VERSION = Told(
    "This was stored by another version of Chat-Rec, in a form that this one cannot read.",
    "这是另一个版本的 Chat-Rec 保存的，这个版本读不了。",
)

__all__ = ["OTHER_VERSION", "UNREADABLE", "Told"]
