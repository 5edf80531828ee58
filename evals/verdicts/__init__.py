"""From scores to a verdict: baselines, gates, and one object that every report renders.

scores      what a baseline keeps and a comparison needs of an arm's rows
baselines   kept results with their fingerprint and the reason they were kept for
gates       hard rules, coverage, quality, budget: each on its own
judging     the verdict on an arm and on a run, with its exit code
"""
