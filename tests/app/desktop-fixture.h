/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/sublet-credit-alert.h"
#include "app/sublet-notifier.h"
#include "app/sublet-topic-alert.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* What reaches the desktop, which is played here, on a connection of its own. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletSettings *settings;
  GtkApplication *application;
  SubletNotifier *notifier;
  SubletCreditAlert *credit_alert;
  SubletTopicAlert *lease_alert;
  SubletTopicAlert *idle_alert;
  SubletTopicAlert *increase_alert;
  GDBusConnection *desktop;
  GString *told;
  guint registration;
} DesktopFixture;

void desktop_fixture_set_up (DesktopFixture *f, gconstpointer data);
void desktop_fixture_tear_down (DesktopFixture *f, gconstpointer data);
void desktop_fixture_enter (SubletRental *rental, SubletRentalState state);

/* That this was told, with one more, which comes after everything that went out before it; "~"
 * takes one back. */
void desktop_fixture_assert_told (DesktopFixture *f, SubletRental *last, const char *expected);

/* Of a fixture: anything was told. */
bool desktop_fixture_has_words (gpointer user_data);

G_END_DECLS
