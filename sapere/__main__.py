"""``python -m sapere``: the same as ``sapere``."""

from sapere.cli import main

if __name__ == "__main__":
    main()
