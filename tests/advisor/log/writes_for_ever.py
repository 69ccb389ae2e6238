"""A process that logs turns and says how many, until it is killed; run by test_log.py."""

import sys

from advisor.log.database import Database
from advisor.log.log import ConversationLog
from tests.advisor.log.examples import turn

if __name__ == "__main__":
    log = ConversationLog(Database(sys.argv[1]))
    while True:
        sys.stdout.write(f"{log.append(turn('k', 'said ' * 200))}\n")
        sys.stdout.flush()
