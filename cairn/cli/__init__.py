"""The command line: sheets in, pairs with reasons out."""


def main() -> None:
    """Run `cairn` and end the process with its exit code."""
    from cairn.cli.app import start

    start()
