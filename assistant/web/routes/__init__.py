"""The routes of the API, a module a group; each names the scopes that it is open to."""
