"""The command line's way in: `template-check` and `python -m template_check`."""

from template_check.cli.main import main

if __name__ == "__main__":
    main()
