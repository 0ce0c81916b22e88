"""All commands. Each is read only as far as its options here; what it works with it imports when it runs."""

from __future__ import annotations

import typer

from sapere.cli import ask, bring, doctor, evaluate, export, library, research, up, web, worker

app = typer.Typer(
    name="sapere",
    help="Research a topic, keep what was read, and learn it from pages whose every sentence shows its evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("up")(up.up)
app.command("research")(research.research)
app.command("ask")(ask.ask)
app.add_typer(library.app, name="library")
app.command("export")(export.export)
app.command("import")(bring.bring)
app.add_typer(evaluate.app, name="eval")
app.command("web")(web.web)
app.command("worker")(worker.worker)
app.command("doctor")(doctor.doctor)
