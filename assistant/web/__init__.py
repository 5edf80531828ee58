"""The HTTP API and the page: `application.create_app` puts them together, `serving` runs them.

A request passes, from outside in: `shield` (id, headers, host, log, last net), `gatekeeper` (who is
it, may it come in), `guard` (size, time and form of the body), `forms` (a page's unsafe methods),
`repeats` (idempotency keys), and then a route of `routes` or of `pages`.
"""
