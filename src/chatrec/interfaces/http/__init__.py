"""The HTTP face: one router a file, put together by `create_app`, served by `serve`."""

from chatrec.interfaces.http.app import create_app
from chatrec.interfaces.http.serving import serve

__all__ = ["create_app", "serve"]
