# SPDX-License-Identifier: GPL-3.0-or-later
"""app -> ui -> core, never back; simulator -> core/base only."""

import re

from checks import files, main, relative, without_comments

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)

NO_TOOLKIT = ("gtk/", "gdk/", "gsk/", "adwaita", "vte/")
NO_WIRE = ("libsoup/", "json-glib/", "libssh2", "libsecret/", "sqlite3")

# room: (libraries it may not include, rooms of the tree it may include)
RULES = {
    "src/core/base": (NO_TOOLKIT, ("core/base/",)),
    "src/core": (NO_TOOLKIT, ("core/",)),
    "src/simulator": (NO_TOOLKIT, ("core/base/", "simulator/")),
    "src/ui": (NO_WIRE, ("core/", "ui/")),
    "src/app": ((), ("app/", "core/", "ui/")),
}


def find(root):
    found = []
    for room, (libraries, rooms) in RULES.items():
        for path in files(root, room, suffixes=(".c", ".h")):
            text = without_comments(path.read_text(encoding="utf-8"))
            for quote, name in INCLUDE.findall(text):
                where = f"{relative(root, path)} includes {name}"
                if name.startswith(libraries):
                    found.append(f"{where}: a library that {room} does without")
                elif quote == '"' and "/" in name and not name.startswith(rooms):
                    found.append(f"{where}: {room} may include {', '.join(rooms)} only")
    return found


def c(line):
    return f"/* about <gtk/gtk.h> */\n{line}\n"


main(
    find,
    clean=[
        {
            "src/core/api/a.c": c('#include "core/base/b.h"\n#include <libsoup/soup.h>'),
            "src/ui/a.c": c('#include "ui/b.h"\n#include <gtk/gtk.h>\n#include "core/model/a.h"'),
            "src/app/a.c": c('#include "ui/b.h"\n#include <adwaita.h>\n#include "config.h"'),
            "src/simulator/a.c": c('#include "core/base/b.h"\n#include "simulator/a.h"'),
        }
    ],
    faulty=[
        ({"src/core/api/a.c": c("#include <gtk/gtk.h>")}, "gtk/gtk.h: a library"),
        ({"src/core/base/a.h": c(" # include <gdk/gdk.h>")}, "gdk/gdk.h: a library"),
        ({"src/core/ssh/a.c": c("#include <adwaita.h>")}, "adwaita.h: a library"),
        ({"src/simulator/a.c": c("#include <vte/vte.h>")}, "vte/vte.h: a library"),
        ({"src/ui/a.c": c("#include <libsoup/soup.h>")}, "soup.h: a library"),
        ({"src/ui/a.c": c("#include <json-glib/json-glib.h>")}, "json-glib.h: a library"),
        ({"src/ui/x/a.c": c("#include <libssh2.h>")}, "libssh2.h: a library"),
        ({"src/ui/x/a.h": c("#include <libsecret/secret.h>")}, "secret.h: a library"),
        ({"src/ui/x/a.c": c("#include <sqlite3.h>")}, "sqlite3.h: a library"),
        ({"src/core/api/a.c": c('#include "ui/a.h"')}, "ui/a.h: src/core may"),
        ({"src/core/api/a.c": c('#include "app/a.h"')}, "app/a.h: src/core may"),
        ({"src/core/api/a.c": c('#include "simulator/a.h"')}, "simulator/a.h: src/core may"),
        ({"src/core/base/a.c": c('#include "core/api/a.h"')}, "src/core/base may"),
        ({"src/simulator/a.c": c('#include "core/api/a.h"')}, "core/api/a.h: src/simulator may"),
        ({"src/ui/a.c": c('#include "app/a.h"')}, "app/a.h: src/ui may"),
        ({"src/ui/a.c": c('#include "simulator/a.h"')}, "simulator/a.h: src/ui may"),
    ],
)
