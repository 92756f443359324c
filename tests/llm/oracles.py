"""Language models that know, or do not: fakes at the port that read what they are told."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, Prompt, T, Usage

LINE = re.compile(r"^(?:([A-T])\.|-) (.*)$", re.MULTILINE)
Liking = Callable[[str, str, str], float]  # how much a line is liked, by what was told before, its letter and itself


@dataclass
class Oracle:
    """Chooses among lettered lines by `liking`; where `tells` is false it names the best titles instead."""

    liking: Liking
    tells: bool = True
    fails: int = 0
    foreign: tuple[str, ...] = ()
    stars: float = 3.0
    name: str = "oracle"
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:  # noqa: ARG002 - the port's
        self.asked.append(prompt)
        if len(self.asked) <= self.fails:
            raise LanguageModelError("It is slow.", Trouble.SLOW)
        usage = Usage(len(prompt.user), 1)
        told, _, listed = prompt.user.rpartition("\n\n")
        lines = [(letter, line) for letter, line in LINE.findall(listed)]
        if prompt.options and not lines:  # stars
            odds = {option: -abs(float(option) - self.stars) for option in prompt.options}
            return Completion(schema.model_validate({"choice": _best(odds)}), self.name, usage, odds)
        if prompt.options:
            liked = {letter: self.liking(told, letter, line) for letter, line in lines}
            norm = math.log(sum(math.exp(value) for value in liked.values()))
            odds = {letter: value - norm for letter, value in liked.items()} if self.tells else {}
            return Completion(schema.model_validate({"choice": _best(liked)}), self.name, usage, odds)
        best = sorted(lines, key=lambda one: -self.liking(told, *one))
        titles = [*self.foreign, *(line.partition(" [")[0] for _, line in best)]
        return Completion(schema.model_validate({"titles": titles[:5]}), self.name, usage)


def _best(odds: Mapping[str, float]) -> str:
    return max(odds, key=odds.__getitem__)


__all__ = ["LINE", "Liking", "Oracle"]
