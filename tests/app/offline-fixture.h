/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/sublet-test-simulator.h"
#include "window-fixture.h"

G_BEGIN_DECLS

/* A program that was used for a month of bills, and whose service is away now and then. */

#define OFFLINE_FIXTURE_KEY "demo-key"

typedef struct
{
  SubletTestSimulator *simulator; /* (nullable): the service is down */
  char *port;
  SubletServices *services;
  SubletWindow *window;
} OfflineFixture;

/* For g_test_add(): ends with a program that was started while the service is away. */
void offline_fixture_set_up (OfflineFixture *f, gconstpointer data);
/* A key must be there, to be forgotten. */
void offline_fixture_tear_down (OfflineFixture *f, gconstpointer data);

/* ---- the service ---- */

/* @account: whose the key is, with nothing spent; NULL: the first one's, after a month */
void offline_fixture_come_up (OfflineFixture *f, const char *account);
void offline_fixture_go_down (OfflineFixture *f);
void offline_fixture_control (OfflineFixture *f, const char *path, const char *json);

/* ---- the program ---- */

void offline_fixture_start (OfflineFixture *f);
void offline_fixture_end (OfflineFixture *f);
void offline_fixture_sign_in (OfflineFixture *f);
/* A section of billing. */
void offline_fixture_show (OfflineFixture *f, const char *section);
/* In the section Spending. */
void offline_fixture_try_again (OfflineFixture *f);

bool offline_fixture_shows (OfflineFixture *f, const char *text);
void offline_fixture_await_text (OfflineFixture *f, const char *text);
void offline_fixture_await_no_text (OfflineFixture *f, const char *text);
/* All charges that are known. */
gint64 offline_fixture_add_up (OfflineFixture *f);

/* To be waited for. @user_data: the window */
bool offline_fixture_is_welcome (gpointer user_data);
/* @user_data: the key store */
bool offline_fixture_is_idle (gpointer user_data);
/* @user_data: the services, whose charges are known until today and added up */
bool offline_fixture_is_known (gpointer user_data);

G_END_DECLS
