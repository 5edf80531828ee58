"""Mutants: writers, knowledge and retrieval that are bad on purpose, to test the gates themselves.

records     a mutant, a near miss, and the matrix of what caught what
spoiling    a good answer made bad
damage      playbooks that are swapped, retrieval that returns noise
matrix      runs them all
"""
