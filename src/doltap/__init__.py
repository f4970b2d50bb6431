"""Doltap: the desk for accounts of people who left. Exact words in, weighed facts out, people protected."""

__version__ = "0.1.0"
