"""What a list is asked for: a user's profile as a query, the last question of a conversation, or that of a decision."""

from dataclasses import replace

from chatrec.app.decisions import Decisions, read_asked
from chatrec.core.advice import Advice
from chatrec.core.dial import combined
from chatrec.core.errors import ConflictError, InputError, NotFoundError
from chatrec.core.ids import ConversationId, DecisionId, UserId
from chatrec.core.profile import Profile
from chatrec.core.query import Context, Locale, Query
from chatrec.dialogue import Tools, as_read, load
from chatrec.dialogue.state import DialogueState, Served
from chatrec.explain import Situation
from chatrec.learning import Profiles
from chatrec.ports.clock import Clock
from chatrec.ports.conversations import ConversationStore

LOOKED_THROUGH = 10  # of a user's last decisions, for the one that served their own list


class Asking:
    """Makes the questions that lists and explanations answer."""

    def __init__(
        self, profiles: Profiles, conversations: ConversationStore, decisions: Decisions, clock: Clock
    ) -> None:
        self._profiles = profiles
        self._conversations = conversations
        self._decisions = decisions
        self._clock = clock

    def of_user(self, user: UserId, tools: Tools, *, locale: Locale, n: int, profiling: bool = True) -> Situation:
        """The `n` best for a user, by all that is known of them and counts, as they steer it; by nothing of it without `profiling`, and
        by no taste of theirs while they are not profiled.
        """
        profile = self._profiles.of(user) if profiling else Profile(user)
        steering = profile.steering
        history = profile.history(tools.catalogue) if steering.profiling else ()
        context = Context(locale, self._clock.now(), steering.dial, heed=steering.heed)
        return Situation(Query(user=user, history=history, context=context, n=n))

    def as_served(self, user: UserId, tools: Tools, *, locale: Locale, n: int) -> Situation:
        """The same, with what a language model said of these items when they were last served, where the question is as it was.

        Asks nobody. Where lists are judged, it reads the user's decisions back to that list, at most 10, 0.6 ms each (1.5 ms after 700
        interactions); nothing elsewhere.
        """
        query = self.of_user(user, tools, locale=locale, n=n).query
        return Situation(replace(query, advice=self._said_of(query, tools)))

    def of_decision(self, user: UserId, decision: DecisionId, *, locale: Locale) -> Situation:
        """The question that a decision answered, with its constraints, what it kept out and what a language model said.

        Raises NotFoundError, ConflictError for a decision about another user, StorageError for one that cannot be read.
        """
        stored = self._decisions.get(decision)
        if stored.user != user:
            raise ConflictError(f"Decision {decision!r} is not about user {user!r}; leave it out.")
        served = read_asked(stored).asked.read(user)
        query = replace(served.query, context=replace(served.query.context, locale=locale))
        return Situation(query, served.kept_out)

    def of_conversation_now(
        self, user: UserId, conversation: ConversationId, tools: Tools, *, locale: Locale
    ) -> Situation:
        """The same with what is known of the user, and how they steer, as it is now; raises as that does."""
        last, state = self._last(user, conversation)
        profile, query = self._profiles.of(user), last.query
        state = replace(state, profiled=profile.steering.profiling)
        history = as_read(profile, state, tools.catalogue, at=query.context.at).history(tools.catalogue)
        steering = profile.steering
        dial = combined(steering.dial, state.dial)
        context = replace(query.context, locale=locale, dial=dial, heed=steering.heed)
        return Situation(replace(query, history=history, context=context), last.kept_out)

    def profiled(self, user: UserId) -> bool:
        """Whether what is known of a user is read."""
        return self._profiles.of(user).steering.profiling

    def of_conversation(self, user: UserId, conversation: ConversationId, *, locale: Locale) -> Situation:
        """The question that a conversation's last list answered, with its wishes and what it kept out.

        Raises NotFoundError, ConflictError for another user's conversation, InputError when nothing was recommended in it.
        """
        last, _ = self._last(user, conversation)
        context = replace(last.query.context, locale=locale)
        return Situation(replace(last.query, context=context), last.kept_out)

    def _said_of(self, query: Query, tools: Tools) -> Advice | None:
        """What the adviser said when the live version last served the list of this question, in any length."""
        if query.user is None or tools.adviser is None or tools.adviser.term(query) is None:
            return None
        for stored in self._decisions.latest(query.user, LOOKED_THROUGH):
            if stored.model == tools.recommender.model:
                told = read_asked(stored)
                then = told.asked.read(query.user).query
                if told.conversation is None and _unadvised(then, query) == query:
                    return then.advice
        return None

    def _last(self, user: UserId, conversation: ConversationId) -> tuple[Served, DialogueState]:
        """What was recommended last in a conversation, and how that stands."""
        stored = self._conversations.get(conversation)
        if stored is None:
            raise NotFoundError(
                f"There is no conversation {conversation!r}; POST /v1/conversations starts one.",
                zh="这个对话已经不在了，请开始新的对话。",
            )
        if stored.user != user:
            raise ConflictError(f"Conversation {conversation!r} is not one of user {user!r}; leave it out.")
        state = load(stored.state)
        if state.last is None:
            raise InputError(
                f"Nothing was recommended in conversation {conversation!r} yet; leave it out, or ask in it.",
                zh="这个对话里还没有推荐过什么；请先要一份推荐。",
            )
        return state.last, state


def _unadvised(then: Query, now: Query) -> Query:
    """The question of then, were it asked now, in this language, for as many items and before anybody was asked about them."""
    context = replace(then.context, at=now.context.at, locale=now.context.locale)
    return replace(then, context=context, n=now.n, advice=None)


__all__ = ["Asking"]
