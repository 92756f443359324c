"""One command a file; each module defines `app`, its Typer application."""
