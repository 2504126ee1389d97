# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed demo, looked at: its window, its market, and a picture.

look.py PROGRAM PICTURE, with tests/e2e in PYTHONPATH
"""

import re
import sys

from driver import Failure, screenshot
from sublet import Home, Sublet


def main():
    program, picture = sys.argv[1:]
    home = Home()
    app = Sublet(program, home, "--demo")
    try:
        app.main_window()
        status = app.find("label", re.compile(r"^[\d,]+ (of [\d,]+ )?offers · known"))
        screenshot(picture)
        print(f"opened     a window of the demo: {status.get_name()}")
        app.check_output()
    except Failure as failure:
        print(f"failed     {failure}", file=sys.stderr)
        return 1
    finally:
        app.end()
        home.remove()
    return 0


sys.exit(main())
