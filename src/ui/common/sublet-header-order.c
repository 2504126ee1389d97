/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-header-order.h"

struct _SubletHeaderOrder
{
  GObject parent_instance;

  GtkColumnView *view; /* (borrowed) */
  SubletHeaderOrderFunc wanted;
  gpointer user_data;
  GHashTable *columns; /* (owned) key + 1 to its GtkColumnViewColumn, owned */
  int probed;          /* key whose sorter was asked first, -1 for none */
  bool syncing;        /* the arrow is being moved by us */
};

G_DEFINE_FINAL_TYPE (SubletHeaderOrder, sublet_header_order, G_TYPE_OBJECT)

typedef struct
{
  SubletHeaderOrder *order; /* (borrowed): its columns own the sorter */
  int key;
} Probe;

/* GTK 4.8 does not say which column it sorts by, but it asks that column's sorter first. */
static int
probe (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe *asked = user_data;

  if (asked->order->probed < 0)
    asked->order->probed = asked->key;

  return -1;
}

/* -1: by none. */
static int
ask_header (SubletHeaderOrder *self, bool *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);

  self->probed = -1;
  *descending = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), a, b) ==
                GTK_ORDERING_LARGER;

  return self->probed;
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, SubletHeaderOrder *self)
{
  bool descending;
  int key;

  if (self->syncing)
    return;

  key = ask_header (self, &descending);
  if (key >= 0)
    self->wanted (key, descending, self->user_data);
}

static void
sublet_header_order_finalize (GObject *object)
{
  g_hash_table_unref (SUBLET_HEADER_ORDER (object)->columns);

  G_OBJECT_CLASS (sublet_header_order_parent_class)->finalize (object);
}

static void
sublet_header_order_class_init (SubletHeaderOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_header_order_finalize;
}

static void
sublet_header_order_init (SubletHeaderOrder *self)
{
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * sublet_header_order_new: (skip)
 * @view: (transfer none): whose titles; it outlives what is returned
 * @wanted: called when a title was clicked
 * @user_data: for @wanted
 *
 * Returns: (transfer full): what follows the titles
 */
SubletHeaderOrder *
sublet_header_order_new (GtkColumnView *view, SubletHeaderOrderFunc wanted, gpointer user_data)
{
  SubletHeaderOrder *self = g_object_new (SUBLET_TYPE_HEADER_ORDER, NULL);

  self->view = view;
  self->wanted = wanted;
  self->user_data = user_data;
  g_signal_connect_object (gtk_column_view_get_sorter (view),
                           "changed",
                           G_CALLBACK (on_sorter_changed),
                           self,
                           0);

  return self;
}

/**
 * sublet_header_order_add:
 * @self: what follows the titles
 * @column: a column, in the view or not
 * @key: what it is ordered by, not negative
 */
void
sublet_header_order_add (SubletHeaderOrder *self, GtkColumnViewColumn *column, int key)
{
  g_autoptr (GtkSorter) sorter = NULL;
  Probe *data;

  g_return_if_fail (SUBLET_IS_HEADER_ORDER (self));
  g_return_if_fail (key >= 0);

  data = g_new0 (Probe, 1);
  data->order = self;
  data->key = key;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe, data, g_free));
  gtk_column_view_column_set_sorter (column, sorter);
  g_hash_table_insert (self->columns, GINT_TO_POINTER (key + 1), g_object_ref (column));
}

/**
 * sublet_header_order_show:
 * @self: what follows the titles
 * @key: what it is ordered by now; of no column that is shown: there is no arrow
 * @descending: in which direction
 */
void
sublet_header_order_show (SubletHeaderOrder *self, int key, bool descending)
{
  GtkColumnViewColumn *column;
  bool shown_descending;
  int shown;

  g_return_if_fail (SUBLET_IS_HEADER_ORDER (self));

  column = g_hash_table_lookup (self->columns, GINT_TO_POINTER (key + 1));
  if (column != NULL && gtk_column_view_column_get_column_view (column) == NULL)
    column = NULL;
  shown = ask_header (self, &shown_descending);
  if (column == NULL ? shown < 0 : shown == key && shown_descending == descending)
    return;

  self->syncing = true;
  /* GTK 4.8 takes an arrow away only when the order is cleared. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->view,
                                    column,
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->syncing = false;
}
