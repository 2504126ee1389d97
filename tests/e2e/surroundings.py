# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop that lacks something: surroundings.py SUBLET SIMULATOR APPLICATION_ID [NAME]

Under `ui-env a11y`, which has no keyring, no portal and nobody who shows notifications. Whatever is
missing, the window comes and says what is reduced, or that Sublet cannot do without.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from gi.repository import Gio, GLib

import xserver
from driver import Failure, click, is_enabled, press, wait_until
from scenes import play

APPLICATION_ID = sys.argv.pop(3)
SCHEMAS = Path(os.environ["GSETTINGS_SCHEMA_DIR"])

NO_LOCALE = "English stands in for a locale that is not installed: "


# --- What scenes share


def accessibility_bus():
    """Its address, for a program that cannot ask the session's bus for it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    return bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                         GLib.VariantType("(s)"), Gio.DBusCallFlags.NONE, -1, None).unpack()[0]


def see_welcome(app):
    """The first page, with no keyring behind it."""
    app.find("panel", "Welcome to Sublet")
    app.wait_text("There is no keyring here. A key that you enter now is kept until you quit.")
    if not is_enabled(app.find("button", "Explore the Demo")):
        raise Failure("the demo cannot be explored")


def see_output(app, words):
    wait_until(f"\"{words}\" in what it prints",
               lambda: words in app.log_path.read_text(encoding="utf-8"))


def compile_schemas(scene, text):
    """A folder with one schema, for GSETTINGS_SCHEMA_DIR."""
    folder = Path(scene.home.path) / "schemas"
    folder.mkdir()
    (folder / "one.gschema.xml").write_text(text, encoding="utf-8")
    subprocess.run(["glib-compile-schemas", "--strict", str(folder)], check=True)
    return folder


def own_schema():
    return (SCHEMAS / f"{APPLICATION_ID}.gschema.xml").read_text(encoding="utf-8")


def see_incomplete(app, detail):
    app.find("label", "Sublet Is Not Installed Completely")
    app.wait_text("Install Sublet again")
    app.wait_text(detail)
    see_output(app, detail)
    click(app.find("button", re.compile("^_?Quit$")))
    status = app.wait_ended()
    if status != 1:
        raise Failure(f"ended with {status}")


# --- Scenes


def no_keyring(scene):
    """The key is taken all the same, and it is said for how long."""
    app = scene.start()
    see_welcome(app)
    app.paste_key("demo-key")
    app.wait_text("There is no keyring here. The key is kept until you quit.")
    click(app.find("button", "Start", enabled=True))
    app.wait_offers()


def no_session_bus(scene):
    """Neither keyring nor a single instance, and nothing waits for the bus.

    GTK 4.8 cannot show its tree then, though there is an accessibility bus: a window and its keys
    are all that is seen of it here. app/test-no-bus looks into it from inside.
    """
    app = scene.start(DBUS_SESSION_BUS_ADDRESS="disabled:", GTK_A11Y=None,
                      AT_SPI_BUS_ADDRESS=accessibility_bus())
    wait_until("a window", lambda: not app.alive() or xserver.focus_window(re.compile("^Sublet$")))
    press("Control_L", "q")
    status = app.wait_ended()
    if status != 0:
        raise Failure(f"ended with {status}{app.tail()}")


def no_portal(scene):
    """Asked for by the desktop and not there: files are picked in the toolkit's own window."""
    app = scene.start(ADW_DISABLE_PORTAL=None, GTK_USE_PORTAL="1")
    see_welcome(app)
    click(app.find("button", "Pick…", large=True, enabled=True))
    app.find("button", "Cancel", app.window(re.compile("Pick|Key")))


def no_notifications(scene):
    """Where they are chosen it is said that nobody shows them."""
    app = scene.start()
    app.paste_key("demo-key")
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    app.wait_offers()
    press("Control_L", "comma")
    app.wait_text("Nobody Shows Them Here", within=app.window("Preferences"), large=True)


def no_gl(scene):
    """Switched off in the toolkit: drawn without it."""
    app = scene.start(GSK_RENDERER=None, GDK_DEBUG="gl-disable", GDK_DISABLE="gl")
    see_welcome(app)


def no_gl_driver(scene):
    """Wanted, and no driver to be found."""
    app = scene.start(GSK_RENDERER="gl", GDK_DEBUG=None, GDK_DISABLE=None,
                      LIBGL_DRIVERS_PATH="/nonexistent",
                      __EGL_VENDOR_LIBRARY_DIRS="/nonexistent")
    see_welcome(app)


def no_locale(scene):
    """English, and every letter of it: the C locale has no ellipsis."""
    app = scene.start(LC_ALL="xx_YY.UTF-8")
    see_output(app, f"{NO_LOCALE}xx_YY.UTF-8\n")
    see_welcome(app)
    app.find("button", "Pick…", large=True)


def half_a_locale(scene):
    """As a connection from another computer leaves it: what is there stays."""
    app = scene.start(LC_ALL=None, LANG="C.UTF-8", LC_TIME="xx_YY.UTF-8")
    see_output(app, f"{NO_LOCALE}xx_YY.UTF-8\n")
    see_welcome(app)


def no_schema(scene):
    """Sublet's is missing, others are there: nothing is guessed."""
    folder = Path(scene.home.path) / "share"
    schemas = folder / "glib-2.0" / "schemas"
    schemas.mkdir(parents=True)
    for path in Path("/usr/share").iterdir():
        if path.name != "glib-2.0":
            (folder / path.name).symlink_to(path)
    other = compile_schemas(scene, "<schemalist><schema id='a.b' path='/a/b/'/></schemalist>")
    app = scene.start(GSETTINGS_SCHEMA_DIR=str(other), XDG_DATA_DIRS=str(folder))
    see_incomplete(app, f"the settings schema {APPLICATION_ID} is not installed")


def old_schema(scene):
    """One from before there was a spend cap."""
    text, count = re.subn(r'<key name="spend-cap-per-hour".*?</key>', "", own_schema(),
                          flags=re.DOTALL)
    if count != 1:
        raise Failure("no key spend-cap-per-hour to leave out")
    app = scene.start("--page=market", GSETTINGS_SCHEMA_DIR=str(compile_schemas(scene, text)))
    see_incomplete(app, f"the settings schema {APPLICATION_ID} has no key spend-cap-per-hour")


def other_schema(scene):
    """One that stores a key as something else; the demo cannot do without either."""
    text, count = re.subn(r'<key name="ask-before-closing" type="b">\s*<default>true',
                          '<key name="ask-before-closing" type="s"><default>\'yes\'', own_schema())
    if count != 1:
        raise Failure("no key ask-before-closing to change")
    app = scene.start("--demo", GSETTINGS_SCHEMA_DIR=str(compile_schemas(scene, text)))
    see_incomplete(app, f"{APPLICATION_ID} has another type for ask-before-closing")


if __name__ == "__main__":
    sys.exit(play([no_keyring, no_session_bus, no_portal, no_notifications, no_gl, no_gl_driver,
                   no_locale, half_a_locale, no_schema, old_schema, other_schema]))
