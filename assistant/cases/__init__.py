"""The record of cases: conversations, what was sent, what is owed, and what it all shows.

casebook      the facade: `assistant.casebook`
records       what comes back, frozen
conversation  one case over many turns, for the terminal and the page
"""
