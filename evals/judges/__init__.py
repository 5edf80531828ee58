"""Judges: a model that answers one yes/no question about a reply.

questions  the prompt files of the questions
reading    the last verdict of an answer; what cannot be read is no verdict
asking     one question over the tape, masked and fenced
pairs      which of two replies is better, asked in both orders
panel      all replies of a run, and the labelled ones beside them
labels     replies that people have labelled
hiring     the judge of a suite, and that it does not judge itself
"""
