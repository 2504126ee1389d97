/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-selection-bar.h"

#include "ui/common/sublet-toast.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-instance-record.h"
#include "ui/instances/sublet-several-lease.h"
#include "ui/instances/sublet-several-question.h"
#include "ui/instances/sublet-several-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

struct _SubletSelectionBar
{
  GtkWidget parent_instance;

  SubletRentalEngine *engine;         /* (owned) */
  SubletInstanceSelection *selection; /* (owned) */
  GHashTable *records;                /* (owned) */

  SubletOrderRun *run;  /* (owned) (nullable): that runs, or has failed in part */
  GCancellable *asking; /* (owned) (nullable): while a question is open */

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *choices;
  GtkWidget *stop_button;
  GtkWidget *extend_button;
  GtkWidget *destroy_button;
  GtkWidget *stop_here_button;
  GtkWidget *outcome;
};

G_DEFINE_FINAL_TYPE (SubletSelectionBar, sublet_selection_bar, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_SAID,
} SubletSelectionBarSignal;

static guint signals[SIGNAL_SAID + 1];

/* ---- what it shows ---- */

static guint
count_possible (SubletSelectionBar *self, GPtrArray *rentals, SubletRunKind kind)
{
  guint count = 0;
  guint i;

  for (i = 0; i < rentals->len; i++)
    count += sublet_order_run_can (self->engine, kind, g_ptr_array_index (rentals, i)) != FALSE;

  return count;
}

/* What a button cannot do it says itself. */
static void
update_button (SubletSelectionBar *self, GtkWidget *button, SubletRunKind kind, GPtrArray *rentals)
{
  guint n_possible = count_possible (self, rentals, kind);
  g_autofree char *reason = NULL;

  if (sublet_rental_engine_get_read_only (self->engine))
    reason = g_strdup (_ ("This window only shows."));
  else if (rentals->len > 0)
    reason = sublet_several_text_dup_possible (kind, n_possible, rentals->len);
  gtk_widget_set_sensitive (button, n_possible > 0);
  sublet_tooltip_set (button, reason);
}

static void
update (SubletSelectionBar *self)
{
  g_autoptr (GPtrArray) rentals = sublet_instance_selection_dup_rentals (self->selection);
  bool running = self->run != NULL && sublet_order_run_get_running (self->run);
  bool failed = self->run != NULL && !running;
  g_autofree char *text = NULL;

  if (running)
    text = sublet_several_text_dup_progress (self->run);
  else if (failed)
    text = sublet_several_text_dup_failures (self->run);
  else
    text = sublet_several_text_dup_selected (rentals);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->choices, !running && !failed);
  gtk_widget_set_visible (self->stop_here_button, running);
  gtk_widget_set_sensitive (self->stop_here_button,
                            running && sublet_order_run_count (self->run, SUBLET_RUN_WAITING) > 0);
  gtk_widget_set_visible (self->outcome, failed);
  update_button (self, self->stop_button, SUBLET_RUN_STOP, rentals);
  update_button (self, self->extend_button, SUBLET_RUN_EXTEND, rentals);
  update_button (self, self->destroy_button, SUBLET_RUN_DESTROY, rentals);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer),
                                 running || failed ||
                                   sublet_instance_selection_get_active (self->selection));
}

/* ---- a run ---- */

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

static void
drop_run (SubletSelectionBar *self)
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
      drop_run (self);
      if (sublet_order_run_count (run, SUBLET_RUN_LEFT) == 0)
        sublet_instance_selection_set_active (self->selection, FALSE);
      if (sublet_order_run_count (run, SUBLET_RUN_DONE) > 0)
        tell_done (self, run, done);
    }
  g_signal_emit (self, signals[SIGNAL_SAID], 0, failures != NULL ? failures : done);
}

static void
on_running (SubletSelectionBar *self)
{
  if (!sublet_order_run_get_running (self->run))
    on_over (self);
  update (self);
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
static void
begin (SubletSelectionBar *self, SubletOrderRun *run)
{
  drop_run (self);
  self->run = run;
  hold_application (self);
  g_signal_connect_object (run, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run,
                           "notify::running",
                           G_CALLBACK (on_running),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_order_run_start (run);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSelectionBar) self = user_data;
  g_autoptr (GError) error = NULL;
  SubletOrderRun *run = sublet_several_ask_finish (result, &error);

  g_clear_object (&self->asking);
  if (run == NULL)
    return;

  /* The window has gone with its answer given: it counts all the same. */
  if (self->selection == NULL)
    {
      sublet_order_run_start (run);
      g_object_unref (run);
    }
  else
    begin (self, run);
}

static GtkWidget *
get_button (SubletSelectionBar *self, SubletRunKind kind)
{
  switch (kind)
    {
    case SUBLET_RUN_STOP:
      return self->stop_button;
    case SUBLET_RUN_EXTEND:
      return self->extend_button;
    case SUBLET_RUN_DESTROY:
    default:
      return self->destroy_button;
    }
}

static void
on_stop_clicked (SubletSelectionBar *self)
{
  sublet_selection_bar_order (self, SUBLET_RUN_STOP);
}

static void
on_extend_clicked (SubletSelectionBar *self)
{
  sublet_selection_bar_order (self, SUBLET_RUN_EXTEND);
}

static void
on_destroy_clicked (SubletSelectionBar *self)
{
  sublet_selection_bar_order (self, SUBLET_RUN_DESTROY);
}

static void
on_stop_here_clicked (SubletSelectionBar *self)
{
  if (self->run != NULL)
    sublet_order_run_stop_here (self->run);
}

static void
on_try_again_clicked (SubletSelectionBar *self)
{
  if (self->run != NULL)
    sublet_order_run_try_again (self->run);
}

static void
on_close_clicked (SubletSelectionBar *self)
{
  drop_run (self);
  update (self);
}

/* ---- the widget ---- */

static void
sublet_selection_bar_dispose (GObject *object)
{
  SubletSelectionBar *self = SUBLET_SELECTION_BAR (object);

  drop_run (self);
  g_clear_object (&self->asking);
  g_clear_object (&self->selection);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (sublet_selection_bar_parent_class)->dispose (object);
}

static void
sublet_selection_bar_finalize (GObject *object)
{
  SubletSelectionBar *self = SUBLET_SELECTION_BAR (object);

  g_clear_pointer (&self->records, g_hash_table_unref);

  G_OBJECT_CLASS (sublet_selection_bar_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletSelectionBar, child)

static void
sublet_selection_bar_class_init (SubletSelectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_selection_bar_dispose;
  object_class->finalize = sublet_selection_bar_finalize;

  signals[SIGNAL_SAID] = g_signal_new ("said",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instances/sublet-selection-bar.ui");
  BIND (revealer);
  BIND (box);
  BIND (label);
  BIND (choices);
  BIND (stop_button);
  BIND (extend_button);
  BIND (destroy_button);
  BIND (stop_here_button);
  BIND (outcome);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_extend_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_destroy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_here_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_css_name (widget_class, "selectionbar");
}

static void
sublet_selection_bar_init (SubletSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_selection_bar_new:
 * @engine: what gives the orders
 * @selection: which machines are chosen
 * @records: (element-type SubletRental SubletInstanceRecord): where failures are kept
 *
 * Returns: (transfer floating): a bar, which is seen while machines can be chosen
 */
GtkWidget *
sublet_selection_bar_new (SubletRentalEngine *engine,
                          SubletInstanceSelection *selection,
                          GHashTable *records)
{
  SubletSelectionBar *self = g_object_new (SUBLET_TYPE_SELECTION_BAR, NULL);

  self->engine = g_object_ref (engine);
  self->selection = g_object_ref (selection);
  self->records = g_hash_table_ref (records);
  g_signal_connect_object (selection, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_selection_bar_set_size_class:
 * @self: a bar
 * @size_class: how much room the window has
 */
void
sublet_selection_bar_set_size_class (SubletSelectionBar *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_SELECTION_BAR (self));

  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  size_class == SUBLET_SIZE_CLASS_NARROW
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * sublet_selection_bar_order:
 * @self: a bar
 * @kind: what is to be done with those that are chosen
 *
 * Asks, but for a lease; nothing while another run or question is open.
 */
void
sublet_selection_bar_order (SubletSelectionBar *self, SubletRunKind kind)
{
  g_autoptr (GPtrArray) rentals = NULL;
  GtkRoot *root;

  g_return_if_fail (SUBLET_IS_SELECTION_BAR (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->asking != NULL || self->run != NULL || root == NULL ||
      !gtk_widget_get_sensitive (get_button (self, kind)))
    return;

  rentals = sublet_instance_selection_dup_rentals (self->selection);
  if (kind == SUBLET_RUN_EXTEND)
    {
      begin (self, sublet_order_run_new (self->engine, kind, rentals));
      return;
    }

  self->asking = g_cancellable_new ();
  sublet_several_ask_async (GTK_WIDGET (root),
                            self->engine,
                            kind,
                            rentals,
                            self->asking,
                            on_asked,
                            g_object_ref (self));
}
