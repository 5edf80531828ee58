"""Reads suites and samples; what is wrong in one is said with file and line."""
