"""Revisions: changes a draft as told, and checks the whole again.

    revising.revise     a draft and an instruction → a new draft that says what it revises

Instructions are read by `reading`; `lengths`, `tones`, `points` and `offers` do what needs no
model, `by_model` the rest; `keeping` sees to it that what earlier instructions fixed stays fixed.
"""
