/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-selection-bar.h"

#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-selection-bar-private.h"
#include "ui/instances/sublet-several-question.h"
#include "ui/instances/sublet-several-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletSelectionBar, sublet_selection_bar, GTK_TYPE_WIDGET)

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

void
sublet_selection_bar_update (SubletSelectionBar *self)
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

/* ---- what is pressed ---- */

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
    sublet_selection_bar_begin (self, run);
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
  sublet_selection_bar_drop_run (self);
  sublet_selection_bar_update (self);
}

/* ---- the widget ---- */

static void
sublet_selection_bar_dispose (GObject *object)
{
  SubletSelectionBar *self = SUBLET_SELECTION_BAR (object);

  sublet_selection_bar_drop_run (self);
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

  g_signal_new ("said",
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
  g_signal_connect_object (selection,
                           "changed",
                           G_CALLBACK (sublet_selection_bar_update),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_selection_bar_update (self);

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
      sublet_selection_bar_begin (self, sublet_order_run_new (self->engine, kind, rentals));
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
