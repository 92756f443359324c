"""Identifiers that outsiders give us or that we hand out; inside, items and users are row numbers."""

from typing import NewType

UserId = NewType("UserId", str)
ItemId = NewType("ItemId", str)
EventId = NewType("EventId", str)
ConversationId = NewType("ConversationId", str)
DecisionId = NewType("DecisionId", str)
ModelVersion = NewType("ModelVersion", str)

__all__ = ["ConversationId", "DecisionId", "EventId", "ItemId", "ModelVersion", "UserId"]
