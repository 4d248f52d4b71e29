"""The names that stand in a sheet of activities instead of keys and ids, and back again."""

from collections.abc import Iterable, Mapping

from core.folding import fold
from core.formats import shortened
from core.languages import LANGUAGES, use_language
from people.gate import directory
from plans import labels
from plans.terms import Approach, PlanDocument


class Names:
    """What can be chosen in a sheet of this plan: words for each value, and the values of each word in any of the three languages."""

    def __init__(self, document: PlanDocument) -> None:
        self.objectives = _unlike({each.key: shortened(" ".join(each.change.split())) for each in document.objectives})
        self.organisations = dict(directory().organisation_choices())
        self.approaches = {each.value: str(word) for each, word in labels.APPROACHES.items()}
        full = {each.key: (each.change, self.objectives[each.key]) for each in document.objectives}
        self._values: Mapping[str, Mapping[str, frozenset[str]]] = {
            "objective_key": _by_word(full),
            "responsible_id": _by_word(_organisation_words(document.organisation_ids() | set(self.organisations))),
            "approach": _by_word(_approach_words()),
        }

    def shown(self, field: str, value: str) -> str:
        """The word for a value, as the sheet writes it."""
        if field == "responsible_id":
            return self.organisations.get(value) or directory().organisation_name(value)
        return (self.objectives if field == "objective_key" else self.approaches).get(value, "")

    def values(self, field: str, word: str) -> frozenset[str]:
        """Everything that is called so; empty when nothing is."""
        return self._values[field].get(fold(word), frozenset())


def _unlike(words: Mapping[str, str]) -> dict[str, str]:
    """The same words, with a number behind those that stood there before."""
    found: dict[str, str] = {}
    for key, word in words.items():
        same = sum(1 for each in found.values() if each == word or each.startswith(f"{word} ("))
        found[key] = f"{word} ({same + 1})" if same else word
    return found


def _organisation_words(organisation_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    known = directory().organisations
    found = {each: known[each] for each in organisation_ids if each in known}
    return {key: (node.name_ar, node.name_ckb, node.name_en, node.abbreviation) for key, node in found.items()}


def _approach_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {each.value: () for each in Approach}
    for code in LANGUAGES:
        with use_language(code):
            found = {value: (*words, str(labels.APPROACHES[Approach(value)])) for value, words in found.items()}
    return found


def _by_word(words: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for value, names in words.items():
        for name in names:
            if fold(name):
                found.setdefault(fold(name), set()).add(value)
    return {word: frozenset(values) for word, values in found.items()}
