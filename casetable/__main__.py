"""``python -m casetable`` is the command ``casetable``."""

import sys

from casetable.cli import main

if __name__ == "__main__":
    sys.exit(main())
