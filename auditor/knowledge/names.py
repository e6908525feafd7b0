"""What a written name means: hub ids and URLs, Ollama tags, ARNs, prefixes, dates and revisions taken apart."""

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from auditor.domain.component import ComponentId, ComponentKind
from auditor.knowledge.base import Identity
from auditor.knowledge.hub import HOSTS, HUB_ID, SHORT
from auditor.knowledge.patterns import FirstOf

if TYPE_CHECKING:
    from auditor.knowledge.store import StoredKnowledge

_OLLAMA_HOSTS: Final = frozenset({"ollama.com", "www.ollama.com", "ollama.ai", "registry.ollama.ai"})
_SHA: Final = re.compile(r"[0-9a-f]{40}")
_BEDROCK_REGION: Final = re.compile(r"(?:us|eu|apac|ap|jp|au|ca|sa|me|af|global|us-gov)\.(?=[a-z0-9-]+\.)")
_PLACE: Final = {
    "azure": re.compile(r"(?:eu|us|uk|au|in|jp|kr|apac|us-gov|global|global-standard|standard|data-zone-standard)/"),
    "bedrock": re.compile(r"(?:us-gov|us|eu|ap|ca|sa|me|af|il|mx)-[a-z]+-\d/(?:\d+-month-commitment/)?"),
}
"""where a host runs the model, which LiteLLM writes between the host and the id"""
_DATED: Final = re.compile(r"[-@](20\d\d-?(?:0\d|1[0-2])-?[0-3]\d)(?:-v\d+(?::\d+)?)?$|-(\d{3,4})$|(-v\d+:\d+)$")
_ENCODED: Final = re.compile(r"(?<=:)([\w.-]{1,60})-(?:q\d(?:_[0-9a-z]{1,2}){0,2}|fp16|f16|bf16)$", re.IGNORECASE)
"""the end of an Ollama tag that tells the encoding: `8b-q4_K_M`"""
_GGUF_TAG: Final = re.compile(r":[A-Za-z0-9_.-]{1,40}$")
_SSH: Final = re.compile(r"(?:ssh://)?git@(?:hf\.co|huggingface\.co)[:/]")
_CONTEXT: Final = re.compile(r"(?<=:\d):(?:\d{1,4}k|mm)$")
"""what Bedrock writes behind an id for a context length that is bought by itself"""
_VARIANT: Final = re.compile(r":(?:free|beta|extended|nitro|floor|online|thinking|exacto)$")
"""what OpenRouter writes behind an id for another way to serve it"""
_OWN_NAMES: Final = frozenset({"azure", "unknown", "local"})
"""hosts whose names are those of one's own deployments"""
_WORDED: Final = re.compile(r"[A-Za-z0-9]{1,60}(?:[-._:@/][A-Za-z0-9]{1,60}){1,20}")
_MARKS: Final = re.compile(r"[^a-z0-9/]")

ROUTERS: Final = frozenset({"litellm", "langchain", "openrouter", "ai-sdk", "any"})
"""ecosystems of calls whose names say by a prefix whose they are"""
HELD: Final = frozenset(
    {"hosted_vllm", "vllm", "lm_studio", "llamafile", "local", "huggingface_local", "llamacpp", "mlx"}
)
"""router prefixes behind which the weights are one's own"""


class Names:
    """Turns names into components, with the help of everything the knowledge lists."""

    def __init__(self, knowledge: "StoredKnowledge") -> None:
        self._knowledge = knowledge
        self._spellings: dict[str, dict[str, str]] = {}

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        """What `name` means where `ecosystem` is spoken; see `KnowledgeBase.identify`."""
        name = name.strip().strip("\"'")
        if ecosystem == "any" and kind is not ComponentKind.SERVICE and (held := self._weights(name)):
            return held
        if ecosystem in ROUTERS:
            return self._routed(_VARIANT.sub("", name) if ecosystem == "openrouter" else name, kind)
        if ssh := _SSH.match(name):
            name = "https://huggingface.co/" + name[ssh.end() :].removesuffix(".git")
        if "://" in name or name.startswith(SHORT):
            located = self._located(name, kind)
            if located is not None:
                return located
        if ecosystem == "huggingface":
            return self._hub(name, kind)
        if ecosystem == "ollama":
            return self._ollama(name)
        if self._is_service(ecosystem) or ecosystem == "unknown" or kind is ComponentKind.SERVICE:
            return self._served(ecosystem, name)
        return self._listed(ComponentId(kind, ecosystem, name))

    def known(self, text: str) -> ComponentId | None:
        """The component that a bare string certainly names, whatever the place."""
        text = text.strip()
        if not 2 <= len(text) <= 200 or " " in text or "\n" in text:  # noqa: PLR2004 - no id is shorter or longer
            return None
        if "://" in text or text.startswith(SHORT):
            located = self._located(text, ComponentKind.MODEL)
            return located.component if located else None
        if text.startswith("arn:aws:bedrock:") or _BEDROCK_REGION.match(text):
            served = self._served("bedrock", text)
            return served.component if served.known else None
        return self._knowledge.named("*", text)

    def is_model_like(self, text: str) -> bool:
        """Whether a string names a known component or matches a family's pattern."""
        if self.known(text) is not None:
            return True
        if HUB_ID.fullmatch(text):
            return self._knowledge.patterns.family("huggingface", text) is not None
        return self._claimed_by(text) is not None

    def _weights(self, name: str) -> Identity | None:
        """A Hub id that is listed: where nothing routes, `google/…` and `Qwen/…` are namespaces and no prefixes."""
        listed = self._knowledge.named("model:huggingface", name) if "/" in name else None
        return Identity(listed) if listed else None

    # -- one ecosystem each ------------------------------------------------------------------------------------------

    def _located(self, url: str, kind: ComponentKind) -> Identity | None:
        """`https://huggingface.co/org/name/resolve/main/file`, `hf://datasets/org/name@rev`, `hf.co/org/name:tag`."""
        if "://" not in url:
            url = f"https://{url}"
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        segments = [unquote(segment) for segment in parts.path.split("/") if segment]
        if parts.scheme == "hf":
            segments = [parts.netloc, *segments]
        elif parts.hostname in _OLLAMA_HOSTS:
            return self._ollama("/".join(segments).removeprefix("library/"))
        elif parts.hostname not in HOSTS:
            return None
        segments = segments[1:] if segments[:1] == ["api"] else segments
        if segments and segments[0] in {"datasets", "spaces", "models"}:
            if segments[0] == "spaces":
                return None
            kind = ComponentKind.DATASET if segments[0] == "datasets" else kind
            segments = segments[1:]
        if len(segments) < 2:  # noqa: PLR2004 - an organisation alone is no model
            return self._hub(segments[0], kind) if len(segments) == 1 and parts.scheme == "hf" else None
        revision = segments[3] if len(segments) > 3 and segments[2] in {"resolve", "blob", "tree", "raw"} else None  # noqa: PLR2004
        found = self._hub("/".join(segments[:2]), kind)
        return Identity(found.component, pinned(revision) or found.version, found.known)

    def _hub(self, name: str, kind: ComponentKind) -> Identity:
        name, _, revision = name.removeprefix("hf://").strip("/").partition("@")
        if kind is not ComponentKind.DATASET and ":" in name:
            name = _GGUF_TAG.sub("", name)
        return self._listed(ComponentId(kind, "huggingface", name), pinned(revision))

    def _ollama(self, name: str) -> Identity:
        if name.startswith(SHORT):
            located = self._located(name, ComponentKind.MODEL)
            if located is not None:
                return located
        name = (
            name.removeprefix("registry.ollama.ai/")
            .removeprefix("ollama/")
            .removeprefix("library/")
            .removesuffix(":latest")
        )
        identity = self._listed(ComponentId(ComponentKind.MODEL, "ollama", name))
        bare = _ENCODED.sub(r"\1", name)
        if identity.known or bare == name:
            return identity
        same = self._listed(ComponentId(ComponentKind.MODEL, "ollama", bare))  # the same weights, in another encoding
        return same if same.known else identity

    def _served(self, host: str, name: str) -> Identity:
        if host in {"bedrock", "unknown"} and name.startswith("arn:"):
            region = "us-gov." if name.startswith("arn:aws-us-gov:") else ""
            name, host = region + name.rsplit("/", 1)[-1].removeprefix("us-gov."), "bedrock"
        if host == "bedrock":
            name = self._in_partition(_CONTEXT.sub("", _BEDROCK_REGION.sub("", name)), gov=name.startswith("us-gov."))
        if host in {"vertex", "gemini-api"}:
            name = name.rsplit("/models/", 1)[-1].removeprefix("models/").removeprefix("google/")
        identity = self._listed(ComponentId(ComponentKind.SERVICE, host, name), version_in(name))
        if not identity.known and (same := self._spelt(host, name)) is not None:
            return Identity(same, version_in(name))
        if not identity.known and host == "openrouter" and _VARIANT.search(name):
            return self._served(host, _VARIANT.sub("", name))
        return identity

    def _spelt(self, host: str, name: str) -> ComponentId | None:
        """The one id of a host that differs in its punctuation only: `claude-sonnet-4-5` for `claude-sonnet-4.5`."""
        if host in _OWN_NAMES or not _WORDED.fullmatch(name):
            return None
        if host not in self._spellings:
            found: dict[str, list[str]] = {}
            prefix = f"service:{host}/"
            for each in self._knowledge.ids("component"):
                if each.startswith(prefix):
                    found.setdefault(_MARKS.sub("", each.removeprefix(prefix).lower()), []).append(each)
            self._spellings[host] = {spelt: ids[0] for spelt, ids in found.items() if len(ids) == 1}
        same = self._spellings[host].get(_MARKS.sub("", name.lower()))
        return ComponentId.parse(same) if same is not None else None

    def _routed(self, name: str, kind: ComponentKind) -> Identity:
        """`azure/gpt-4o`, `bedrock/anthropic.claude-…`, `openai:gpt-4o`, `ollama/llama3.1`, or a bare `gpt-4o`."""
        for separator in ("/", ":"):
            prefix, found, rest = name.partition(separator)
            identity = self._prefixed(prefix.lower(), rest) if found and rest else None
            if identity is not None and not self._is_hub_spelling(name, prefix, identity):
                return identity
        if (host := self._claimed_by(name)) is not None:
            return self._served(host, name)
        if (known := self.known(name)) is not None:
            return Identity(known, version_in(name))
        if HUB_ID.fullmatch(name) and kind is not ComponentKind.SERVICE:
            return self._hub(name, kind)
        return Identity(ComponentId(ComponentKind.SERVICE, "unknown", name), version_in(name), known=False)

    def _is_hub_spelling(self, name: str, prefix: str, routed: Identity) -> bool:
        """Whether `Qwen/Qwen3-32B` is the Hub's id rather than a route: a route is written small, and leads to what is there."""
        listed = self._knowledge.named("model:huggingface", name) is not None
        return listed and (prefix != prefix.lower() or not routed.known)

    def _prefixed(self, prefix: str, rest: str) -> Identity | None:
        if prefix in {"ollama", "ollama_chat"}:
            return self._ollama(rest)
        if prefix in HELD:
            return self._hub(rest, ComponentKind.MODEL)
        host = self._prefixes.get(prefix)
        if host is None:
            return None
        api, found, inner = rest.partition("/")
        if host == "bedrock" and found and api in {"converse", "converse_like", "invoke"}:
            rest = inner
        if (where := _PLACE.get(host)) and (place := where.match(rest)):
            gov = host == "bedrock" and rest.startswith("us-gov-")
            rest = ("us-gov." if gov else "") + rest[place.end() :]
        return self._served(host, rest)

    def _in_partition(self, name: str, *, gov: bool) -> str:
        """The id as it is listed for GovCloud, where models end on other days than elsewhere."""
        apart = f"us-gov.{name}"
        return apart if gov and self._knowledge.named("service:bedrock", apart) is not None else name

    def _listed(self, component: ComponentId, version: str | None = None) -> Identity:
        """The component under the name that the knowledge lists it by, if it does."""
        scope = f"{component.kind.word}:{component.ecosystem}"
        listed = self._knowledge.named(scope, component.name)
        return Identity(listed or component, version, known=listed is not None)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _is_service(self, ecosystem: str) -> bool:
        return any(service.id == ecosystem for service in self._knowledge.services)

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for service in self._knowledge.services:
            for prefix in (service.id, *service.prefixes):
                found.setdefault(prefix.lower(), service.id)
        return found

    def _claimed_by(self, name: str) -> str | None:
        """The host that says of ids of this form that they are its own."""
        found = self._claims[0].of(name)
        return None if found is None else self._claims[1][found]

    @cached_property
    def _claims(self) -> tuple[FirstOf, list[str]]:
        pairs = [(pattern, service.id) for service in self._knowledge.services for pattern in service.matches]
        pairs.sort(key=lambda pair: (-len(pair[0]), pair))
        return FirstOf([pattern for pattern, _ in pairs]), [host for _, host in pairs]


def pinned(revision: str | None) -> str | None:
    """A revision that names one state for good: a full commit, or a tag that looks like a version."""
    if not revision or revision in {"main", "master", "HEAD", "latest"}:
        return None
    return revision if _SHA.fullmatch(revision) or re.match(r"v?\d", revision) else None


def version_in(name: str) -> str | None:
    """The date or build that a hosted id carries: `gpt-4o-2024-08-06`, `claude-…-20251101`, `gemini-2.0-flash-001`."""
    match = _DATED.search(name)
    return next((group.strip("-@") for group in match.groups() if group), None) if match else None
