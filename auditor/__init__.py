"""Audits what AI a source tree stands on: models, datasets, hosted services, packages; terms, dates, suppliers."""

__version__ = "0.1.0"
