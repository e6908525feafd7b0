"""The command `auditor`, and `python -m auditor`."""

import sys


def main() -> None:
    """Run the command line; `--version` alone is answered before anything is loaded."""
    if sys.argv[1:] == ["--version"]:
        from auditor import __version__

        sys.stdout.write(f"auditor {__version__}\n")
        return
    from auditor.cli import auditor

    auditor(prog_name="auditor")


if __name__ == "__main__":
    main()
