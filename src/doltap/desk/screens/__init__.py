"""One module a screen: functions from a visit to a response, and the `ROUTES` that lead to them."""
