/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"
#include "support/sublet-test-simulator.h"
#include "ui/preferences/sublet-preferences-window.h"

G_BEGIN_DECLS

/* The account's SSH keys in the preferences, with the real session and keys at the simulator. */

#define KEYS_PAGE_LINE \
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ ada@desk"

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  SubletSettings *settings;
  SubletSession *session;
  SubletAccountKeys *keys;
  char *folder;
  GtkWidget *window; /* weak */
  GtkWidget *dialog; /* weak */
} KeysPageFixture;

void keys_page_set_up (KeysPageFixture *fixture, gconstpointer data);
void keys_page_tear_down (KeysPageFixture *fixture, gconstpointer data);
/* Of the simulator. */
void keys_page_order (KeysPageFixture *fixture, const char *path, const char *json);
/* With this API key, until what it shows is known. */
void keys_page_open (KeysPageFixture *fixture, const char *key_text);
/* What was asked for is answered. */
void keys_page_await_quiet (KeysPageFixture *fixture);
gboolean keys_page_shows (KeysPageFixture *fixture, const char *text);
/* (transfer none) (nullable) */
GtkWidget *keys_page_find_row (KeysPageFixture *fixture, const char *text);
/* KEYS_PAGE_LINE, past the page. */
void keys_page_add_line (KeysPageFixture *fixture);
/* Conditions to wait for; the data is the account's keys. */
bool keys_page_has_one (gpointer data);
bool keys_page_has_two (gpointer data);

G_END_DECLS
