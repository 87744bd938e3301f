"""What the commands under ``youju eval`` do between the typed line and ``youju_eval``: files, bars, words."""
