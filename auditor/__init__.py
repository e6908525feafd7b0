"""Audits what AI a source tree stands on: models, datasets, hosted services and packages, their terms, dates and suppliers."""

__version__ = "0.1.0"
