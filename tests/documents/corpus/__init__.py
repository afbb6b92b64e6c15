"""Files built to be judged: hostile ones of many kinds, and what ordinary people send."""
