/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-rent.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "ui/rent/sublet-rent-dialog-private.h"
#include "ui/sublet-ui-test.h"

#include <glib/gi18n.h>

#define LOW_CREDIT_UUSD G_GINT64_CONSTANT (1200000)

static GtkWidget *
show_fine (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (shots_rent_open_known (fixture, window));
}

/* What the account has not is added to the instance later: a warning, or none for a team. */
static GtkWidget *
show_key_missing (SubletUiFixture *fixture, GtkWidget *window)
{
  shots_rent_set_key (fixture, SUBLET_KEY_REGISTRATION_MISSING);

  return GTK_WIDGET (shots_rent_open_known (fixture, window));
}

static GtkWidget *
show_key_team (SubletUiFixture *fixture, GtkWidget *window)
{
  shots_rent_set_key (fixture, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);

  return GTK_WIDGET (shots_rent_open_known (fixture, window));
}

static GtkWidget *
show_warning (SubletUiFixture *fixture, GtkWidget *window)
{
  shots_rent_add_three (fixture);

  return GTK_WIDGET (shots_rent_open_known (fixture, window));
}

static GtkWidget *
show_running (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  shots_rent_add_three (fixture);
  dialog = shots_rent_open_known (fixture, window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
    sublet_ui_test_find_button (GTK_WIDGET (dialog), _ ("Show"))),
    TRUE);
  sublet_ui_test_settle (GTK_WIDGET (dialog));
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (dialog->clamp), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_stops (SubletUiFixture *fixture, GtkWidget *window)
{
  shots_rent_add_three (fixture);
  fixture->engine->caps.per_hour_nusd = 2000000000;

  return GTK_WIDGET (shots_rent_open (fixture,
                                      window,
                                      SUBLET_KNOWLEDGE_KNOWN,
                                      LOW_CREDIT_UUSD,
                                      SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_unknown (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (shots_rent_open (fixture,
                                      window,
                                      SUBLET_KNOWLEDGE_UNKNOWN,
                                      SHOTS_RENT_CREDIT_UUSD,
                                      SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_checking (SubletUiFixture *fixture, GtkWidget *window)
{
  /* A list is on its way and does not come. */
  fixture->engine->asking = true;
  return GTK_WIDGET (shots_rent_open (fixture,
                                      window,
                                      SUBLET_KNOWLEDGE_NEVER,
                                      SHOTS_RENT_CREDIT_UUSD,
                                      SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_interruptible (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (shots_rent_open (fixture,
                                      window,
                                      SUBLET_KNOWLEDGE_KNOWN,
                                      SHOTS_RENT_CREDIT_UUSD,
                                      SUBLET_PRICE_KIND_INTERRUPTIBLE));
}

static SubletRentDialog *
open_reserved (SubletUiFixture *fixture, GtkWidget *window, gint64 deposit_uusd)
{
  SubletRentDialog *dialog = shots_rent_open (fixture,
                                              window,
                                              SUBLET_KNOWLEDGE_KNOWN,
                                              SHOTS_RENT_CREDIT_UUSD,
                                              SUBLET_PRICE_KIND_RESERVED);

  sublet_rent_form_set_deposit_uusd (dialog->form, deposit_uusd);
  sublet_preflight_check_again (dialog->preflight);
  sublet_rent_dialog_update_actions (dialog);
  sublet_ui_test_settle (GTK_WIDGET (dialog));
  gtk_widget_grab_focus (sublet_ui_test_find (GTK_WIDGET (dialog), "deposit"));

  return dialog;
}

static GtkWidget *
show_reserved (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_reserved (fixture, window, 25 * SUBLET_UUSD_PER_USD));
}

static GtkWidget *
show_reserved_receipt (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_reserved (fixture, window, 25 * SUBLET_UUSD_PER_USD);

  gtk_toggle_button_set_active (dialog->fold_button, TRUE);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_reserved_plain (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_reserved (fixture, window, 0));
}

static GtkWidget *
show_reserved_stops (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_reserved (fixture, window, 50 * SUBLET_UUSD_PER_USD));
}

static GtkWidget *
show_failure (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_STORE, "commit: disk is full");

  sublet_rent_dialog_show_failure (dialog, error);

  return GTK_WIDGET (dialog);
}

/* The receipt folds only where there is little room. */
static GtkWidget *
show_receipt (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);

  gtk_toggle_button_set_active (dialog->fold_button, TRUE);

  return GTK_WIDGET (dialog);
}

const Shot rent_shots[] = {
  { "rent-fine", shots_rent_make_behind, show_fine, true },
  { "rent-checking", shots_rent_make_behind, show_checking, false },
  { "rent-key-missing", shots_rent_make_behind, show_key_missing, false },
  { "rent-key-team", shots_rent_make_behind, show_key_team, false },
  { "rent-warning", shots_rent_make_behind, show_warning, false },
  { "rent-running", shots_rent_make_behind, show_running, false },
  { "rent-stops", shots_rent_make_behind, show_stops, false },
  { "rent-unknown", shots_rent_make_behind, show_unknown, false },
  { "rent-interruptible", shots_rent_make_behind, show_interruptible, false },
  { "rent-reserved", shots_rent_make_behind, show_reserved, true },
  { "rent-reserved-receipt", shots_rent_make_behind, show_reserved_receipt, false },
  { "rent-reserved-plain", shots_rent_make_behind, show_reserved_plain, false },
  { "rent-reserved-stops", shots_rent_make_behind, show_reserved_stops, false },
  { "rent-failure", shots_rent_make_behind, show_failure, false },
  { "rent-receipt", shots_rent_make_behind, show_receipt, false },
  { NULL },
};
