"""A small frozen knowledge, and short words to build graphs with: new facts in the real one change no test."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Origin, Standing, Unresolved
from auditor.domain.fact import Fact, LicenseFact, Supplier, SupplierFact, SupportFact, SupportStatus
from auditor.domain.license import Answer, LicenseTerms, Threshold
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.graph.component_graph import ComponentGraph, build
from auditor.knowledge.base import Details, Identity, KnowledgeBase, Peers
from auditor.knowledge.records import CallSitesRecord, FamilyRecord, Package, Reviewed, ServiceRecord

TODAY = date(2026, 11, 23)
ROOT = ComponentId(ComponentKind.APPLICATION, "tree", "our-app")


def terms(name: str, *aliases: str, kind: str = "license", steward: str | None = None, **answers: Any) -> LicenseTerms:
    """A licence: `commercial_use="forbidden"`; what is not named is silent."""
    said = {question: Answer(answer="silent") for question in _QUESTIONS}
    for question, answer in answers.items():
        given = answer if isinstance(answer, Answer) else Answer(answer=answer, clause="1")
        said[question.replace("_", "-")] = given
    return LicenseTerms(
        id=name,
        name=name,
        kind=kind,
        steward=steward,
        aliases=aliases,
        answers=said,
        url=f"https://example.org/{name}",
    )


_QUESTIONS = [
    "commercial-use",
    "thresholds",
    "regions-excluded",
    "business-excluded",
    "use-restrictions",
    "use-restrictions-flow-down",
    "military-use",
    "display-text",
    "notice-text",
    "name-prefix",
    "license-copy",
    "state-changes",
    "share-alike",
    "outputs-train-other-models",
    "outputs-restricted",
    "distillation-is-derivative",
    "hosting",
    "redistribution",
    "modification",
    "termination-without-breach",
    "revocable",
    "unilateral-change",
]

_OPEN: dict[str, Any] = {
    "commercial_use": "allowed",
    "hosting": "allowed",
    "redistribution": "allowed",
    "modification": "allowed",
    "share_alike": "no",
    "thresholds": "none",
    "regions_excluded": "none",
    "business_excluded": "none",
    "use_restrictions": "none",
    "use_restrictions_flow_down": "no",
    "name_prefix": "none",
    "display_text": "none",
    "notice_text": "none",
    "license_copy": "required",
    "outputs_train_other_models": "allowed",
}

LLAMA: dict[str, Any] = {
    **_OPEN,
    "commercial_use": "conditional",
    "thresholds": Answer(
        answer=(Threshold(metric="monthly-active-users", operator=">", value=700_000_000, effect="request-license"),),
        clause="2",
    ),
    "use_restrictions": "external-policy",
    "use_restrictions_flow_down": "required",
    "name_prefix": Answer(answer="Llama", clause="1.b.i"),
    "display_text": Answer(answer="Built with Llama", clause="1.b.i"),
    "notice_text": Answer(answer="required", clause="1.b.iii", words="Llama is licensed under …"),
}

LICENSES = [
    terms("MIT", **_OPEN),
    terms("Apache-2.0", "apache2", **_OPEN),
    terms("AGPL-3.0-only", **(_OPEN | {"share_alike": Answer(answer="required", clause="13", network=True)})),
    terms(
        "GPL-3.0-only",
        **(_OPEN | {"share_alike": Answer(answer="required", clause="5(c)", compatible=("AGPL-3.0-only",))}),
    ),
    terms("CC-BY-4.0", steward="creative-commons", **_OPEN),
    terms(
        "LicenseRef-derived",
        **(_OPEN | {"display_text": Answer(answer="Built with Derived", clause="4.b", occasion="derivative")}),
    ),
    terms(
        "LicenseRef-papers",
        **(_OPEN | {"display_text": Answer(answer="Based on the Papers", clause="2", occasion="publication")}),
    ),
    terms(
        "LicenseRef-named",
        **(
            _OPEN
            | {
                "notice_text": Answer(
                    answer="required", clause="4", words="<MODELNAME> is licensed under the Named Licence"
                )
            }
        ),
    ),
    terms("LicenseRef-data", **(_OPEN | {"license_copy": Answer(answer="required", clause="3", address=True)})),
    terms("CC-BY-NC-4.0", steward="creative-commons", **(_OPEN | {"commercial_use": "forbidden"})),
    terms("CC-BY-SA-4.0", steward="creative-commons", **(_OPEN | {"share_alike": "required"})),
    terms("LicenseRef-llama", "llama3.1", steward="meta", **LLAMA),
    terms(
        "LicenseRef-llama-old",
        "llama3",
        steward="meta",
        **(
            LLAMA
            | {
                "name_prefix": Answer(answer="Meta Llama", clause="1.b.i"),
                "outputs_train_other_models": Answer(answer="forbidden", clause="1.b.v", when="but Llama models"),
            }
        ),
    ),
    terms(
        "LicenseRef-llama-vision",
        **(LLAMA | {"regions_excluded": Answer(answer=("EU",), clause="AUP", modality="multimodal")}),
    ),
    terms(
        "LicenseRef-no-eu-firms",
        **(LLAMA | {"regions_excluded": Answer(answer=("EU",), clause="AUP", modality="multimodal", who="domicile")}),
    ),
    terms("LicenseRef-no-eu", **(_OPEN | {"regions_excluded": Answer(answer=("EU", "GB", "KR"), clause="5.c")})),
    terms(
        "LicenseRef-small-firms",
        **(
            _OPEN
            | {
                "thresholds": Answer(
                    answer=(
                        Threshold(
                            metric="annual-revenue", operator=">=", value=1_000_000, unit="USD", effect="rights-end"
                        ),
                    ),
                    clause="IV",
                )
            }
        ),
    ),
    terms(
        "LicenseRef-self-hosted-only",
        steward="shut",
        **(
            _OPEN
            | {
                "hosting": "forbidden",
                "redistribution": "forbidden",
                "modification": "forbidden",
                "outputs_train_other_models": "forbidden",
                "business_excluded": Answer(answer=("competitor", "model-as-a-service"), clause="3"),
                "military_use": "forbidden",
                "termination_without_breach": "yes",
                "distillation_is_derivative": "yes",
            }
        ),
    ),
    terms(
        "LicenseRef-large-hosts",
        steward="moonshot",
        **(
            _OPEN
            | {
                "commercial_use": Answer(answer="conditional", clause="2, 3", when="see the numbers"),
                "thresholds": Answer(
                    answer=(
                        Threshold(
                            metric="annual-revenue",
                            operator=">",
                            value=20_000_000,
                            unit="USD",
                            effect="request-license",
                            business=("model-as-a-service",),
                        ),
                        Threshold(
                            metric="monthly-active-users",
                            operator=">",
                            value=100_000_000,
                            effect="display-name",
                            commercial_only=True,
                        ),
                    ),
                    clause="2, 3",
                ),
                "business_excluded": Answer(answer=("model-as-a-service",), clause="2"),
                "display_text": Answer(answer="Kimi", clause="3"),
            }
        ),
    ),
    terms(
        "LicenseRef-registered",
        **(
            _OPEN
            | {
                "commercial_use": Answer(
                    answer="conditional", clause="III", when="registration, and little revenue", registration=True
                ),
                "thresholds": Answer(
                    answer=(
                        Threshold(
                            metric="annual-revenue", operator=">", value=1_000_000, unit="USD", effect="rights-end"
                        ),
                    ),
                    clause="III",
                ),
            }
        ),
    ),
    terms(
        "LicenseRef-euro",
        **(
            _OPEN
            | {
                "thresholds": Answer(
                    answer=(
                        Threshold(
                            metric="annual-revenue", operator=">", value=1_000_000, unit="EUR", effect="paid-license"
                        ),
                    ),
                    clause="7",
                )
            }
        ),
    ),
    terms(
        "LicenseRef-on-request",
        **(
            _OPEN
            | {
                "commercial_use": Answer(answer="conditional", clause="2", when="after an application is approved"),
                "outputs_train_other_models": Answer(answer="conditional", clause="4", when="with the name kept"),
                "outputs_restricted": Answer(answer="yes", clause="5", when="not to be passed off as human"),
                "military_use": Answer(answer="conditional", clause="6"),
                "revocable": "yes",
            }
        ),
    ),
    terms("LicenseRef-unread", commercial_use=Answer(answer="unknown")),
    terms(
        "LicenseRef-host-terms",
        kind="provider-terms",
        commercial_use="allowed",
        outputs_train_other_models=Answer(answer="forbidden", clause="2", when="models that compete with the provider"),
        unilateral_change="yes",
        inputs_train_models="no",
        inputs_retained="no",
    ),
    terms("LicenseRef-vague-host", kind="provider-terms", steward="acme", commercial_use="allowed"),
    terms(
        "LicenseRef-curious-host",
        kind="provider-terms",
        steward="acme",
        commercial_use="allowed",
        competing_use=Answer(answer="forbidden", clause="3", when="a model that replaces the service"),
        inputs_train_models=Answer(answer="opt-out", clause="4"),
        inputs_retained=Answer(answer="unbounded", clause="5", when="until you delete it"),
    ),
    terms(
        "LicenseRef-greedy-host",
        kind="provider-terms",
        steward="acme",
        commercial_use="allowed",
        business_excluded=Answer(answer=("competitor",), clause="3"),
        competing_use="forbidden",
        inputs_train_models="yes",
        inputs_retained="silent",
    ),
    terms(
        "LicenseRef-discreet-host",
        kind="provider-terms",
        steward="acme",
        commercial_use="allowed",
        competing_use=Answer(answer="conditional", clause="3", when="image models only"),
        inputs_train_models="opt-in",
        inputs_retained=Answer(answer="for-a-time", clause="5", days=30),
    ),
    terms(
        "LicenseRef-mute-host",
        kind="provider-terms",
        steward="acme",
        commercial_use="allowed",
        competing_use="allowed",
        inputs_train_models="no",
        inputs_retained="no",
    ),
]

SUPPLIERS = [
    Supplier(id="meta", name="Meta", jurisdiction="US", open_weights="closing"),
    Supplier(id="acme", name="Acme", jurisdiction="DE"),
    Supplier(id="acme-labs", name="Acme Labs", jurisdiction="DE", owner="acme"),
    Supplier(id="openai", name="OpenAI", jurisdiction="US", open_weights="partly"),
    Supplier(id="gone", name="Gone Inc.", jurisdiction="FR", state="defunct"),
    Supplier(id="nowhere", name="Nowhere"),
]

REVIEWED = Reviewed(on=date(2026, 11, 1), by="maintainers")
SERVICES = [
    ServiceRecord(
        id="openai",
        name="OpenAI API",
        supplier="openai",
        terms="LicenseRef-host-terms",
        sources=("https://example.org/terms",),
        reviewed=REVIEWED,
    ),
    ServiceRecord(id="bare", name="Bare", supplier="acme", sources=(), reviewed=REVIEWED),
    ServiceRecord(id="router", name="Router", supplier="nowhere", passes_on=True, sources=(), reviewed=REVIEWED),
]
PACKAGES = {"pypi/transformers": Package(supplier="acme", license="Apache-2.0", source="https://example.org")}


class FakeKnowledge(KnowledgeBase):
    """Dictionaries with the face of the knowledge base."""

    digest = "frozen"
    as_of = date(2026, 11, 1)

    def __init__(
        self,
        facts: Iterable[Fact] = (),
        details: Mapping[str, Details] | None = None,
        families: Iterable[FamilyRecord] = (),
        peers: Peers | None = None,
    ) -> None:
        self._peers = peers or Peers()
        self._facts: dict[str, list[Fact]] = {}
        for fact in facts:
            about = fact.source if isinstance(fact, Relationship) else fact.component
            self._facts.setdefault(about.key, []).append(fact)
        self._details = dict(details or {})
        self._families = {family.id: family for family in families}
        self._licenses = {n.casefold(): one for one in LICENSES for n in (one.id, *one.aliases)}
        self._suppliers = {supplier.id: supplier for supplier in SUPPLIERS}
        self._services = {service.id: service for service in SERVICES}

    def facts(self, component: ComponentId) -> tuple[Fact, ...]:
        return tuple(self._facts.get(component.key, ()))

    @property
    def peers(self) -> Peers:
        return self._peers

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        return Identity(ComponentId(kind, ecosystem, name), known=False)

    def details(self, component: ComponentId) -> Details:
        return self._details.get(str(component), Details())

    def license(self, name: str) -> LicenseTerms | None:
        return self._licenses.get(name.casefold())

    def supplier(self, supplier: str) -> Supplier | None:
        return self._suppliers.get(supplier)

    def family(self, family: str) -> FamilyRecord | None:
        return self._families.get(family)

    def service(self, service: str) -> ServiceRecord | None:
        return self._services.get(service)

    def package(self, ecosystem: str, name: str) -> Package | None:
        return PACKAGES.get(f"{ecosystem}/{name}")

    def call_sites(self, language: str) -> tuple[CallSitesRecord, ...]:
        return ()


def component(text: str) -> ComponentId:
    """`acme/one` is a model on the Hub; any other id is written in full."""
    return ComponentId.parse(text) if ":" in text.split("/", maxsplit=1)[0] else _model(text)


def _model(name: str) -> ComponentId:
    return ComponentId(ComponentKind.MODEL, "huggingface", name)


def use(name: str, path: str = "app.py", line: int = 1, **more: Any) -> Occurrence:
    """One place that uses a component."""
    said: dict[str, Any] = {"literal": name, "detector": "test", **more}
    return Occurrence(component=component(name), location=Location(path, line), **said)


def origin(standing: Standing = Standing.EXACT, source: str = "knowledge-base", **more: Any) -> Origin:
    return Origin(standing, source, more.pop("as_of", date(2026, 11, 1)), **more)


def licensed(name: str, expression: str, standing: Standing = Standing.EXACT, **more: Any) -> LicenseFact:
    """Somebody states a licence."""
    given = more.pop("origin", origin(standing))
    return LicenseFact(component=component(name), expression=expression, origin=given, **more)


def supported(name: str, status: SupportStatus, **more: Any) -> SupportFact:
    """Somebody states how far it is maintained."""
    given = more.pop("origin", origin())
    return SupportFact(component=component(name), status=status, origin=given, **more)


def held(kind: str, what: str, path: str, line: int = 1, *, holder: str = "") -> ComplianceArtifact:
    """`held("notice", "LicenseRef-llama", "NOTICE")`: the tree holds a text by which a duty is met."""
    return ComplianceArtifact(kind=ArtifactKind(kind), what=what, location=Location(path, line), holder=holder)


def made_by(name: str, supplier: str) -> SupplierFact:
    """Somebody states who made it."""
    return SupplierFact(component=component(name), supplier=supplier, origin=origin())


def edge(source: str, kind: str, target: str, *, own: bool = False, at: Location | None = None) -> Relationship:
    """`edge("a/fine", "fine-tuned-from", "b/base")`; `own`: the tree says it of its own making."""
    said = origin(Standing.OWN_STATEMENT, "scanned-tree") if own else origin()
    return Relationship(component(source), RelationshipType(kind), component(target), said, at)


def graph(
    occurrences: Sequence[Occurrence],
    facts: Sequence[Fact] = (),
    *,
    knowledge: KnowledgeBase | None = None,
    unresolved: Sequence[Unresolved] = (),
    artifacts: Sequence[ComplianceArtifact] = (),
    as_of: date = TODAY,
) -> ComponentGraph:
    """A graph from what was seen and what is said."""
    said: dict[ComponentId, list[Fact]] = {}
    for fact in facts:
        about = fact.source if isinstance(fact, Relationship) else fact.component
        said.setdefault(about, []).append(fact)
    return build(
        root=ROOT,
        occurrences=occurrences,
        facts=said,
        knowledge=knowledge or FakeKnowledge(),
        as_of=as_of,
        unresolved=unresolved,
        artifacts=artifacts,
    )
