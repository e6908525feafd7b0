"""The shapes of the YAML files, one Struct per folder. They are the schema: editors get it as JSON Schema from here."""

from datetime import date

import msgspec

from auditor.domain.fact import Event, Stake, SupportStatus
from auditor.domain.license import Answer


class Record(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """What all shapes share: kebab-case keys, and none that we do not know."""


class Reviewed(Record, frozen=True, kw_only=True):
    """Who read the sources, and when."""

    on: date
    by: str


class LicenseRecord(Record, frozen=True, kw_only=True):
    """knowledge/licenses/<id>.yaml: one licence, or one provider's terms."""

    id: str
    name: str
    kind: str = "license"
    """license, provider-terms"""
    steward: str | None = None
    """supplier id"""
    scancode: str | None = None
    """ScanCode's key"""
    hub_tag: str | None = None
    """the Hub's `license:` tag; `other` is not unique and never an alias"""
    hub_license_names: tuple[str, ...] = ()
    """spellings of the Hub's `license_name:`"""
    also_known_as: tuple[str, ...] = ()
    """further names that mean this text and no other"""
    url: str | None = None
    answers: dict[str, Answer]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...]
    reviewed: Reviewed


class DatedLicense(Record, frozen=True, kw_only=True):
    """A licence that held for some time or revision."""

    expression: str
    from_: date | None = msgspec.field(name="from", default=None)
    to: date | None = None
    revision: str | None = None
    source: str | None = None


class SupportRecord(Record, frozen=True, kw_only=True):
    """One statement about maintenance; several may hold at once, each with whose word it is."""

    status: SupportStatus
    from_: date | None = msgspec.field(name="from", default=None)
    announced: date | None = None
    deprecated: date | None = None
    end_of_support: date | None = None
    not_sooner_than: date | None = None
    superseded_by: str | None = None
    """a family id, or a component id"""
    effort_moved_to: str | None = None
    """what its maker works on instead, where that is no successor: a family id, or a component id"""
    last_release: date | None = None
    revision: str | None = None
    """the one version or commit that this speaks of"""
    released: date | None = None
    """when that revision was released"""
    note: str | None = None
    says: str | None = None
    """maker, observers, or a host"""
    source: str
    as_of: date | None = None
    """when that source was read; the file's `reviewed.on` if left out"""


class Lineage(Record, frozen=True, kw_only=True):
    """What a model was made from; ids are Hub ids unless prefixed with `dataset:` or `model:ecosystem/`."""

    fine_tuned_from: tuple[str, ...] | str | None = None
    adapter_of: tuple[str, ...] | str | None = None
    quantized_from: tuple[str, ...] | str | None = None
    merged_from: tuple[str, ...] | str | None = None
    distilled_from: tuple[str, ...] | str | None = None
    trained_on: tuple[str, ...] | str | None = None


class Traits(Record, frozen=True, kw_only=True):
    """What a replacement is chosen by; `Member` has the same fields, since a Struct has one line of ancestors only."""

    tasks: tuple[str, ...] = ()
    """the Hub's pipeline tags, and the abilities `tools`, `reasoning`"""
    modalities: tuple[str, ...] = ()
    context: int | None = None
    """tokens"""
    languages: tuple[str, ...] = ()
    """ISO 639 codes; `multilingual` where the list is longer than ten"""
    embedding_dimension: int | None = None
    """the length of its vectors, unless another is asked for"""
    architecture: str | None = None
    """the class that its configuration names: `LlamaForCausalLM`, `FluxPipeline`"""
    tokenizer: str | None = None
    """the family of tokenizers; equal words mean equal tokens"""
    chat_format: str | None = None
    """how its chat template writes turns; None for a model that was not tuned for conversation"""
    tool_format: str | None = None
    """how it writes calls of tools, in the words of vLLM's parsers"""
    runtimes: tuple[str, ...] = ()
    """ids of runtimes that its card names besides those that read its architecture"""


class Member(Lineage, frozen=True, kw_only=True):
    """One exact model id. What is left out comes from the family, a conversion's licence from its origin."""

    license: str | None = None
    license_name: str | None = None
    """with `license: other`: what the card calls the licence, of which we hold no record yet"""
    licenses: tuple[DatedLicense, ...] = ()
    supplier: str | None = None
    released: str | None = None
    """YYYY-MM-DD or YYYY-MM"""
    names: dict[str, tuple[str, ...]] = {}
    """ecosystem → further names of the same weights: `ollama: [llama3.1:8b]`"""
    mirror_of: str | None = None
    """the Hub id whose files somebody else is said to have uploaded here again"""
    parameters: str | None = None
    active_parameters: str | None = None
    gated: bool | None = None
    tasks: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    context: int | None = None
    languages: tuple[str, ...] = ()
    embedding_dimension: int | None = None
    architecture: str | None = None
    tokenizer: str | None = None
    chat_format: str | None = None
    tool_format: str | None = None
    runtimes: tuple[str, ...] = ()
    support: tuple[SupportRecord, ...] = ()
    source: str | None = None
    note: str | None = None


class FamilyRecord(Traits, frozen=True, kw_only=True):
    """knowledge/model-families/<id>.yaml: models of one version of one family."""

    id: str
    name: str
    supplier: str
    license: str | None = None
    """holds for members that name none, and, as a guess, for ids that only `matches`"""
    licenses: tuple[DatedLicense, ...] = ()
    released: str | None = None
    gated: bool | None = None
    closed: bool = False
    """no weights were published: hosted only"""
    matches: dict[str, tuple[str, ...]] = {}
    """ecosystem → patterns; the longest wins, `*` stays within one path segment; a match is a guess"""
    members: dict[str, Member] = {}
    """Hub id → what is known of exactly this one"""
    support: tuple[SupportRecord, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...]
    reviewed: Reviewed


class ModelsRecord(Record, frozen=True, kw_only=True):
    """knowledge/models/<name>.yaml: models and mirrors of no family file, one file per publishing namespace."""

    id: str
    supplier: str | None = None
    """None where nobody is known to stand behind the namespace"""
    models: dict[str, Member]
    """Hub id → what is known of exactly this one"""
    sources: tuple[str, ...]
    reviewed: Reviewed


class ServiceModel(Record, frozen=True, kw_only=True):
    """One hosted id on one host."""

    name: str | None = None
    family: str | None = None
    """family id"""
    serves: str | None = None
    """Hub id of the weights behind it, where they are public"""
    made_by: str | None = None
    """supplier id of the maker, where the host is another"""
    released: str | None = None
    aliases: tuple[str, ...] = ()
    """other ids that mean exactly this one on this host"""
    floating: str | None = None
    """set on an alias that moves: what it pointed to when reviewed"""
    modalities: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    context: int | None = None
    embedding_dimension: int | None = None
    support: tuple[SupportRecord, ...] = ()
    source: str | None = None
    note: str | None = None


class ServiceRecord(Record, frozen=True, kw_only=True):
    """knowledge/services/<host>.yaml: one host, and the ids it serves or served; past ones are kept."""

    id: str
    """the host's id, which is the ecosystem of its components: openai, bedrock …"""
    name: str
    supplier: str
    hosts: tuple[str, ...] = ()
    """DNS names of its API"""
    environment: tuple[str, ...] = ()
    """environment variables that hold its key"""
    prefixes: tuple[str, ...] = ()
    """what routers such as LiteLLM put before its ids: `azure`, `vertex_ai`"""
    apis: tuple[str, ...] = ()
    """which forms of request it answers, the one of its own documentation first"""
    terms: str | None = None
    """id of the provider's terms among the licences"""
    passes_on: bool = False
    """it answers nothing itself, but passes calls on to other hosts"""
    matches: tuple[str, ...] = ()
    """patterns of ids that are certainly this host's when the host is not told: `gpt-*`, `claude-*`"""
    models: dict[str, ServiceModel] = {}
    sources: tuple[str, ...]
    reviewed: Reviewed


class RuntimeRecord(Record, frozen=True, kw_only=True):
    """knowledge/runtimes/<id>.yaml: one programme that runs weights at one's own address."""

    id: str
    name: str
    component: str | None = None
    """its package's component id, where it is one of ours"""
    encodings: tuple[str, ...]
    """the files that it reads: safetensors, gguf, mlx …"""
    apis: tuple[str, ...] = ()
    """which forms of request its server answers"""
    architectures: tuple[str, ...] = ()
    """the classes of models that it knows; empty: whatever comes in its encoding"""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...]
    version: str | None = None
    """of which the list of classes was read"""
    reviewed: Reviewed


class SupplierRecord(Record, frozen=True, kw_only=True):
    """knowledge/suppliers/<id>.yaml."""

    id: str
    name: str
    legal_name: str | None = None
    jurisdiction: str | None = None
    """ISO 3166-1 alpha-2"""
    owner: str | None = None
    state: str = "active"
    open_weights: str | None = None
    namespaces: dict[str, tuple[str, ...]] = {}
    """ecosystem → namespaces: `huggingface: [meta-llama, facebook]`"""
    mirrors: bool = False
    """what its namespaces hold are others' weights, under their names, in another encoding"""
    stakes: tuple[Stake, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...]
    reviewed: Reviewed


class DatasetMember(Lineage, frozen=True, kw_only=True):
    """One dataset id."""

    license: str | None = None
    licenses: tuple[DatedLicense, ...] = ()
    supplier: str | None = None
    made_with: tuple[str, ...] = ()
    """services or families whose outputs it holds: `service:openai/gpt-4`"""
    restrictions: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = {}
    support: tuple[SupportRecord, ...] = ()
    source: str
    note: str | None = None


class DatasetsRecord(Record, frozen=True, kw_only=True):
    """knowledge/datasets/<name>.yaml: datasets of one publisher or kind, by Hub id."""

    id: str
    supplier: str | None = None
    datasets: dict[str, DatasetMember]
    reviewed: Reviewed


class Package(Record, frozen=True, kw_only=True):
    """One AI package."""

    supplier: str | None = None
    license: str | None = None
    imports: tuple[str, ...] = ()
    """top-level import names, where they differ from the package's name"""
    support: tuple[SupportRecord, ...] = ()
    pulls: tuple[str, ...] = ()
    """component ids of weights that it downloads by default"""
    source: str
    note: str | None = None


class PackagesRecord(Record, frozen=True, kw_only=True):
    """knowledge/packages/<ecosystem>/<name>.yaml: packages of one supplier or purpose."""

    ecosystem: str
    packages: dict[str, Package]
    reviewed: Reviewed


class ArgumentPlace(Record, frozen=True, kw_only=True):
    """Where in a call an argument stands."""

    position: int | None = None
    keyword: str | tuple[str, ...] | None = None
    key: str | tuple[str, ...] | None = None
    """for an argument that is a dict or an object: the key inside it, or any of several; `.` is the argument itself"""


class Call(Record, frozen=True, kw_only=True):
    """One function, method or class whose argument names a component."""

    function: str
    """by its import path; `*` is one segment: `transformers.*.from_pretrained`; for a method, `Class.method`"""
    names: str = "model"
    """model, dataset, service, file, adapter; `none`: the call names nothing by itself but makes an object"""
    ecosystem: str | None = None
    """overrides the file's"""
    identifier: ArgumentPlace | None = None
    revision: ArgumentPlace | None = None
    filename: ArgumentPlace | None = None
    base_url: ArgumentPlace | None = None
    provider: ArgumentPlace | None = None
    implied: str | None = None
    """the library's own default when the call names none"""
    fixed: str | None = None
    """the name that every such call means: `resnet50` of `torchvision.models.resnet50`"""
    surface: str | None = None
    """the product, or part of a library, that every such call reaches although none is named: `assistants-api`"""
    given: ArgumentPlace | None = None
    """the entry holds only where this argument is given, and is neither None nor False"""
    absent: ArgumentPlace | None = None
    """the entry holds only where this argument is not given, or None or False"""
    kind_argument: ArgumentPlace | None = None
    """an argument that says what is named (`repo_type="dataset"`)"""
    note: str | None = None


class CallSitesRecord(Record, frozen=True, kw_only=True):
    """knowledge/call-sites/<library>.yaml: which calls of a library name a component, and where."""

    library: str
    """purl without version: `pkg:pypi/transformers`"""
    language: str = "python"
    modules: tuple[str, ...]
    """top-level import names; they are the prefilter's needles"""
    ecosystem: str
    """of the names in its calls: huggingface, openai, bedrock, ollama, litellm, langchain, timm, …"""
    needles: tuple[str, ...] = ()
    calls: tuple[Call, ...]
    names: dict[str, str] = {}
    """short names that this library's calls take → component id: `small: model:huggingface/openai/whisper-small`

    A name may have one `*`; what it stands for replaces `{}` in the id: `"yolo*.pt": "model:ultralytics/yolo{}"`.
    """
    sources: tuple[str, ...] = ()
    reviewed: Reviewed


class Question(Record, frozen=True, kw_only=True):
    """One question that every licence answers."""

    answers: tuple[str, ...] = ()
    """the words allowed; empty: a text"""
    list: bool = False
    """the answer may be a list"""
    items: tuple[str, ...] = ()
    """the words allowed in that list; empty: any"""
    text: bool = False
    """a free text is allowed besides the words"""
    sentence: str
    """what `auditor explain` says"""
    of: str | None = None
    """the only kind of terms that answers it (`provider-terms`); None: all do"""
    rules: tuple[str, ...] = ()
    """the rules that read it"""


class VocabularyRecord(Record, frozen=True, kw_only=True):
    """knowledge/vocabulary.yaml: the closed list of questions."""

    questions: dict[str, Question]
    metrics: tuple[str, ...]
    effects: tuple[str, ...]
    business: tuple[str, ...]
    modalities: tuple[str, ...]
    tasks: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()
    apis: tuple[str, ...] = ()
    chat_formats: tuple[str, ...] = ()
    tool_formats: tuple[str, ...] = ()
    tokenizers: tuple[str, ...] = ()


FOLDERS: dict[str, type[Record]] = {
    "licenses": LicenseRecord,
    "model-families": FamilyRecord,
    "models": ModelsRecord,
    "services": ServiceRecord,
    "runtimes": RuntimeRecord,
    "suppliers": SupplierRecord,
    "datasets": DatasetsRecord,
    "packages": PackagesRecord,
    "call-sites": CallSitesRecord,
}
"""folder → the shape of its files"""
