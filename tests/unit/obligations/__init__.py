"""Tests of the obligations register."""
