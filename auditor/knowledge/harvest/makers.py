"""Who made a hosted model, which family it is of, and which published weights stand behind it."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.knowledge.load import Records
from auditor.knowledge.patterns import Pattern, Patterns
from auditor.knowledge.records import FamilyRecord, SupplierRecord

OWN: Final = {
    "openai": "openai",
    "anthropic": "anthropic",
    "gemini-api": "google",
    "mistral": "mistral-ai",
    "deepseek": "deepseek",
    "alibaba": "alibaba",
    "meta": "meta",
    "cohere": "cohere",
    "xai": "xai",
    "moonshot": "moonshot",
    "zai": "zhipu",
    "minimax": "minimax",
    "voyage": "voyage-ai",
    "ai21": "ai21",
    "deepgram": "deepgram",
    "elevenlabs": "elevenlabs",
    "assemblyai": "assemblyai",
    "jina": "jina-ai",
    "amazon-nova": "amazon",
}
"""hosts that serve what they made themselves → the supplier"""

WORDS: Final = (
    (r"^claude|anthropic", "anthropic"),
    (r"deepseek", "deepseek"),
    (r"mixtral|mistral|codestral|ministral|devstral|magistral|pixtral|voxtral", "mistral-ai"),
    (r"nemotron|nvidia", "nvidia"),
    (r"hermes", "nous-research"),
    (r"llama|^meta[./-]", "meta"),
    (r"qwen|qwq|alibaba|wan-?2", "alibaba"),
    (r"gemma|gemini|palm|imagen|veo|chirp|lyria|bison|gecko|^google|medlm|nano-banana", "google"),
    (
        r"gpt-|^o[134](?:-|$)|whisper|dall-e|davinci|babbage|curie|^ada$|openai|sora|^tts-|text-embedding-(?:3|ada)",
        "openai",
    ),
    (r"command|cohere|rerank-v|embed-v|c4ai|aya", "cohere"),
    (r"grok|xai", "xai"),
    (r"jamba|ai21|^j2-", "ai21"),
    (r"phi-?[234]|wizardlm|mai-|^microsoft", "microsoft"),
    (r"flux|black-forest", "black-forest-labs"),
    (r"stable-|stability|sdxl", "stability-ai"),
    (r"kimi|moonshot", "moonshot"),
    (r"glm|zai|chatglm", "zhipu"),
    (r"minimax", "minimax"),
    (r"titan|nova-|^amazon", "amazon"),
    (r"granite|^ibm", "ibm"),
    (r"bge-|baai", "baai"),
    (r"yi-(?:6b|9b|34b|large|vl)|^01-ai", "01-ai"),
    (r"hunyuan|tencent|hy3", "tencent"),
    (r"dbrx|^databricks-", "databricks"),
    (r"arctic|snowflake", "snowflake"),
    (r"starcoder", "bigcode"),
    (r"falcon", "tii"),
    (r"ernie|baidu", "baidu"),
    (r"palmyra|^writer", "writer"),
    (r"sonar|pplx", "perplexity"),
    (r"olmo|tulu", "ai2"),
    (r"mimo|xiaomi", "xiaomi"),
    (r"seed|doubao|bytedance", "bytedance"),
    (r"step-?\d", "stepfun"),
    (r"voyage", "voyage-ai"),
    (r"solar", "upstage"),
    (r"exaone", "lg"),
    (r"zephyr|smollm", "hugging-face"),
)
"""a word in a hosted id → the maker; the first that fits counts, derivatives stand before what they derive from"""

_VENDORS: Final = re.compile(
    r"^(?:(?:us-gov|us|eu)\.)?(?:anthropic|openai|google|meta|mistral|deepseek|qwen|cohere|amazon|x-ai|nvidia|moonshotai"
    r"|minimax|zai|databricks)(?:[./]|-(?=claude|gpt|gemini|meta|llama|mixtral))"
)
_ENDINGS: Final = re.compile(
    r"(?:-(?:maas|turbo|lite|tput|fp8|hf|reference|free|v\d+:\d+(?::\w+)?|versatile)|:free|:v\d|@[\w-]+|-v\d+:\d+)+$"
)
_KEY: Final = re.compile(r"[^a-z0-9]")


class Makers:
    """Looks a hosted id up among the families and suppliers that people have written down."""

    def __init__(self, records: Records) -> None:
        families = [record for _, record in records.of(FamilyRecord)]
        self._families = {family.id: family for family in families}
        self._closed = {family.id for family in families if family.closed}
        self._patterns = Patterns([*_patterns(families)])
        self._weights = {
            _key(name): (name, member.supplier or family.supplier)
            for family in families
            for name, member in family.members.items()
        }
        self._exact = {name.lower(): held for held in self._weights.values() for name in (held[0],)}
        self._namespaces = {
            namespace.lower(): record.id
            for _, record in records.of(SupplierRecord)
            for namespace in record.namespaces.get("huggingface", ())
        }

    def family(self, host: str, name: str) -> str | None:
        """The closed family that an id is of: by the host's own patterns, else by those of the maker's host."""
        found = self._patterns.family(host, name)
        if found is None and host not in OWN:
            bare = _VENDORS.sub("", name.lower())
            homes = ("openai", "anthropic", "gemini-api", "xai", "alibaba", "mistral", "bedrock", "meta")
            found = next((hit for home in homes if (hit := self._patterns.family(home, bare))), None)
        return found if found in self._closed else None

    def weights(self, name: str) -> tuple[str, str] | None:
        """The published weights behind an id, and their maker."""
        return self._exact.get(name.lower()) or self._weights.get(_key(name))

    def maker(self, host: str, name: str) -> str | None:
        """The supplier; None where the host made it, or where nobody can tell."""
        if host in OWN:
            return None
        namespace, slash, rest = name.partition("/")
        if slash and (found := self._namespaces.get(namespace.lower())):
            return found
        words = rest.rsplit("/", 1)[-1].lower() if slash else name.lower()
        return next((maker for word, maker in WORDS if re.search(word, words) or re.search(word, name.lower())), None)

    def earliest_ends(self, family: str | None) -> set[str]:
        """The days before which a family is promised not to end."""
        record = self._families.get(family or "")
        return {str(entry.not_sooner_than) for entry in record.support if entry.not_sooner_than} if record else set()

    def speaks_of_its_end(self, family: str | None) -> bool:
        """Whether the family's own statements are about its maker's host, and so not about another."""
        record = self._families.get(family or "")
        return record is not None and bool(record.support)


def _patterns(families: list[FamilyRecord]) -> Iterator[Pattern]:
    for family in families:
        for ecosystem, patterns in family.matches.items():
            yield from (Pattern(ecosystem, pattern, family.id) for pattern in patterns)


def _key(name: str) -> str:
    """`accounts/fireworks/models/llama-v3p1-8b-instruct` and `meta.llama3-1-8b-instruct-v1:0` as one key."""
    name = name.lower().rsplit("/", 1)[-1]
    name = re.sub(r"(?<=\d)p(?=\d)", ".", name)
    name = re.sub(r"\bv(?=\d\.?\d?-)", "", name)
    name = _ENDINGS.sub("", re.sub(r"-instant$", "-instruct", name))
    name = _VENDORS.sub("", name)
    return _KEY.sub("", name.removeprefix("meta-"))
