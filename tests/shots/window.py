# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window as software centres show it: window.py SUBLET FOLDER

Under `ui-env a11y,keyring` with a screen of 1000 × 700, which the demo's window fills.
`data/screenshots` holds what this takes; the metainfo names it, and tests/checks compares.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from driver import Failure  # noqa: E402
from main_job import Job  # noqa: E402
from sublet import RENT_WINDOW, RUNS, Home, Sublet  # noqa: E402


def take(app, picture):
    app.main_window()
    app.wait_offers()
    picture("market")

    rent = app.open_rent()
    app.find("image", "Fine", rent)
    picture("rent")

    app.accept_rent(rent)
    app.wait_window_gone(RENT_WINDOW)
    app.show_instances()
    app.wait_card("ada-1", RUNS)
    picture("instances")


def main():
    program, folder = sys.argv[1:]
    home = Home()
    app = Sublet(program, home, "--demo")
    try:
        take(app, Job(app, None, folder).picture)
        app.check_output()
    except Failure as failure:
        print(f"failed     {failure}", file=sys.stderr)
        return 1
    finally:
        app.end()
        home.remove()
    for path in sorted(Path(folder).glob("*.png")):
        print(path)
    return 0


sys.exit(main())
