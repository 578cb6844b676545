"""The command line's way in: `template-check` and `python -m template_check`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line and ends the process; the version is told without loading anything."""
    if sys.argv[1:] == ["--version"]:
        from template_check import __version__

        print(f"template-check {__version__}")
        return
    # What is loaded at the start stays: to look through it for garbage again and again takes a tenth of a short run.
    gc.set_threshold(20_000)
    from template_check.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    main()
