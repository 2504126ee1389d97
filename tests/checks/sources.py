# SPDX-License-Identifier: GPL-3.0-or-later
"""Licence lines, length of files, and calls that have no place here."""

import re

from checks import LICENCE, files, main, relative, without_comments

FOLDERS = (".ci", "data", "src", "tests")
SUFFIXES = (".c", ".h", ".py", ".ui", ".css", ".svg", ".sh", ".xml", ".xml.in")
MAX_LINES = 800

VERSION_IF = re.compile(
    r"^[ \t]*#[ \t]*(?:el)?if\b.*\b(?:GLIB|GTK|GDK|ADW|VTE|SOUP|JSON|PANGO)_"
    r"(?:CHECK_VERSION|MAJOR_VERSION|MINOR_VERSION|VERSION_)", re.M)

# In core, ui and app: what blocks or nests the main loop, what hides an error, what leaks a secret.
BANNED = (
    (re.compile(r"\bg_main_context_iteration\b|\bg_main_loop_run\b"), "a nested main loop"),
    (re.compile(r"\b[a-z0-9]\w*_sync[ \t]*\("), "a call that waits on the main loop"),
    (re.compile(r"\bjson_object_get_\w+_member[ \t]*\("), "an unchecked JSON member"),
    (re.compile(r"\bsoup_logger_new\b|\bSoupLogger\b"), "a logger that prints the key"),
    (re.compile(r"\bg_usleep\b|(?<!_)\bsleep[ \t]*\("), "a sleep; ask the SubletClock"),
)
READS_JSON = "src/core/base/sublet-json.c"
# Named so, and does not wait: it takes a descriptor that is open.
NEVER_WAITS = re.compile(r"\bvte_pty_new_foreign_sync[ \t]*\(")


def is_script(path):
    with path.open("rb") as stream:
        return stream.read(2) == b"#!"


def find(root):
    found = []
    sources = [p for p in files(root, *FOLDERS) if p.name.endswith(SUFFIXES) or is_script(p)]
    sources += [p for p in (root / "dev",) if p.exists()]
    for path in sources:
        name = relative(root, path)
        if "/data/" in name and name.startswith("tests/"):
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if not any(LICENCE in line for line in lines[:3]):
            found.append(f"{name}: no line \"{LICENCE}\" at its head")
        if path.suffix in (".c", ".h"):
            if len(lines) > MAX_LINES:
                found.append(f"{name}: {len(lines)} lines; split it by job")
            if name.startswith("src/"):
                found += find_in_c(name, without_comments(text))
    return found


def find_in_c(name, text):
    found = []
    if not name.startswith("src/ui/compat/") and VERSION_IF.search(text):
        found.append(f"{name}: a version #if, which belongs in src/ui/compat")
    if not name.startswith("src/simulator/"):
        text = NEVER_WAITS.sub("(", text)
        for pattern, why in BANNED:
            match = pattern.search(text)
            if match and not (name == READS_JSON and "JSON" in why):
                found.append(f"{name}: {match.group(0).strip()}: {why}")
    return found


HEAD = f"/* {LICENCE} */\n"
main(
    find,
    clean=[
        {
            "src/core/a.c": HEAD + "/* foo_sync () sleeps */\nint f (void);\n",
            "src/ui/compat/a.c": HEAD + "#if ADW_CHECK_VERSION (1, 5, 0)\n#endif\n",
            "src/simulator/a.c": HEAD + "g_main_loop_run (loop);\n",
            "src/core/base/sublet-json.c": HEAD + "json_object_get_int_member (a, b);\n",
            "src/ui/terminal/a.c": HEAD + "vte_pty_new_foreign_sync (fd, NULL, &error);\n",
            "tests/x/run": f"#!/bin/sh\n# {LICENCE}\n",
            "tests/data/a.xml": "<x/>\n",
            "dev": f"#!/bin/sh\n# {LICENCE}\n",
        }
    ],
    faulty=[
        ({"src/core/a.c": "int f (void);\n"}, "src/core/a.c: no line"),
        ({"src/ui/a.ui": "<interface/>\n"}, "src/ui/a.ui: no line"),
        ({"tests/x/run": "#!/bin/sh\n"}, "tests/x/run: no line"),
        ({".ci/run": "#!/bin/sh\n"}, ".ci/run: no line"),
        ({"dev": "#!/bin/sh\n"}, "dev: no line"),
        ({"src/core/a.c": HEAD + "\n" * 800}, "801 lines"),
        ({"src/ui/market/a.c": HEAD + "#if GTK_CHECK_VERSION (4, 10, 0)\n#endif\n"},
         "src/ui/market/a.c: a version #if"),
        ({"src/app/a.c": HEAD + "# if defined X && ADW_MINOR_VERSION > 2\n#endif\n"},
         "src/app/a.c: a version #if"),
        ({"src/core/a.c": HEAD + "secret_password_lookup_sync (x);\n"}, "waits on the main loop"),
        ({"src/ui/a.c": HEAD + "g_main_context_iteration (NULL, TRUE);\n"}, "nested"),
        ({"src/core/a.c": HEAD + "json_object_get_int_member (a, b);\n"}, "unchecked JSON"),
        ({"src/core/a.c": HEAD + "soup_logger_new (SOUP_LOGGER_LOG_HEADERS);\n"}, "prints the key"),
        ({"src/core/a.c": HEAD + "g_usleep (5);\n"}, "a sleep"),
    ],
)
