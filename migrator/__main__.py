"""`python -m migrator` is `migrate`."""

from migrator.cli.main import main

main()
