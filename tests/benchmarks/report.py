"""What telling costs: `python -m tests.benchmarks.report` prints a table; nothing is asserted.

On the made-up graphs of `judge.py`: the obligations register, the scores and verdicts of all components, and the audit
in every format. Of each, CPU time, and of texts the size; the best of several, on a graph that was judged, as it is when
an audit comes to them. `--profile STAGE` prints where the time of one of them goes.
"""

import argparse
import cProfile
import gc
import pstats
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from auditor.collector import no_collector
from auditor.domain.audit import Audit, KnowledgeSummary, PolicySummary
from auditor.domain.finding import Finding
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import concentration
from auditor.knowledge.load import open_knowledge
from auditor.notices import duties as notices_duties
from auditor.notices import gather
from auditor.notices import text as notices_text
from auditor.obligations import register
from auditor.pipeline import assessed
from auditor.policy import scoring
from auditor.policy.load import LoadedPolicy, load_policy
from auditor.reporters.base import Reporter
from auditor.reporters.shipped import REPORTERS
from auditor.rules import run as rules
from tests.benchmarks.judge import DAY, SIZES, Known, made, with_waivers

Stage = Callable[["Told"], object]


class Told:
    """One audit, a stage after the other."""

    def __init__(self, graph: ComponentGraph, loaded: LoadedPolicy) -> None:
        self.graph = graph
        self.loaded = loaded
        self.findings: tuple[Finding, ...] = rules.judge(graph, loaded)
        self._audit: Audit | None = None

    def register(self) -> object:
        """All duties."""
        self.owed = register(self.graph, self.loaded.policy, self.findings)
        return self.owed

    def scores(self) -> object:
        """Of each component, and of the whole."""
        self.assessments = assessed(self.graph, self.loaded.policy, self.findings)
        return scoring.score(self.findings), scoring.verdict(self.findings)

    @property
    def audit(self) -> Audit:
        """What a reporter gets; no file of it can be read, so it shows no lines."""
        if self._audit is None:
            self._audit = Audit(
                root=self.graph.root.name,
                tool_version="0",
                as_of=DAY,
                verdict=scoring.verdict(self.findings),
                policy=PolicySummary(
                    self.loaded.policy.name, self.loaded.source, self.loaded.digest, self.loaded.lines
                ),
                knowledge=KnowledgeSummary(self.graph.knowledge.as_of, self.graph.knowledge.digest),
                assessments=self.assessments,
                relationships=self.graph.relationships(),
                findings=self.findings,
                rules=rules.cards(),
                obligations=self.owed,
                concentration=concentration(self.graph, self.loaded.policy),
                score=scoring.score(self.findings),
                files_read=1,
            )
        return self._audit


def _rendered(reporter: Reporter, told: Told) -> str:
    return reporter.render(told.audit)


def _notices(told: Told) -> str:
    return notices_text.render(gather(told.audit)) + notices_duties.page(told.audit)


STAGES: Final[dict[str, Stage]] = {
    "register": Told.register,
    "scores": Told.scores,
    **{reporter.NAME: partial(_rendered, reporter) for reporter in REPORTERS},
    "notices": _notices,
}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Print what telling costs.")
    parser.add_argument("--policy", default="default")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", type=int, help="the size to measure; all by default")
    parser.add_argument("--shape", choices=("families", "dense"), help="both by default")
    parser.add_argument("--profile", choices=STAGES)
    given = parser.parse_args()
    knowledge = open_knowledge(())
    known, loaded = Known.read(knowledge), with_waivers(load_policy(given.policy, known_rules=rules.ids()))
    for shape in ("families", "dense"):
        for size, edges in SIZES:
            if given.only in {None, size} and given.shape in {None, shape}:
                new = made(size, edges, known, knowledge, dense=shape == "dense")
                sys.stdout.write(f"{shape}, {size:,} components\n")
                _measured(new, loaded, given)


@no_collector()
def _measured(new: Callable[[], ComponentGraph], loaded: LoadedPolicy, given: argparse.Namespace) -> None:
    costs: dict[str, list[float]] = {name: [] for name in STAGES}
    results: dict[str, object] = {}
    for _ in range(given.times):
        results.clear()
        gc.collect()
        told = Told(new(), loaded)
        for name, stage in STAGES.items():
            began = time.process_time()
            results[name] = stage(told)
            costs[name].append(time.process_time() - began)
            sys.stdout.flush()
    for name, spent in costs.items():
        result = results[name]
        size = f"{len(result) / 1e6:8.1f} MB" if isinstance(result, str) else ""
        size = f"{len(result):8,} duties" if isinstance(result, tuple) and name == "register" else size
        sys.stdout.write(f"  {name:12} {1000 * min(spent):9,.0f} CPU-ms {size}\n")
    if given.profile:
        told, profile = Told(new(), loaded), cProfile.Profile()
        for name, stage in STAGES.items():
            if name == given.profile:
                profile.runcall(stage, told)
                break
            stage(told)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
