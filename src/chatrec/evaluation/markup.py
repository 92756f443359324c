"""Elements of a page, built as a tree, so that every text is escaped and every tag closed."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

Node = ET.Element
Child = Node | str


def node(tag: str, attributes: Mapping[str, str | float], *children: Child) -> Node:
    """An element; texts and elements stand in the order given, and numbers are written with at most two decimals."""
    made = ET.Element(tag, {name: _text(value) for name, value in attributes.items()})
    for child in children:
        if isinstance(child, str):
            _append_text(made, child)
        else:
            made.append(child)
    return made


def written(page: Node) -> str:
    """The document as text."""
    return "<!doctype html>\n" + ET.tostring(page, encoding="unicode", method="html") + "\n"


def _append_text(parent: Node, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


__all__ = ["Child", "Node", "node", "written"]
