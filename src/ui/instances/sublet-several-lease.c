/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-several-lease.h"

#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-lease-change-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What a toast needs to take a run back. */
typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletOrderRun *run;        /* (owned) */
  GHashTable *records;        /* (owned) */
  GtkWidget *toasts;          /* (owned) (nullable) */
} Undo;

static void
on_undo_over (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_object_unref (undo->engine);
  g_object_unref (undo->run);
  g_hash_table_unref (undo->records);
  g_clear_object (&undo->toasts);
  g_free (undo);
}

/* Returns: whether it ended still as the run has set it. */
static bool
take_back (Undo *undo, guint i)
{
  SubletRental *rental = sublet_order_run_get_rental (undo->run, i);
  g_autoptr (SubletLeaseChange)
    change = sublet_lease_change_new (undo->toasts,
                                      undo->engine,
                                      rental,
                                      g_hash_table_lookup (undo->records, rental));
  gint64 before_us;
  gint64 end_us;

  sublet_order_run_get_lease (undo->run, i, &before_us, &end_us);
  if (change->end_us != end_us)
    return false;

  change->undo = true;
  change->end_us = before_us;
  sublet_lease_change_set (g_steal_pointer (&change));
  return true;
}

static void
on_undo (AdwToast *toast, Undo *undo)
{
  guint n_changed = 0;
  g_autofree char *text = NULL;
  guint i;

  for (i = 0; i < sublet_order_run_get_n_items (undo->run); i++)
    {
      if (sublet_order_run_get_outcome (undo->run, i) == SUBLET_RUN_DONE && !take_back (undo, i))
        n_changed++;
    }
  if (n_changed == 0)
    return;

  /* TRANSLATORS: %u is a number of leases */
  text = g_strdup_printf (ngettext ("%u lease was changed again, and stays as it is.",
                                    "%u leases were changed again, and stay as they are.",
                                    n_changed),
                          n_changed);
  sublet_toast_show (undo->toasts, text);
}

/* What has ended since cannot end then again. */
static bool
can_undo (SubletOrderRun *run, gint64 now_us)
{
  guint i;

  for (i = 0; i < sublet_order_run_get_n_items (run); i++)
    {
      gint64 before_us;
      gint64 end_us;

      sublet_order_run_get_lease (run, i, &before_us, &end_us);
      if (sublet_order_run_get_outcome (run, i) == SUBLET_RUN_DONE && before_us <= now_us)
        return false;
    }

  return true;
}

/**
 * sublet_several_lease_tell:
 * @widget: in the window that tells it
 * @engine: the engine
 * @run: one that has extended leases
 * @records: (element-type SubletRental SubletInstanceRecord): where failures are kept
 * @title: what is told
 */
void
sublet_several_lease_tell (GtkWidget *widget,
                           SubletRentalEngine *engine,
                           SubletOrderRun *run,
                           GHashTable *records,
                           const char *title)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (engine));
  Undo *undo;

  if (!can_undo (run, now_us))
    {
      sublet_toast_show (widget, title);
      return;
    }

  undo = g_new0 (Undo, 1);
  undo->engine = g_object_ref (engine);
  undo->run = g_object_ref (run);
  undo->records = g_hash_table_ref (records);
  g_set_object (&undo->toasts, gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  sublet_toast_offer (widget, title, _ ("Undo"), G_CALLBACK (on_undo), undo, on_undo_over);
}
