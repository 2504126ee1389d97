# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sandboxed Sublet gets of its desktop, and says of it when that is nothing.

sandbox_keyring.py SUBLET SIMULATOR APPLICATION_ID DESKTOP [NAME], under `ui-env a11y` and
`with-portals DESKTOP`. In a sandbox the keys are in a file that a key of the keyring opens.
"""

import os
import subprocess
import sys
from pathlib import Path

from driver import Failure, click, press
from sandbox_desktop import PASSWORD, Keyring, play_secret, set_background
from scenes import play
from simulator import KEY
from sublet import KEEP_WATCHING, RENT_WINDOW, command

APPLICATION_ID = sys.argv.pop(3)
DESKTOP = sys.argv.pop(3)

WAITS = "The keyring has not answered yet. It may wait for you to unlock it."
OVERRIDE = f"flatpak override --user --talk-name=org.freedesktop.secrets {APPLICATION_ID}"


# --- What scenes share


def leave(app, closing=False):
    """Ends it with the keyboard, or by its window's button where a prompt has the keyboard."""
    if closing:
        click(app.find("button", "Close", app.main_window()))
    else:
        app.quit()
    status = app.wait_ended()
    if status != 0:
        raise Failure(f"ended with {status}{app.tail()}")
    app.check_output()
    app.end()


def accept_key(app, words):
    """Enters the key, and reads where it is kept."""
    app.paste_key(KEY)
    app.find("button", "Start", enabled=True)
    app.wait_text(words)


def see_no_key(app, words):
    """The first page, which a key can be entered on and the keyring be asked again."""
    app.find("panel", "Welcome to Sublet")
    app.wait_text(f"{words} A key that you enter now is kept until you quit.")
    app.find("button", "Try Again", enabled=True)


def see_own_key(app, words):
    """Where Sublet's own SSH key is kept, as Preferences tell, once the account has it."""
    app.main_window()
    press("Control_L", "comma")
    window = app.focus_window("Preferences")
    click(app.find("tab", "Connection", window))
    app.wait_text(f"Sublet's own key, {words}", window, large=True)
    press("Escape")
    app.wait_window_gone("Preferences")


def see_signed_in(app):
    app.wait_offers()
    if app.find_now("button", "Start"):
        raise Failure("the welcome page is shown to somebody who has a key")


def see_file(scene):
    """The keys are on disk, and can be read neither by others nor without the keyring."""
    folder = Path(scene.home.path, ".var", "app", APPLICATION_ID, "data", "keyrings")
    path = folder / "default.keyring"
    if path.stat().st_mode & 0o077:
        raise Failure(f"{path} can be read by others")
    if KEY.encode() in path.read_bytes():
        raise Failure(f"{path} has the key in clear")


def expect_keys(scene, count):
    """How many SSH keys of Sublet the account has got by now."""
    keys = scene.simulator.account_keys()
    if len(keys) != count:
        raise Failure(f"the account has {len(keys)} SSH keys: {keys}")


def keep_keys(scene):
    """A first start on a desktop whose keyring is open: both keys are kept."""
    app = scene.start()
    accept_key(app, "The key is kept in the system keyring.")
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    see_signed_in(app)
    see_own_key(app, "kept in the keyring")
    see_file(scene)
    expect_keys(scene, 1)
    leave(app)


def rent(scene):
    """Something that is watched from then on; nothing here waits until it runs."""
    scene.sign_in()
    scene.app.accept_rent(scene.app.open_rent())
    scene.app.wait_window_gone(RENT_WINDOW)
    scene.app.show_instances()
    see_rented(scene.app)


def see_rented(app):
    app.wait_card("ada-1", "")


def make_keyring(scene):
    """One of the scene's own, which has not started."""
    keyring = Keyring()
    scene.parts.append(keyring)
    return keyring


# --- A desktop with a keyring


def kept(scene):
    """The next start signs in by itself, with the same SSH key."""
    keyring = make_keyring(scene)
    keyring.start()
    keep_keys(scene)
    keyring.restart()
    app = scene.start()
    see_signed_in(app)
    see_own_key(app, "kept in the keyring")
    expect_keys(scene, 1)
    leave(app)


def locked(scene):
    """The window is there before the answer, says what it waits for, and goes on after it."""
    keyring = make_keyring(scene)
    keyring.start()
    keep_keys(scene)
    keyring.restart(unlocked=False)
    keyring.install_prompter()

    app = scene.start()
    app.wait_text(WAITS)
    app.wait_text("A key that you enter now works at once, and is kept when the keyring opens.")
    keyring.wait_prompt()
    leave(app, closing=True)

    keyring.restart(unlocked=False)
    app = scene.start()
    app.wait_text(WAITS)
    keyring.answer_prompt(f"{PASSWORD}\n")
    see_signed_in(app)
    see_own_key(app, "kept in the keyring")
    expect_keys(scene, 1)
    leave(app)


def no_login_keyring(scene):
    """As after an automatic login, and nobody makes one now."""
    keyring = make_keyring(scene)
    keyring.start(unlocked=False)
    app = scene.start()
    see_no_key(app, "The keyring did not answer.")
    accept_key(app, "The keyring did not answer. The key is kept until you quit.")
    leave(app)


def lost(scene):
    """The file is there, what opens it is not: the first page, and keys that are kept anew."""
    keyring = make_keyring(scene)
    keyring.start()
    keep_keys(scene)
    keyring.lose()
    app = scene.start()
    app.find("panel", "Welcome to Sublet")
    app.wait_text("It is kept in the system keyring and sent to Vast alone.")
    accept_key(app, "The key is kept in the system keyring.")
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    see_own_key(app, "kept in the keyring")
    expect_keys(scene, 2)
    leave(app)

    app = scene.start()
    see_signed_in(app)
    see_own_key(app, "kept in the keyring")
    expect_keys(scene, 2)
    leave(app)


# --- One that is played, and says what it is told


def refused(scene):
    """The person says no, then yes: the key is kept after all."""
    play_secret("refuse")
    app = scene.start()
    see_no_key(app, "The keyring did not answer.")
    accept_key(app, "The keyring did not answer. The key is kept until you quit.")
    play_secret("give")
    click(app.find("button", "Try Again", enabled=True))
    app.wait_text("The key is kept in the system keyring.")
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    leave(app)

    app = scene.start()
    see_signed_in(app)
    leave(app)


def entered_meanwhile(scene):
    """Nobody answers, so a key is entered; it is kept when somebody does."""
    play_secret("wait")
    app = scene.start()
    app.wait_text(WAITS)
    accept_key(app, "The key works already. It is kept when the keyring opens.")
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    app.wait_offers()
    app.wait_text("The key works already. It is kept when the keyring opens.")
    play_secret("give")
    see_own_key(app, "kept in the keyring")
    leave(app)

    app = scene.start()
    see_signed_in(app)
    expect_keys(scene, 1)
    leave(app)


def watches(scene):
    """The desktop lets it run in the background: the window goes, and comes back."""
    play_secret("give")
    set_background(APPLICATION_ID, True)
    app = scene.start()
    rent(scene)
    app.close_and_watch()
    if not app.alive():
        raise Failure(f"ended with its window{app.tail()}")
    subprocess.run(command(scene.program), check=True, timeout=60,
                   env=dict(os.environ, **scene.home.environment()))
    see_rented(app)


def may_not_watch(scene):
    """The person has forbidden it: the window stays and says so, and may be asked again."""
    play_secret("give")
    set_background(APPLICATION_ID, False)
    app = scene.start()
    rent(scene)
    app.ask_to_watch()
    told = app.window("Sublet May Not Run in the Background")
    click(app.find("button", "Close", told))
    app.wait_window_gone("Sublet May Not Run in the Background")
    see_rented(app)

    set_background(APPLICATION_ID, True)
    app.close_and_watch()
    if not app.alive():
        raise Failure(f"ended with its window{app.tail()}")


# --- A bare window manager's


def no_portal(scene):
    """No keyring to be had: said with the command that changes it, and asked again in vain."""
    app = scene.start()
    see_no_key(app, "There is no keyring here.")
    app.wait_text(OVERRIDE)
    accept_key(app, "There is no keyring here. The key is kept until you quit.")
    click(app.find("button", "Try Again", enabled=True))
    app.wait_text("There is no keyring here. The key is kept until you quit.")
    app.find("button", "Try Again", enabled=True)
    click(app.find("button", "Start", enabled=True))
    app.wait_gone("button", "Start")
    see_own_key(app, "kept until you quit")
    leave(app)


def cannot_watch(scene):
    """Nobody gives leave to run in the background: said once, and not offered again."""
    app = scene.start()
    rent(scene)
    app.ask_to_watch()
    told = app.window("This Desktop Cannot Keep Sublet Going")
    click(app.find("button", "Close", told))
    app.wait_window_gone("This Desktop Cannot Keep Sublet Going")
    question = app.ask_closing()
    app.find("button", "Leave Them", question)
    if app.find_now("button", KEEP_WATCHING, question):
        raise Failure("offered again")


SCENES = {
    "gnome": [kept, locked, no_login_keyring, lost],
    "played": [refused, entered_meanwhile, watches, may_not_watch],
    "bare": [no_portal, cannot_watch],
}

if __name__ == "__main__":
    sys.exit(play(SCENES[DESKTOP]))
