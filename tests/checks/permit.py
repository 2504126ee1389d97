# SPDX-License-Identifier: GPL-3.0-or-later
"""Only the authorising function makes a permit, and only the transport spends one."""

import re

from checks import files, main, relative, without_comments

PRIVATE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"core/api/sublet-permit-private\.h"', re.M)
MAKES = re.compile(r"\bsublet_permit_new\b")
SPENDS = re.compile(r"\bsublet_permit_spend\b")

AUTHORIZER = "src/core/rental/sublet-authorizer.c"
OWN = ("src/core/api/sublet-permit.c", "src/core/api/sublet-permit-private.h")


def find(root):
    found = []
    spenders = []
    makers = []
    for path in files(root, "src", suffixes=(".c", ".h")):
        name = relative(root, path)
        text = without_comments(path.read_text(encoding="utf-8"))
        if name in OWN:
            continue
        if MAKES.search(text):
            makers.append(name)
        if SPENDS.search(text):
            spenders.append(name)
        if PRIVATE.search(text) and name != AUTHORIZER and not name.startswith("src/core/api/"):
            found.append(f"{name} includes what only the authorising function may")
    if makers != [AUTHORIZER]:
        found.append(f"permits are made by {makers or 'nobody'}, not by {AUTHORIZER} alone")
    if len(spenders) != 1 or not spenders[0].startswith("src/core/api/"):
        found.append(f"permits are spent by {spenders or 'nobody'}, not in one place of core/api")
    return found


AUTHORIZE = '#include "core/api/sublet-permit-private.h"\nsublet_permit_new (id);\n'
SPEND = '#include "core/api/sublet-permit-private.h"\nsublet_permit_spend (permit);\n'
TREE = {AUTHORIZER: AUTHORIZE, "src/core/api/transport.c": SPEND}

main(
    find,
    clean=[TREE, TREE | {"src/ui/a.c": "/* sublet_permit_new () */\n"}],
    faulty=[
        (TREE | {"src/core/rental/a.c": AUTHORIZE}, "includes what only"),
        (TREE | {"src/ui/a.c": "sublet_permit_new (id);\n"}, "permits are made by"),
        (TREE | {"src/core/api/a.c": SPEND}, "permits are spent by"),
        ({"src/core/api/transport.c": SPEND}, "made by nobody"),
        ({AUTHORIZER: AUTHORIZE}, "spent by nobody"),
    ],
)
