"""The desk: one process on the user's own machine, opened in a browser. It calls operations and renders; it holds no logic."""
