# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles of the accessibility tree, in the words of the tests."""

# One word for what GTK 4.8 and its successors call by different names.
ROLES = {
    "button": {"push button", "button", "toggle button"},
    "check": {"check box", "check menu item", "radio button", "toggle button", "switch"},
    "dialog": {"dialog", "alert", "frame", "window"},
    "entry": {"text", "entry", "password text", "spin button", "editbar"},
    "item": {"list item", "table row", "table cell", "row", "tree item", "option"},
    "label": {"label", "static", "heading", "statusbar", "status bar", "caption"},
    "panel": {"panel", "grouping"},
    "spin": {"spin button"},
    "table": {"table", "tree table", "list", "grid", "tree", "list box"},
    "tab": {"page tab", "radio button", "toggle button"},
    "window": {"frame", "window", "dialog", "alert"},
}

# Not looked into unless asked for: a table alone has thousands of cells.
LARGE = ROLES["table"]
