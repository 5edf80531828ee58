"""Answers a trainer's or an agent's question from the knowledge, with its sources, or not at all.

The passages are found (`finding`), judged (`relevance`), taken apart into sentences (`units`),
chosen from (`choosing`) and set as a page (`page`); a model may write instead (`by_model`), from
the same passages and checked against them (`checking`). `asking` is the way through.
"""
