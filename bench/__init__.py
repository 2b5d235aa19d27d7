"""Benchmarks: how long invented alliances of several sizes take to build and to check."""
