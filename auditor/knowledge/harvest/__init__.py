"""Turns public lists of hosted models into reviewed additions to `services/`. Run by hand; no scan imports it.

    python -m auditor.knowledge.harvest --pages CHECKOUT --mistral CHECKOUT --litellm WHEEL [--litellm OLDER …]

The lists: the price list inside LiteLLM's wheels, read as a file and never imported, newest wheel first; the schema of
Mistral's documentation; a repository that keeps copies of first-party deprecation pages. Each says of a hosted id when
it came, when it goes, and what replaces it: a `Sighting`. What a person wrote into a service's file stays; what a list
no longer holds stays too, as history; what two lists say differently is kept apart, each with its origin.
"""
