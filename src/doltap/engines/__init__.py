"""Engines: what runs a computation that a pure room states, when one process is outgrown. Each must equal NumPy."""
