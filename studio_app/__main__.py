"""`python -m studio_app` is the command `teire`."""

from studio_app.cli.main import run

if __name__ == "__main__":
    run()
