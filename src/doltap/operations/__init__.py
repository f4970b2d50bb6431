"""One file for each thing a person can do; each strings the rooms together and is called alike by every door."""
