"""`python -m cdtt_app`."""

import sys

from cdtt_app.app import main

if __name__ == "__main__":
    sys.exit(main())
