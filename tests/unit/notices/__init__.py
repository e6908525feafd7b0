"""Tests of the third-party file."""
