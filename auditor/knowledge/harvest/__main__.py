"""`python -m auditor.knowledge.harvest`: see the package's page."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from auditor.knowledge import load
from auditor.knowledge.harvest import (
    azure_page,
    conversions,
    embedding_models,
    gallery,
    mistral_docs,
    model_files,
    models_dev,
    pages,
    price_list,
    router_list,
    runtimes,
    service_files,
)
from auditor.knowledge.harvest.listing import Listing
from auditor.knowledge.harvest.makers import Makers
from auditor.knowledge.harvest.sighting import Sighting
from auditor.knowledge.records import ServiceRecord

KNOWLEDGE = Path(__file__).parent.parent


def main() -> None:
    """Read the lists that were named, and rewrite the files of hosts and of models."""
    parser = argparse.ArgumentParser(prog="python -m auditor.knowledge.harvest")
    parser.add_argument("--pages", type=Path, help="checkout of mnfst/modeldeprecations.dev")
    parser.add_argument("--mistral", type=Path, help="checkout of mistralai/platform-docs-public")
    parser.add_argument("--mistral-as-of", type=date.fromisoformat, help="day of that checkout's newest commit")
    parser.add_argument("--litellm", type=Path, action="append", default=[], help="a LiteLLM wheel, the newest first")
    parser.add_argument("--openrouter", type=Path, help="models.json of anomalyco/models.dev")
    parser.add_argument("--openrouter-as-of", type=date.fromisoformat, help="day of that file's newest commit")
    parser.add_argument("--azure", type=Path, help="Azure's table of retirements, in Markdown")
    parser.add_argument("--azure-as-of", type=date.fromisoformat, help="the day that the table gives for itself")
    parser.add_argument("--gallery", type=Path, help="LocalAI's gallery/index.yaml")
    parser.add_argument("--mteb", type=Path, help="a wheel of MTEB")
    parser.add_argument("--fastembed", type=Path, help="a wheel of FastEmbed")
    parser.add_argument("--unsloth", type=Path, help="a wheel of Unsloth")
    parser.add_argument("--xinference", type=Path, help="a wheel of Xinference")
    parser.add_argument("--models-dev", type=Path, help="checkout of anomalyco/models.dev, read with --describe")
    parser.add_argument("--models-dev-as-of", type=date.fromisoformat, help="day of that checkout's newest commit")
    parser.add_argument("--describe", action="store_true", help="only what hosted ids can do: no id, no date changes")
    parser.add_argument(
        "--runtime", action="append", default=[], metavar="ID=PATH", help="a runtime's archive or checkout"
    )
    parser.add_argument("--today", type=date.fromisoformat, required=True, help="day of the review, YYYY-MM-DD")
    options = parser.parse_args()
    records = load.read_records(load.knowledge_files([KNOWLEDGE]))
    places = {runtime: Path(place) for runtime, _, place in (text.partition("=") for text in options.runtime)}
    for runtime, count in runtimes.update(KNOWLEDGE / "runtimes", places, options.today).items():
        print(f"{count:6} classes of {runtime}")  # noqa: T201
    listings = [*_listings(options)]
    if listings:
        models, left_out = model_files.update(KNOWLEDGE / "models", listings, records, options.today)
        for said in left_out:
            print(f"{said.id}: {said.sentence}")  # noqa: T201 - for the reviewer
        print(f"{len(models):6} models")  # noqa: T201
    if not (options.mistral or options.pages or options.litellm or options.openrouter or options.azure):
        return
    sightings = [*_sightings(options, records)]
    if options.describe:
        if options.models_dev:
            sightings += models_dev.read(options.models_dev, options.models_dev_as_of or options.today)
        for host, count in service_files.describe(KNOWLEDGE / "services", sightings).items():
            print(f"{count:6} {host} described")  # noqa: T201
        return
    counts = service_files.update(KNOWLEDGE / "services", sightings, Makers(records), options.today)
    for host, count in counts.items():
        print(f"{count:6} {host}")  # noqa: T201 - a script that people run
    print(f"{sum(counts.values()):6} in all")  # noqa: T201


def _listings(options: argparse.Namespace) -> Iterator[Listing]:
    if options.mteb:
        yield from embedding_models.read(options.mteb)
    if options.fastembed:
        yield from conversions.fastembed(options.fastembed)
    if options.gallery:
        yield from gallery.read(options.gallery)
    if options.unsloth:
        yield from conversions.unsloth(options.unsloth)
    if options.xinference:
        yield from conversions.xinference(options.xinference)


def _sightings(options: argparse.Namespace, records: load.Records) -> Iterator[Sighting]:
    if options.openrouter:
        yield from router_list.read(options.openrouter, options.openrouter_as_of or options.today)
    if options.azure:
        # Azure has moved most of these days since: the table counts only where no newer word is known.
        known = {
            name.lower()
            for _, host in records.of(ServiceRecord)
            for name, model in host.models.items()
            if host.id == "azure" and model.support
        }
        for sighting in azure_page.read(options.azure, options.azure_as_of or options.today):
            if sighting.id.lower() not in known:
                yield sighting
    if options.mistral:
        yield from mistral_docs.read(options.mistral, options.mistral_as_of or options.today)
    if options.pages:
        yield from pages.read(options.pages)
    yield from price_list.read(options.litellm)


if __name__ == "__main__":
    main()
