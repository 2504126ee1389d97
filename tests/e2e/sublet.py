# SPDX-License-Identifier: GPL-3.0-or-later
"""Sublet in the words of a person: what can be done on its pages, by their visible names."""

import os
import re
import shlex
import shutil
import tempfile
import time
from pathlib import Path

from driver import (ROLES, Failure, Program, click, is_checked, near, press, screenshot,
                    set_text, wait_until)

FEW_OFFERS = re.compile(r"^([\d,]+) of ([\d,]+) offers · known")
ALL_OFFERS = re.compile(r"^([\d,]+) offers · known")
RENT_WINDOW = re.compile("^(Rent |Renting)")
KEEP_WATCHING = re.compile("Keep Watching in the Background")
RENT_BUTTON = re.compile(r"^Rent · ")

# How old the list of instances is, as its status line says; the market's has its own.
KNOWN = re.compile(r"^(?!.*offers).*\bknown at \d")
UNKNOWN = re.compile(r"^(?!.*offers).*\bunknown since \d")

# A card's word while Vast says that it runs, whatever SSH says of it.
RUNS = "(Running|Connecting|Ready)"

# What the program writes when it has a fault. Criticals cannot be fatal here: GTK 4.8 has one of its
# own when it is asked about a widget that is just going.
FAULT = re.compile(r"CRITICAL|ERROR: \w+Sanitizer|runtime error:|-WARNING")
# Nobody shows notifications here but in e2e/desktop, and GLib says so. GTK 4.24 on X loses count of
# its own frames.
NO_FAULT = re.compile(r"g_variant_\w+: assertion|AT-SPI|unable to send notifications"
                      r"|gdk_frame_timings_\w+\(\) called")

# A toast's label and button below its window, where the pages' own things are deeper.
TOAST_DEPTH = 8

# The heading of libadwaita 1.7's questions tries widths that are too small; told, and no failure.
SIZES = re.compile(r"Trying to measure GtkLabel")


class Home:
    """The folders of one person, to throw away."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="sublet-e2e-")

    def environment(self):
        below = {name: os.path.join(self.path, folder) for name, folder in (
            ("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache"),
            ("XDG_DATA_HOME", ".local/share"), ("XDG_STATE_HOME", ".local/state"))}
        return dict(below, HOME=self.path)

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


def command(program):
    """The arguments that start it: the path of a program, or the words of a command line."""
    return [os.path.abspath(program)] if os.path.exists(program) else shlex.split(program)


class Sublet(Program):
    """The running program: its path, or the command line that starts it in a sandbox."""

    def __init__(self, program, home, *arguments, **environment):
        surroundings = dict(home.environment(), **environment)
        # Cantarell, as every desktop sets it.
        config = os.path.join(home.path, ".config", "gtk-4.0")
        os.makedirs(config, exist_ok=True)
        with open(os.path.join(config, "settings.ini"), "w", encoding="ascii") as settings:
            settings.write("[Settings]\ngtk-font-name=Cantarell 11\n")
        super().__init__([*command(program), *arguments], surroundings,
                         log=os.path.join(home.path, "output.log"))

    def check_output(self):
        """Fails if the program has complained about itself."""
        text = self.log_path.read_text(encoding="utf-8", errors="replace")
        for line in text.splitlines():
            if SIZES.search(line):
                print(f"# {line}", flush=True)
            elif FAULT.search(line) and not NO_FAULT.search(line):
                raise Failure(f"the program said: {line}{self.tail()}")

    def quit(self):
        """Ctrl+Q, as a person would; what it asks before is for the caller."""
        self.main_window()
        press("Control_L", "q")

    def ask_closing(self):
        """Closes the main window with the keyboard; the question that comes before."""
        def attempt():
            self.focus_window(re.compile("^Sublet"))
            press("Control_L", "w")
            try:
                return self.window("Close Sublet?", timeout=5)
            except Failure:
                # A window that is just coming hears no key yet.
                return None

        return wait_until("the question before closing", attempt)

    def ask_to_watch(self):
        """Closes the main window, and wants Sublet to go on without it."""
        question = self.ask_closing()
        pictures = os.environ.get("SUBLET_E2E_PICTURES")
        if pictures:
            screenshot(Path(pictures) / "closing.png")
        click(self.find("button", KEEP_WATCHING, question))

    def close_and_watch(self):
        """The same, until the window has gone."""
        self.ask_to_watch()
        self.wait_window_gone(re.compile("^Sublet"))

    def main_window(self):
        return self.window(re.compile("^Sublet"))

    # --- Welcome

    def paste_key(self, key):
        page = self.find("panel", "Welcome to Sublet")
        set_text(self.find("entry", re.compile("API Key"), within=page, large=True), key)
        click(self.find("button", "Check and Keep", enabled=True))

    # --- Market

    def wait_offers(self, pattern=re.compile(r"[\d,]+ offers · known")):
        """(shown, all) as the status line says."""
        text = self.wait_text(pattern)
        counts = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", text.split(" offers")[0])]
        return counts[0], counts[-1]

    def filter_model(self, model):
        """Clears the filters and chooses one GPU model with the keyboard."""
        self.wait_offers()
        if self.find_now("button", "Clear All"):
            click(self.find_all("button", "Clear All")[-1])
        self.wait_offers(ALL_OFFERS)

        press("Control_L", "f")
        search = self.find("entry", "Search models")
        wait_until("the focus in the search", lambda: self.is_focused(search))
        set_text(search, model)
        check = wait_until(f"a check for {model}", lambda: self._find_model(model))
        # Typing is taken in after a moment; the list must have come to rest before it is entered.
        time.sleep(0.3)
        press("Tab")
        wait_until(f"the focus on {model}", lambda: self.is_focused(check))
        press("space")
        wait_until(f"{model} to be chosen", lambda: is_checked(check))
        return self.wait_offers(FEW_OFFERS)

    def _find_model(self, model):
        for choices in self.find_all("list"):
            found = self.find_now("check", model, choices, large=True)
            if found is not None:
                return found
        return None

    def open_rent(self):
        """The rent window for the offer that the policy picks: the cheapest."""
        click(self.find("button", "Rent Cheapest", enabled=True))
        return self.window(RENT_WINDOW)

    def accept_rent(self, window):
        """Presses the blue button; what it promises, as "$0.296/h"."""
        button = self.find("button", RENT_BUTTON, window, enabled=True)
        promise = button.get_name().split(" · ")[-1].split(" ")[0]
        click(button)
        return promise

    def choose_recipe(self, window, item, position):
        """Opens the menu Recipe of the rent window and chooses an item.

        GTK 4.18 tells nobody the names of menu items: there it is the one at the position.
        """
        def attempt():
            # The outer one of the two is not a button that can be pressed.
            click(self.find_all("button", "Recipe", window, large=True)[-1])
            try:
                self.find("menu item", None, window, timeout=5, large=True)
                items = self.find_all("menu item", None, window, large=True)
                named = [i for i in items if i.get_name() == item]
                unnamed = [i for i in items if not i.get_name()]
                click(named[0] if named else unnamed[position])
            except (Failure, IndexError):
                press("Escape")
                return False
            return True

        wait_until(f"{item} in the menu of recipes", attempt)

    # --- Instances

    def show_instances(self):
        """With the keyboard; a window that is just coming hears no key yet."""
        def attempt():
            press("Control_L", "2")
            time.sleep(0.3)
            return is_checked(self.find("tab", re.compile("^Instances")))

        wait_until("the page of instances", attempt)

    def wait_list(self, age):
        """Until the status line says how old the list is: KNOWN or UNKNOWN."""
        return self.find("label", age)

    def cards(self):
        """The sentences of the cards: label, state, what and where, rate, cost."""
        # GTK 4.8 has the list in its tree when nothing is rented, its successors only what is seen.
        instances = self.find_now("list", "Your instances")
        if instances is None:
            return []
        return [p.get_name().replace("\u00a0", " ") for p in self.find_all(
            "panel", re.compile(r"^[^,]+, .+(/h| a day)"), instances, large=True)]

    def card(self, label):
        return next((c for c in self.cards() if c.startswith(label + ",")), None)

    def wait_card(self, label, state):
        """The card's sentence once it tells the state."""
        pattern = re.compile(f"^{re.escape(label)}, {state}")

        def look():
            if not self.alive():
                raise Failure(f"ended with {self.process.returncode}{self.tail()}")
            return next((c for c in self.cards() if pattern.match(c)), None)

        try:
            return wait_until(f"a card \"{label}, {state}\"", look)
        except Failure as failure:
            raise Failure(f"{failure}; the cards: {self.cards()}{self.tail()}") from None

    def wait_toast(self, pattern, button):
        """The text of a toast, and its button. It stands for seconds, on top of the window."""
        def look():
            text, undo = None, None
            for node in near(self.main_window(), TOAST_DEPTH):
                name = node.get_name() or ""
                if pattern.search(name):
                    text = name
                elif button in name and node.get_role_name() in ROLES["button"]:
                    undo = node
            return (text, undo) if text and undo else None

        return wait_until(f"a toast {pattern.pattern}", look)

    def choose_action(self, label, action, name=None):
        """Opens a card's menu and chooses what it calls action.

        GTK 4.18 tells nobody the names of menu items: there the card's own action with the name
        does the same.
        """
        instances = self.find("list", "Your instances")

        def attempt():
            card = self.find_now("panel", re.compile(f"^{re.escape(label)}, "), instances,
                                 large=True)
            # The outer one of the two is not a button that can be pressed.
            buttons = card and self.find_all("button", "All Actions", card, large=True)
            if not buttons:
                return False
            click(buttons[-1])
            try:
                item = self.find("menu item", re.compile(f"^({re.escape(action)})?$"), card,
                                 timeout=5, large=True)
                if item.get_name():
                    click(item)
                else:
                    press("Escape")
                    click(card, name)
            except Failure:
                # A card that moves to another group takes its open menu away.
                return False
            return True

        wait_until(f"{action} in the menu of {label}", attempt)

    def destroy(self, label):
        """Destroys an instance through its menu, and says yes."""
        self.choose_action(label, "Destroy…", "instance.destroy")
        question = self.window(f"Destroy {label}?")
        click(self.find("button", f"Destroy {label}", question))

    def wait_gone_card(self, label):
        """Until the card says so, or has left."""
        wait_until(f"{label} to be gone",
                   lambda: (self.card(label) or f"{label}, Gone").startswith(f"{label}, Gone"))
