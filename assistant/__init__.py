"""Composure: a calm first draft for every angry message."""
