"""Functions that yield answers in the child, for the sandbox tests."""

import os
import time


def count(untrusted, name, die_at=-1, how="exit"):
    for number in range(5):
        if number == die_at:
            if how == "exit":
                os._exit(3)
            if how == "sleep":
                time.sleep(60)
            raise ValueError("secret words")
        yield {"number": number}, untrusted * number
