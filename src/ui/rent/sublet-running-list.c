/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-running-list.h"

#include "ui/common/sublet-order-question.h"
#include "ui/rent/sublet-running-row.h"

#include <glib/gi18n.h>

struct _SubletRunningList
{
  AdwBin parent_instance;

  SubletRentalEngine *engine; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned) */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SubletRunningList, sublet_running_list, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_ORDER_FAILED,
  N_SIGNALS,
} SubletRunningListSignal;

static guint signals[N_SIGNALS];

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRunningList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_order_ask_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_ORDER_FAILED], 0, error);
}

static void
on_order (SubletRunningList *self, SubletOrder order, SubletRunningRow *row)
{
  sublet_order_ask_async (GTK_WIDGET (self),
                          self->engine,
                          sublet_running_row_get_rental (row),
                          order,
                          self->cancellable,
                          on_ordered,
                          g_object_ref (self));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = sublet_running_row_new (SUBLET_RENTAL (item));

  g_signal_connect_object (row, "order", G_CALLBACK (on_order), user_data, G_CONNECT_SWAPPED);

  return row;
}

static void
sublet_running_list_unroot (GtkWidget *widget)
{
  SubletRunningList *self = SUBLET_RUNNING_LIST (widget);

  /* The question goes with its window; an order that was given does not. */
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }

  GTK_WIDGET_CLASS (sublet_running_list_parent_class)->unroot (widget);
}

static void
sublet_running_list_dispose (GObject *object)
{
  SubletRunningList *self = SUBLET_RUNNING_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sublet_running_list_parent_class)->dispose (object);
}

static void
sublet_running_list_class_init (SubletRunningListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_running_list_dispose;
  widget_class->unroot = sublet_running_list_unroot;

  signals[SIGNAL_ORDER_FAILED] = g_signal_new ("order-failed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_ERROR);
}

static void
sublet_running_list_init (SubletRunningList *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->cancellable = g_cancellable_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "running");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rented already"), -1);
  adw_bin_set_child (ADW_BIN (self), list);
  self->list = GTK_LIST_BOX (list);
}

/**
 * sublet_running_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
sublet_running_list_new (void)
{
  return g_object_new (SUBLET_TYPE_RUNNING_LIST, NULL);
}

/**
 * sublet_running_list_set_engine:
 * @self: a list
 * @engine: whose rentals it shows
 */
void
sublet_running_list_set_engine (SubletRunningList *self, SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_RUNNING_LIST (self));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  gtk_list_box_bind_model (self->list,
                           sublet_rental_engine_get_rentals (engine),
                           create_row,
                           self,
                           NULL);
}
