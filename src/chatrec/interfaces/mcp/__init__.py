"""The recommender as tools for other people's agents, over the Model Context Protocol."""

from chatrec.interfaces.mcp.scopes import EVERYTHING, Scope
from chatrec.interfaces.mcp.server import mcp_server

__all__ = ["EVERYTHING", "Scope", "mcp_server"]
