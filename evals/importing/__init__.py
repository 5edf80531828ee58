"""Takes over what evaluators already have: promptfoo's YAML and CSV, OpenAI Evals' JSON Lines.

A documented subset. What it does not take is reported, key by key; a test of which nothing can be
checked here is left out and reported too, since it would pass whatever happens.
"""
