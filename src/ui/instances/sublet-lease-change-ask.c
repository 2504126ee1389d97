/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-lease-change-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* What is asked before a lease is changed. */

static void
on_none_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletLeaseChange) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  change->end_us = 0;
  if (g_strcmp0 (answer, "none") == 0)
    sublet_lease_change_set (g_steal_pointer (&change));
}

static char *
dup_none_body (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *rate = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("It bills until you end it."));

  rate = sublet_format_rate_per_day (rate_nusd);
  /* TRANSLATORS: %s is a rate, as in "$7.80 a day" */
  return g_strdup_printf (_ ("It bills %s until you end it."), rate);
}

/**
 * sublet_lease_change_ask_none:
 * @widget: over which it is asked
 * @engine: the engine
 * @rental: one of its rentals
 * @record: (nullable): what its card keeps
 */
void
sublet_lease_change_ask_none (GtkWidget *widget,
                              SubletRentalEngine *engine,
                              SubletRental *rental,
                              SubletInstanceRecord *record)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  /* TRANSLATORS: %s is an instance's label */
  g_autofree char *heading = g_strdup_printf (_ ("Run %s without an end?"), name);
  g_autofree char *body = dup_none_body (rental);
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "none", _ ("_Run Without End"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  const SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };

  sublet_ui_confirm_async (widget,
                           &question,
                           NULL,
                           on_none_answered,
                           sublet_lease_change_new (widget, engine, rental, record));
}

/* Up to a week: longer is a rental without a lease. */
static const int choices[] = { 1, 2, 4, 8, 12, 24, 48, 72, 168 };

#define USUAL_CHOICE 3

static GtkDropDown *
make_hours (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkDropDown *hours;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_take (words, sublet_format_duration (choices[i] * G_TIME_SPAN_HOUR));
  hours = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL));
  gtk_drop_down_set_selected (hours, USUAL_CHOICE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (hours),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Length of the lease"), -1);

  return hours;
}

/* In the order of SubletLeaseEnd. */
static GtkDropDown *
make_endings (SubletLeaseEnd at_end)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkDropDown *endings;

  gtk_string_list_append (words, C_ ("lease end", "Stop"));
  gtk_string_list_append (words, C_ ("lease end", "Destroy"));
  gtk_string_list_append (words, C_ ("lease end", "Only Warn"));
  endings = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL));
  gtk_drop_down_set_selected (endings, at_end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (endings),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("At the end of the lease"), -1);

  return endings;
}

static void
on_new_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletLeaseChange) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);
  SubletClock *clock = sublet_rental_engine_get_clock (change->engine);

  if (g_strcmp0 (answer, "set") != 0)
    return;

  change->end_us = sublet_clock_get_service_us (clock) +
                   choices[gtk_drop_down_get_selected (change->hours)] * G_TIME_SPAN_HOUR;
  change->at_end = (SubletLeaseEnd) gtk_drop_down_get_selected (change->endings);
  sublet_lease_change_set (g_steal_pointer (&change));
}

/**
 * sublet_lease_change_ask_new:
 * @widget: over which it is asked
 * @engine: the engine
 * @rental: one of its rentals
 * @record: (nullable): what its card keeps
 */
void
sublet_lease_change_ask_new (GtkWidget *widget,
                             SubletRentalEngine *engine,
                             SubletRental *rental,
                             SubletInstanceRecord *record)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  /* TRANSLATORS: %s is an instance's label */
  g_autofree char *heading = g_strdup_printf (_ ("Lease of %s"), name);
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "set", _ ("_Set Lease"), SUBLET_ANSWER_SUGGESTED },
    };
  SubletQuestion question = {
    .heading = heading,
    .body = _ ("From now on so long, and then:"),
               .answers = answers,
               .n_answers = G_N_ELEMENTS (answers),
               .default_answer = "set",
               .close_answer = "cancel",
    };
  SubletLeaseChange *change = sublet_lease_change_new (widget, engine, rental, record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  change->hours = g_object_ref_sink (make_hours ());
  change->endings = g_object_ref_sink (make_endings (change->at_end));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (change->hours));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (change->endings));
  question.extra = box;
  sublet_ui_confirm_async (widget, &question, NULL, on_new_answered, change);
}
