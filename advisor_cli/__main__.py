"""``python -m advisor_cli``: the same as the ``advisor`` command."""

import sys

from advisor_cli.main import main

if __name__ == "__main__":
    sys.exit(main())
