"""Prompt regression suites: did this change make replies worse, and how sure are we?

`evals` looks at the assistant from outside and imports it; the assistant never imports `evals`.
"""
