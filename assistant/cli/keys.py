"""`composure keys add|revoke|list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import JsonOption, answer_with, app, assistant_for, errors

if TYPE_CHECKING:
    from assistant.database.keys import ApiKey

keys = typer.Typer(no_args_is_help=True, help="Make, revoke and list API keys.")
app.add_typer(keys, name="keys")


@keys.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The person or the program that will use it.")],
    scopes: Annotated[
        list[str] | None,
        typer.Option(
            "--scope", "-s", help="agent, trainer, evaluator or admin; repeatable. Default: agent."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a key. It is shown once; only its hash is kept."""
    with errors(as_json):
        from assistant.database.keys import add_key

        made, secret = add_key(assistant_for().database, name, scopes or ["agent"])

        def show() -> None:
            print(secret)
            typer.echo(
                f"key {made.prefix} for {made.name} ({', '.join(made.scopes)}); "
                "it is shown only now",
                err=True,
            )

        answer_with(as_json, {"key": secret, **_public(made)}, show)


@keys.command("revoke")
def revoke(
    which: Annotated[str, typer.Argument(metavar="KEY", help="Its prefix, id or name.")],
    as_json: JsonOption = False,
) -> None:
    """End a key; a running server knows it within a second."""
    with errors(as_json):
        from assistant.database.keys import revoke_key

        ended = revoke_key(assistant_for().database, which)
        answer_with(as_json, _public(ended), lambda: print(f"revoked {ended.prefix} {ended.name}"))


@keys.command("list")
def list_keys(as_json: JsonOption = False) -> None:
    """List all keys, revoked ones too; never their secrets."""
    with errors(as_json):
        from assistant.database.keys import all_keys

        found = all_keys(assistant_for().database)
        answer_with(as_json, {"keys": [_public(key) for key in found]}, lambda: _show(found))


def _public(key: ApiKey) -> dict[str, object]:
    return key.model_dump(mode="json", exclude={"digest"})


def _show(found: tuple[ApiKey, ...]) -> None:
    if not found:
        print("no keys; `composure keys add NAME --scope agent` makes one")
    for key in found:
        ended = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "active"
        made = f"{key.created_at:%Y-%m-%d}"
        print(f"{key.prefix}  {made}  {ended:<18}  {','.join(key.scopes):<24}  {key.name}")
