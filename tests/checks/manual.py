# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages name the options, variables and files that the programs have, and no others."""

import re

from checks import files, main, relative, without_comments

# Where a program's options stand, and those that GLib adds.
PROGRAMS = {
    "sublet": ("src/app/sublet-application.c",
               {"help", "help-all", "help-gapplication", "gapplication-service"}),
    "sublet-simulator": ("src/simulator/main.c", {"help"}),
}
EXECUTABLE = re.compile(r"executable\('([^']+)',(.*?)\n\)", re.S)
TABLE = re.compile(r"GOptionEntry \w+\[\] = \{(.*?)\n  *\};", re.S)
STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
VARIABLE = re.compile(r'"(VAST(?:AI)?_[A-Z_]+)"')


def source_options(text):
    """{name: what its value is called, or ""} of the option tables in a C file."""
    options = {}
    for table in TABLE.findall(without_comments(text)):
        for entry in re.findall(r"\{(.*?)\}", table, re.S):
            strings = STRING.findall(entry)
            if strings:
                plain = "NONE" in entry or (
                    ".long_name" in entry and ".arg_description" not in entry)
                options[strings[0]] = "" if plain else strings[-1]
    return options


def section(page, name):
    match = re.search(rf"^\.Sh {name}\n(.*?)(?=^\.Sh |\Z)", page, re.M | re.S)
    return match.group(1) if match else ""


def page_options(text):
    """The same of lines of a manual page: .It Fl -name Ns = Ns Ar VALUE."""
    options = {}
    for line in text.splitlines():
        for name, rest in re.findall(r"Fl -([a-z][a-z-]*)((?: (?!Fl )\S+)*)", line):
            value = re.search(r"\bAr (\S+)", rest)
            options[name] = value.group(1) if value else ""
    return options


def check_options(page, options, own):
    listed = "\n".join(line for line in section(page, "DESCRIPTION").splitlines()
                       if line.startswith(".It Fl"))
    for where, found, needed in (
            ("options", page_options(listed), options | {name: "" for name in own}),
            ("synopsis", page_options(section(page, "SYNOPSIS")), options | {"help": ""})):
        for name in sorted(needed.keys() - found.keys()):
            yield f"--{name} is not in the {where}"
        for name in sorted(found.keys() - needed.keys()):
            yield f"--{name} is in the {where}, and the program has none"
        for name in sorted(found.keys() & needed.keys()):
            if found[name] != needed[name]:
                yield (f"--{name} takes \"{found[name]}\" in the {where}, "
                       f"\"{needed[name]}\" in the program")


def check_surroundings(page, sources):
    """Of the program itself: variables of the service's, and the names of files."""
    variables = set(VARIABLE.findall(sources))
    told = {v for v in re.findall(r"\bEv (\w+)", section(page, "ENVIRONMENT")) if v[:4] == "VAST"}
    for name in sorted(variables - told):
        yield f"{name} is read and not told of"
    for name in sorted(told - variables):
        yield f"{name} is told of and not read"
    paths = re.findall(r"\bPa (\S+)", section(page, "FILES"))
    if not paths:
        yield "no file is told of"
    for path in paths:
        name = path.rsplit("/", 1)[-1].replace("@APPLICATION_ID@", "")
        if f'"{name}"' not in sources:
            yield f"{path}: no such name in the program"


def find(root):
    found = []
    installed = set()
    for path in files(root, "src", suffixes=("meson.build",)):
        for name, rest in EXECUTABLE.findall(path.read_text(encoding="utf-8")):
            if "install: true" in rest and "install_dir" not in rest:
                installed.add(name)
                if name not in PROGRAMS:
                    found.append(f"{relative(root, path)}: {name} has no manual page")
    found += [f"{name} has a manual page and is not installed"
              for name in sorted(PROGRAMS.keys() - installed)]

    sources = "\n".join(without_comments(p.read_text(encoding="utf-8"))
                        for p in files(root, "src/app", "src/core", "src/ui", suffixes=(".c",)))
    build = (root / "data" / "meson.build").read_text(encoding="utf-8")
    for name, (source, own) in PROGRAMS.items():
        path = root / "data" / f"{name}.1.in"
        if not path.exists() or f"'{name}.1'" not in build:
            found.append(f"data/{path.name}: missing, or not in data/meson.build")
            continue
        page = path.read_text(encoding="utf-8")
        options = source_options((root / source).read_text(encoding="utf-8"))
        faults = list(check_options(page, options, own))
        if name == "sublet":
            faults += check_surroundings(page, sources)
        found += [f"data/{path.name}: {fault}" for fault in faults]
    return found


def tree(*replacements):
    """Two programs and their pages without fault, but for the replacements: (old, new)."""
    parts = {
        "src/app/meson.build": "a = executable('sublet',\n  install: true,\n)\n",
        "src/simulator/meson.build": "a = executable('sublet-simulator',\n  install: true,\n)\n"
        "b = executable('inside',\n  install: true,\n  install_dir: libexecdir,\n)\n",
        "src/app/sublet-application.c": """f () {
  const GOptionEntry options[] = {
    { .long_name = "demo", .description = N_("Explore") },
    { NULL },
  };
} /* "VAST_OLD" */ g_getenv ("VAST_URL"); x = "rentals.db"; y = ".Demo";
""",
        "src/simulator/main.c": """f () {
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Port", "N" },
    { "try", 0, 0, G_OPTION_ARG_NONE, &try, "As", NULL },
    { NULL },
  };
}
""",
        "data/meson.build": "['sublet.1', 'sublet-simulator.1']\n",
        "data/sublet.1.in": """.Sh SYNOPSIS
.Op Fl -demo
.Fl -help
.Sh DESCRIPTION
.It Fl -demo
As
.Fl -other .
.It Fl h , Fl -help
.It Fl -help-all
.It Fl -help-gapplication
.It Fl -gapplication-service
.Sh ENVIRONMENT
.It Ev VAST_URL
.It Ev G_MESSAGES_DEBUG
.Sh FILES
.It Pa ~/@APPLICATION_ID@/rentals.db , Pa ~/@APPLICATION_ID@.Demo
""",
        "data/sublet-simulator.1.in": """.Sh SYNOPSIS
.Op Fl -port Ns = Ns Ar N | Fl -try
.Fl -help
.Sh DESCRIPTION
.It Fl -port Ns = Ns Ar N
.It Fl -try
.It Fl h , Fl -help
""",
    }
    for old, new in replacements:
        assert any(old in text for text in parts.values()), old
        parts = {name: text.replace(old, new, 1) for name, text in parts.items()}
    return parts


main(
    find,
    clean=[tree()],
    faulty=[(tree((old, new)), words) for old, new, words in (
        ('    { .long_name = "demo"', '    { .long_name = "new" },\n    { .long_name = "demo"',
         "sublet.1.in: --new is not in the options"),
        ('"try", 0', '"trial", 0', "simulator.1.in: --trial is not in the synopsis"),
        ('"try", 0', '"trial", 0', "--try is in the options, and the program has none"),
        (".It Fl -demo\n", "", "--demo is not in the options"),
        (".Op Fl -demo\n", "", "--demo is not in the synopsis"),
        (".It Fl -port Ns = Ns Ar N", ".It Fl -port", '--port takes "" in the options'),
        ('"Port", "N"', '"Port", "PORT"', '"PORT" in the program'),
        (".It Fl -help-all\n", "", "--help-all is not in the options"),
        ('g_getenv ("VAST_URL")', 'g_getenv ("VAST_URI")', "VAST_URI is read"),
        ('g_getenv ("VAST_URL")', "f ()", "VAST_URL is told of"),
        ('"rentals.db"', '"journal.db"', "rentals.db: no such name"),
        ('".Demo"', '".Show"', ".Demo: no such name"),
        (".Sh FILES\n", "", "no file is told of"),
        ("'sublet-simulator.1'", "", "not in data/meson.build"),
        ("  install_dir: libexecdir,\n", "", "inside has no manual page"),
        ("executable('sublet',\n  install: true,\n", "executable('sublet',\n",
         "sublet has a manual page and is not installed"),
    )],
)
