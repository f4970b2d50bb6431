"""What words say before anybody weighs them: sentences, dates, ages, numbers, names, places."""

from doltap.language.sentences import sentences

__all__ = ["sentences"]
