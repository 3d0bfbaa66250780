"""`python -m liftapp` is the command line."""

import sys

from liftapp.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
