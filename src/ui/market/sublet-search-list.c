/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-search-list-private.h"

G_DEFINE_FINAL_TYPE (SubletSearchList, sublet_search_list, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_ACT,
  SIGNAL_MOVE,
  SIGNAL_SAVE,
  SIGNAL_RETRY,
  N_SIGNALS,
} SubletSearchListSignal;

static guint signals[N_SIGNALS];

/* ---- rows ---- */

static void
restore_focus (SubletSearchList *self)
{
  guint position = 0;

  if (self->focus_id == NULL ||
      sublet_saved_searches_find (self->searches, self->focus_id, &position) == NULL)
    return;

  g_clear_pointer (&self->focus_id, g_free);
  gtk_widget_grab_focus (GTK_WIDGET (sublet_search_list_get_row (self, position)));
}

static void
on_items_changed (SubletSearchList *self)
{
  self->dragged = NULL;
  g_clear_pointer (&self->lowest, g_array_unref);
  sublet_search_list_update_face (self);
  sublet_search_list_update_places (self);
  restore_focus (self);
  sublet_search_list_look_for_lowest (self);
}

static void
on_act (SubletSearchRow *row, SubletSearchVerb verb, SubletSearchList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, sublet_search_row_get_search (row), verb);
}

/* The row that it would take the place of. */
static GtkListBoxRow *
find_drop (SubletSearchList *self, SubletSearchRow *row, double y)
{
  GtkListBoxRow *last =
    gtk_list_box_get_row_at_index (self->list,
                                   (int) g_list_model_get_n_items (G_LIST_MODEL (self->searches)) -
                                     1);
  double list_x = 0;
  double list_y = 0;

  gtk_widget_translate_coordinates (GTK_WIDGET (row),
                                    GTK_WIDGET (self->list),
                                    0,
                                    y,
                                    &list_x,
                                    &list_y);
  if (list_y < 0)
    return gtk_list_box_get_row_at_index (self->list, 0);
  if (list_y >= gtk_widget_get_height (GTK_WIDGET (self->list)))
    return last;

  return gtk_list_box_get_row_at_y (self->list, (int) list_y);
}

static void
on_dragged (SubletSearchRow *row, double y, gboolean released, SubletSearchList *self)
{
  GtkListBoxRow *drop = find_drop (self, row, y);

  /* What came or went meanwhile ends it. */
  if (!released)
    self->dragged = row;
  gtk_list_box_drag_unhighlight_row (self->list);
  if (drop == NULL || drop == GTK_LIST_BOX_ROW (row) || self->dragged != row)
    return;

  if (!released)
    {
      gtk_list_box_drag_highlight_row (self->list, drop);
      return;
    }
  self->dragged = NULL;
  g_signal_emit (self,
                 signals[SIGNAL_MOVE],
                 0,
                 sublet_search_row_get_search (row),
                 (guint) gtk_list_box_row_get_index (drop));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SubletSearchRow *row = sublet_search_row_new (item);

  g_signal_connect_object (row, "act", G_CALLBACK (on_act), user_data, 0);
  g_signal_connect_object (row, "dragged", G_CALLBACK (on_dragged), user_data, 0);

  return GTK_WIDGET (row);
}

static void
on_row_activated (SubletSearchList *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "search.apply", NULL);
}

static void
on_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SAVE], 0);
}

static void
on_retry (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_RETRY], 0);
}

/* ---- the widget ---- */

static void
sublet_search_list_map (GtkWidget *widget)
{
  SubletSearchList *self = SUBLET_SEARCH_LIST (widget);

  GTK_WIDGET_CLASS (sublet_search_list_parent_class)->map (widget);

  sublet_search_list_update_face (self);
  sublet_search_list_look_for_lowest (self);
}

static void
sublet_search_list_unmap (GtkWidget *widget)
{
  SubletSearchList *self = SUBLET_SEARCH_LIST (widget);

  GTK_WIDGET_CLASS (sublet_search_list_parent_class)->unmap (widget);

  sublet_search_list_stop_looking (self);
  g_clear_pointer (&self->focus_id, g_free);
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

/* The search that is set, else the first one. */
static gboolean
sublet_search_list_grab_focus (GtkWidget *widget)
{
  SubletSearchList *self = SUBLET_SEARCH_LIST (widget);
  guint position = 0;
  SubletSearchRow *row;

  sublet_saved_searches_find (self->searches, self->current_id, &position);
  row = sublet_search_list_get_row (self, position);

  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));

  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (self->save_button);
}

static void
sublet_search_list_dispose (GObject *object)
{
  SubletSearchList *self = SUBLET_SEARCH_LIST (object);

  sublet_search_list_stop_looking (self);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_SEARCH_LIST);
  g_clear_object (&self->market);
  g_clear_object (&self->searches);

  G_OBJECT_CLASS (sublet_search_list_parent_class)->dispose (object);
}

static void
sublet_search_list_finalize (GObject *object)
{
  SubletSearchList *self = SUBLET_SEARCH_LIST (object);

  g_free (self->current_id);
  g_free (self->focus_id);
  g_clear_pointer (&self->lowest, g_array_unref);

  G_OBJECT_CLASS (sublet_search_list_parent_class)->finalize (object);
}

static void
install_signals (SubletSearchListClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_ACT] = g_signal_new ("act",
                                      type,
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      2,
                                      SUBLET_TYPE_SAVED_SEARCH,
                                      SUBLET_TYPE_SEARCH_VERB);
  signals[SIGNAL_MOVE] = g_signal_new ("move",
                                       type,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       SUBLET_TYPE_SAVED_SEARCH,
                                       G_TYPE_UINT);
  signals[SIGNAL_SAVE] =
    g_signal_new ("save", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RETRY] =
    g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sublet_search_list_class_init (SubletSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_search_list_dispose;
  object_class->finalize = sublet_search_list_finalize;
  widget_class->map = sublet_search_list_map;
  widget_class->unmap = sublet_search_list_unmap;
  widget_class->grab_focus = sublet_search_list_grab_focus;

  install_signals (klass);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-search-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSearchList, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchList, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchList, list);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchList, reason_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchList, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "searches.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "searches.retry", NULL, on_retry);
}

static void
sublet_search_list_init (SubletSearchList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_search_list_new:
 * @market: where what is cheapest is looked for
 * @searches: what is listed
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
sublet_search_list_new (SubletMarket *market, SubletSavedSearches *searches)
{
  SubletSearchList *self = g_object_new (SUBLET_TYPE_SEARCH_LIST, NULL);

  self->market = g_object_ref (market);
  self->searches = g_object_ref (searches);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (searches), make_row, self, NULL);
  /* After the list box, whose rows are there by then. */
  g_signal_connect_object (searches,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (searches,
                           "notify::state",
                           G_CALLBACK (sublet_search_list_update_face),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (searches,
                           "notify::default-id",
                           G_CALLBACK (sublet_search_list_update_places),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (market,
                           "view-changed",
                           G_CALLBACK (sublet_search_list_look_for_lowest),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_search_list_update_face (self);
  sublet_search_list_update_places (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_search_list_set_current:
 * @self: a list
 * @current_id: (nullable): of the search that was applied last
 */
void
sublet_search_list_set_current (SubletSearchList *self, const char *current_id)
{
  g_return_if_fail (SUBLET_IS_SEARCH_LIST (self));

  if (g_strcmp0 (self->current_id, current_id) == 0)
    return;

  g_free (self->current_id);
  self->current_id = g_strdup (current_id);
  sublet_search_list_update_places (self);
}

/**
 * sublet_search_list_focus_search:
 * @self: a list
 * @id: of a search that is about to be moved or changed
 *
 * Its row goes and another one comes: that one has the focus then.
 */
void
sublet_search_list_focus_search (SubletSearchList *self, const char *id)
{
  g_return_if_fail (SUBLET_IS_SEARCH_LIST (self));

  g_free (self->focus_id);
  self->focus_id = g_strdup (id);
}
