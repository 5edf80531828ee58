"""The statistics of a verdict: small functions, each with its source, on SciPy's special functions.

`scipy.special` loads in a fraction of the time of `scipy.stats`; the tests hold every function
here against `scipy.stats`.
"""
