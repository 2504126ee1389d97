/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-instance-record.h"
#include "ui/instances/sublet-selection-bar-private.h"
#include "ui/instances/sublet-several-lease.h"
#include "ui/instances/sublet-several-text.h"

#include <glib/gi18n.h>

static const char *
get_failed_sentence (SubletRunKind kind)
{
  switch (kind)
    {
    case SUBLET_RUN_STOP:
      return N_ ("The stop is not confirmed: it may run and bill on.");
    case SUBLET_RUN_EXTEND:
      return N_ ("Its lease was not changed.");
    case SUBLET_RUN_DESTROY:
    default:
      return N_ ("It was not destroyed and bills on.");
    }
}

/* What was left alone keeps what its card says; what needs no order any more keeps what another one
 * has left there. */
static void
note_failure (SubletSelectionBar *self, guint i)
{
  SubletInstanceRecord *record =
    g_hash_table_lookup (self->records, sublet_order_run_get_rental (self->run, i));
  SubletRunOutcome outcome = sublet_order_run_get_outcome (self->run, i);
  const char *sentence = get_failed_sentence (sublet_order_run_get_kind (self->run));

  if (record == NULL)
    return;

  if (outcome == SUBLET_RUN_DONE || outcome == SUBLET_RUN_FAILED ||
      (outcome == SUBLET_RUN_SKIPPED &&
       g_strcmp0 (sublet_instance_record_get_failed_order (record), _ (sentence)) == 0))
    sublet_instance_record_set_failure (record,
                                        sentence,
                                        sublet_order_run_get_error (self->run, i));
}

/* On the card of each; those that failed or were left alone stay chosen. */
static void
note_outcomes (SubletSelectionBar *self)
{
  guint i;

  for (i = 0; i < sublet_order_run_get_n_items (self->run); i++)
    {
      SubletRunOutcome outcome = sublet_order_run_get_outcome (self->run, i);

      note_failure (self, i);
      sublet_instance_selection_set (self->selection,
                                     sublet_order_run_get_rental (self->run, i),
                                     outcome == SUBLET_RUN_FAILED || outcome == SUBLET_RUN_LEFT);
    }
}

void
sublet_selection_bar_drop_run (SubletSelectionBar *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

static void
tell_done (SubletSelectionBar *self, SubletOrderRun *run, const char *done)
{
  if (sublet_order_run_get_kind (run) == SUBLET_RUN_EXTEND)
    sublet_several_lease_tell (GTK_WIDGET (self), self->engine, run, self->records, done);
  else
    sublet_toast_show (GTK_WIDGET (self), done);
}

static void
on_over (SubletSelectionBar *self)
{
  g_autoptr (SubletOrderRun) run = g_object_ref (self->run);
  g_autofree char *failures = sublet_several_text_dup_failures (run);
  g_autofree char *done = sublet_several_text_dup_done (run);

  note_outcomes (self);
  if (failures == NULL)
    {
      sublet_selection_bar_drop_run (self);
      if (sublet_order_run_count (run, SUBLET_RUN_LEFT) == 0)
        sublet_instance_selection_set_active (self->selection, FALSE);
      if (sublet_order_run_count (run, SUBLET_RUN_DONE) > 0)
        tell_done (self, run, done);
    }
  g_signal_emit_by_name (self, "said", failures != NULL ? failures : done);
}

static void
on_running (SubletSelectionBar *self)
{
  if (!sublet_order_run_get_running (self->run))
    on_over (self);
  sublet_selection_bar_update (self);
}

/* The program does not end before the last order is out, whatever becomes of the window. */
static void
on_held_running (SubletOrderRun *run, GParamSpec *pspec, GApplication *application)
{
  if (sublet_order_run_get_running (run))
    g_application_hold (application);
  else
    g_application_release (application);
}

static void
unref_closure_data (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
hold_application (SubletSelectionBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application =
    GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (application != NULL)
    g_signal_connect_data (self->run,
                           "notify::running",
                           G_CALLBACK (on_held_running),
                           g_object_ref (application),
                           unref_closure_data,
                           0);
}

/* Takes the run. */
void
sublet_selection_bar_begin (SubletSelectionBar *self, SubletOrderRun *run)
{
  sublet_selection_bar_drop_run (self);
  self->run = run;
  hold_application (self);
  g_signal_connect_object (run,
                           "changed",
                           G_CALLBACK (sublet_selection_bar_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run,
                           "notify::running",
                           G_CALLBACK (on_running),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_order_run_start (run);
}
