/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-lease-change.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define EXTENSION_US G_TIME_SPAN_HOUR

typedef struct
{
  SubletRentalEngine *engine;   /* (owned) */
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
  GtkWidget *toasts;            /* (owned) (nullable) where the change can be taken back */
  GtkDropDown *hours;           /* (owned) (nullable) */
  GtkDropDown *endings;         /* (owned) (nullable) */

  gint64 end_us; /* the one to set, 0: none */
  SubletLeaseEnd at_end;
  gint64 before_us; /* the one before it */
  SubletLeaseEnd before_at_end;
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->engine);
  g_clear_object (&change->rental);
  g_clear_object (&change->record);
  g_clear_object (&change->toasts);
  g_clear_object (&change->hours);
  g_clear_object (&change->endings);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static Change *
change_new (GtkWidget *widget,
            SubletRentalEngine *engine,
            SubletRental *rental,
            SubletInstanceRecord *record)
{
  Change *change = g_new0 (Change, 1);

  change->engine = g_object_ref (engine);
  change->rental = g_object_ref (rental);
  g_set_object (&change->record, record);
  if (widget != NULL)
    g_set_object (&change->toasts, gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  change->before_us = sublet_rental_get_lease_end_us (rental);
  change->before_at_end = sublet_rental_get_lease_at_end (rental);
  change->at_end = change->before_at_end;

  return change;
}

static void set (Change *taken);

static void
on_undo (AdwToast *toast, Change *change)
{
  Change *undo = change_new (NULL, change->engine, change->rental, change->record);

  undo->end_us = change->before_us;
  undo->at_end = change->before_at_end;
  set (undo);
}

static void
on_undo_over (gpointer user_data, GClosure *closure)
{
  change_free (user_data);
}

static char *
dup_title (Change *change)
{
  SubletClock *clock = sublet_rental_engine_get_clock (change->engine);
  g_autofree char *name = NULL;

  if (change->end_us > 0)
    return sublet_lease_text_dup_extended (change->rental,
                                           clock,
                                           change->end_us -
                                             MAX (change->before_us,
                                                  sublet_clock_get_service_us (clock)));

  name = sublet_rental_text_dup_name (change->rental);
  /* TRANSLATORS: %s is an instance's label */
  return g_strdup_printf (_ ("%s runs without an end"), name);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *toasts = change->toasts;
  g_autofree char *title = NULL;
  gboolean done;

  done = sublet_rental_engine_set_lease_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  if (change->record != NULL)
    sublet_instance_record_set_failure (change->record, N_ ("Its lease was not changed."), error);
  if (!done || toasts == NULL)
    return;

  title = dup_title (change);
  sublet_toast_offer (toasts,
                      title,
                      _ ("Undo"), G_CALLBACK (on_undo), g_steal_pointer (&change), on_undo_over);
}

/* Takes the change. */
static void
set (Change *taken)
{
  sublet_rental_engine_set_lease_async (taken->engine,
                                        taken->rental,
                                        taken->end_us,
                                        taken->at_end,
                                        NULL,
                                        on_set,
                                        taken);
}

/**
 * sublet_lease_change_can_extend:
 * @rental: a rental
 *
 * Returns: whether its lease can be put off
 */
gboolean
sublet_lease_change_can_extend (SubletRental *rental)
{
  SubletLeaseState state = sublet_rental_get_lease_state (rental);

  return sublet_rental_can_set_lease (rental) && state != SUBLET_LEASE_STATE_NONE &&
         (state != SUBLET_LEASE_STATE_OVER ||
          sublet_rental_get_lease_at_end (rental) == SUBLET_LEASE_END_WARN);
}

/**
 * sublet_lease_change_extend:
 * @widget: (nullable): where the change can be taken back
 * @engine: the engine
 * @rental: one of its rentals
 * @record: (nullable): what its card keeps
 */
void
sublet_lease_change_extend (GtkWidget *widget,
                            SubletRentalEngine *engine,
                            SubletRental *rental,
                            SubletInstanceRecord *record)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (engine));
  Change *change;

  if (!sublet_lease_change_can_extend (rental))
    return;

  change = change_new (widget, engine, rental, record);
  change->end_us = MAX (change->before_us, now_us) + EXTENSION_US;
  set (change);
}

/* ---- questions ---- */

static void
on_none_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (g_strcmp0 (answer, "none") == 0)
    set (g_steal_pointer (&change));
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
                           change_new (widget, engine, rental, record));
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
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);
  SubletClock *clock = sublet_rental_engine_get_clock (change->engine);

  if (g_strcmp0 (answer, "set") != 0)
    return;

  change->end_us = sublet_clock_get_service_us (clock) +
                   choices[gtk_drop_down_get_selected (change->hours)] * G_TIME_SPAN_HOUR;
  change->at_end = (SubletLeaseEnd) gtk_drop_down_get_selected (change->endings);
  set (g_steal_pointer (&change));
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
  Change *change = change_new (widget, engine, rental, record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  change->hours = g_object_ref_sink (make_hours ());
  change->endings = g_object_ref_sink (make_endings (change->at_end));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (change->hours));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (change->endings));
  question.extra = box;
  sublet_ui_confirm_async (widget, &question, NULL, on_new_answered, change);
}
