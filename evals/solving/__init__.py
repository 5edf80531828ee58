"""The assistant under test: a case and an arm in, an output out, at a fixed moment, from a tape.

bench      the assistant wired over an index of its own, and what it depends on, as hashes
written    answers that people wrote, in place of a model
purse      what a run has spent, and may not pass
asking     asks a model through the tape
reading    what the assistant made, as an output
solvers    `assistant`: the product as it is; `writer`: a prompt's own text, unguarded
"""
