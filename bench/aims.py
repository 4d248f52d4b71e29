"""The aims, each compared with what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.results import DataResult, Run

#: Times the plain page's CPU.
CPU_AIM = {
    "list_hq": 2.0,
    "list_branch": 2.0,
    "list_narrowed": 3.0,
    "home_hq": 2.0,
    "home_branch": 2.0,
    "plan_draft": 4.0,
    "plan_valid": 4.0,
}
STATEMENTS_AIM = {"list_hq": 6, "list_branch": 6, "list_narrowed": 6, "home_hq": 12, "home_branch": 12, "plan_draft": 15, "plan_valid": 15}
GROWTH_AIM = 1.2
FIRST_VISIT_AIM, REPEAT_VISIT_AIM = 50 * 1024, 12 * 1024
MEMORY_AIM = 120.0


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim: what, on which data, the measured value, the most it may be, how values are written."""

    what: str
    where: str
    value: float
    most: float
    pattern: str

    @property
    def met(self) -> bool:
        """Whether the value is within the aim."""
        return self.value <= self.most

    def written(self) -> tuple[str, str]:
        """Value and aim as text."""
        return self.pattern.format(self.value), self.pattern.format(self.most)


def aims_of(run: Run) -> list[Aim]:
    """All aims that this run can judge."""
    found = [aim for data in run.data for aim in _of_data(data)]
    works = [Aim(each.words, "by itself", each.value, each.most, each.pattern) for each in run.works]
    return [*found, *works, *_growth(run)]


def _of_data(data: DataResult) -> Iterator[Aim]:
    where = f"{data.database}, {data.plans:,}"
    plain = data.page("plain").one.cpu_ms
    for key, most in CPU_AIM.items():
        page = data.page(key)
        yield Aim(f"CPU: {page.words}", where, page.one.cpu_ms / plain, most, "{:.2f} × plain page")
    for key, statements in STATEMENTS_AIM.items():
        page = data.page(key)
        yield Aim(f"statements: {page.words}", where, float(page.statements or 0), float(statements), "{:.0f}")
    for visit in data.visits:
        yield Aim(f"first visit: {visit.words}", where, visit.first_bytes / 1024, FIRST_VISIT_AIM / 1024, "{:.1f} KB")
        yield Aim(f"repeat visit: {visit.words}", where, visit.repeat_bytes / 1024, REPEAT_VISIT_AIM / 1024, "{:.1f} KB")
    yield Aim("memory of a worker", where, data.rss, MEMORY_AIM, "{:.0f} MB")


def _growth(run: Run) -> Iterator[Aim]:
    for name in dict.fromkeys(each.database for each in run.data):
        sizes = sorted((each for each in run.data if each.database == name), key=lambda each: each.plans)
        if len(sizes) < 2:
            continue
        small, large = sizes[0], sizes[-1]
        for key in [*CPU_AIM, "save"]:
            grown = large.page(key).one.cpu_ms / small.page(key).one.cpu_ms
            yield Aim(f"CPU at {large.plans:,} against {small.plans:,}: {large.page(key).words}", name, grown, GROWTH_AIM, "{:.2f} ×")
