"""The API reference at /docs: the OpenAPI description as a plain page that needs no script and no other site."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from chatrec.interfaces.http.page import PAGE_HEADERS

Schema = Mapping[str, Any]  # Any: JSON Schema is open by design

TRY = """
curl {here}/v1/conversations -H 'Content-Type: application/json' -d '{{"user": "ada"}}'
curl {here}/v1/conversations/ID/turns -H 'Content-Type: application/json' -d '{{"message": "a comedy from the 90s"}}'
"""
UNSAID = "Successful Response"  # what FastAPI says where nothing is said

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """The reference of this very server."""
    text = page(request.app.openapi(), here=request.headers.get("Host", "127.0.0.1:8000"))
    return HTMLResponse(text, headers=PAGE_HEADERS)


def page(openapi: Schema, *, here: str) -> str:
    """The OpenAPI description of the server at `here` for people: operations by tag, then every form that is named."""
    info = openapi["info"]
    return "".join(
        [
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{escape(info['title'])} API</title>",
            '<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"><main>',
            f"<h1>{escape(info['title'])} API {escape(info['version'])}</h1><p>{_prose(info['description'])}</p>",
            f"<pre>{escape(TRY.format(here=here).strip())}</pre>",
            '<p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>',
            *_operations(openapi["paths"]),
            *_forms(openapi["components"]["schemas"]),
            "</main></html>",
        ]
    )


def _operations(paths: Schema) -> Iterator[str]:
    tag = ""
    for path, methods in paths.items():
        for method, operation in methods.items():
            if operation["tags"][0] != tag:
                tag = operation["tags"][0]
                yield f"<h2>{escape(tag)}</h2>"
            yield f"<h3><b>{method.upper()}</b> {escape(path)}</h3><p>{_prose(operation.get('description', ''))}</p>"
            yield _parameters(operation.get("parameters", ()))
            if "requestBody" in operation:
                yield f"<p>Takes {_content(operation['requestBody'])}.</p>"
            yield from _answers(operation["responses"])


def _answers(responses: Schema) -> Iterator[str]:
    for status, response in responses.items():
        if status != "default":
            said = response["description"].removeprefix(UNSAID)
            yield f"<p>Answers {status} {_content(response)}. {_prose(said)}</p>"


def _parameters(parameters: Sequence[Schema]) -> str:
    if not parameters:
        return ""
    rows = [
        f"<dt>{escape(given['name'])}</dt><dd>{given['in']}: {_type(given['schema'])}{_default(given['schema'])}"
        f" {_prose(given.get('description', ''))}</dd>"
        for given in parameters
    ]
    return f"<dl>{''.join(rows)}</dl>"


def _content(body: Schema) -> str:
    """What a body is, by media type."""
    kinds = body.get("content", {}).items()
    return (
        " or ".join(f"{_type(content.get('schema', {}))} as <code>{kind}</code>" for kind, content in kinds) or "text"
    )


def _forms(schemas: Schema) -> Iterator[str]:
    yield "<h2>Forms</h2>"
    for name, schema in sorted(schemas.items()):
        yield f'<h3 id="{name}">{name}</h3><p>{_prose(schema.get("description", ""))}</p>'
        if "properties" not in schema:
            yield f"<p>{_type(schema)}</p>"
            continue
        needed = schema.get("required", ())
        rows = [
            f"<dt>{escape(field)}{'' if field in needed else '?'}</dt><dd>{_type(kind)}{_default(kind)}</dd>"
            for field, kind in schema["properties"].items()
        ]
        yield f"<dl>{''.join(rows)}</dl>"


def _prose(text: str) -> str:
    """Words of ours, with what stands between backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def _default(schema: Schema) -> str:
    default = schema.get("default")
    return "" if default in (None, "") else f" = <code>{escape(repr(default))}</code>"


def _type(schema: Schema) -> str:
    """A schema in a few words, named forms as links."""
    match schema:
        case {"$ref": str(ref)}:
            name = ref.rpartition("/")[2]
            return f'<a href="#{name}">{name}</a>'
        case {"anyOf": list(kinds)}:
            return " or ".join(map(_type, kinds))
        case {"enum": list(values)}:
            return " | ".join(f"<code>{escape(repr(value))}</code>" for value in values)
        case {"const": value}:
            return f"<code>{escape(repr(value))}</code>"
        case {"type": "array"}:
            return f"list of {_items(schema)}"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"object of {_type(values)}"
        case _:
            return escape(str(schema.get("type", "any JSON"))) + _limits(schema)


def _items(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"({', '.join(map(_type, schema['prefixItems']))})"
    return _type(schema.get("items", {}))


def _limits(schema: Schema) -> str:
    low = schema.get("minimum", schema.get("minLength"))
    high = schema.get("maximum", schema.get("maxLength"))
    if low is None and high is None:
        return ""
    unit = " characters" if "maxLength" in schema else ""
    return f" ({'' if low is None else f'{low} '}to {high}{unit})" if high is not None else f" (from {low})"


__all__ = ["page", "router"]
