/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-slot-focus.h"

#include "ui/common/sublet-slot-list-model.h"

typedef struct
{
  GtkWidget *view;     /* (borrowed): it owns this */
  GSignalGroup *model; /* (owned) */
  gboolean follows;    /* the focus was on what is selected when the change began */
} Follower;

static void
follower_free (gpointer data)
{
  Follower *self = data;

  g_object_unref (self->model);
  g_free (self);
}

/* A column view has its rows in a list of its own. */
static GtkWidget *
get_list (GtkWidget *view)
{
  GtkWidget *child = view;

  if (GTK_IS_COLUMN_VIEW (view))
    for (child = gtk_widget_get_first_child (view); child != NULL && !GTK_IS_LIST_VIEW (child);
         child = gtk_widget_get_next_sibling (child))
      ;

  return child;
}

/* (nullable) */
static GtkWidget *
find_focused_row (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (row != NULL && gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);

  return row;
}

static gboolean
is_selected (GtkWidget *row)
{
  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
}

static gboolean
is_in_sight (GtkWidget *row, GtkWidget *list)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, list, &bounds) &&
         graphene_rect_get_y (&bounds) >= 0 &&
         graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds) <=
           (float) gtk_widget_get_height (list);
}

static void
on_changing (SubletSlotListModel *model, gpointer user_data)
{
  Follower *self = user_data;
  GtkWidget *row = find_focused_row (get_list (self->view));

  self->follows = row != NULL && is_selected (row);
}

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  Follower *self = user_data;
  GtkWidget *list = get_list (self->view);
  GtkWidget *row;

  if (!self->follows)
    return;

  /* What changed then may not have touched the selection, and the focus is elsewhere by now. */
  self->follows = FALSE;
  if (find_focused_row (list) == NULL)
    return;

  for (row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (is_selected (row))
      break;
  if (row != NULL && is_in_sight (row, list))
    gtk_widget_grab_focus (row);
}

static void
on_model (GtkWidget *view, GParamSpec *pspec, gpointer user_data)
{
  Follower *self = user_data;
  g_autoptr (GObject) model = NULL;

  g_object_get (view, "model", &model, NULL);
  self->follows = FALSE;
  g_signal_group_set_target (self->model, model);
}

/**
 * sublet_slot_focus_follow:
 * @view: a GtkListView or GtkColumnView, which has no model yet
 *
 * From now on the focus goes with what is selected. The view tells of it by the state of its rows,
 * for GTK 4.8 has no way to ask a view where its focus is, or to set it by position.
 */
void
sublet_slot_focus_follow (GtkWidget *view)
{
  Follower *self = g_new0 (Follower, 1);

  self->view = view;
  self->model = g_signal_group_new (SUBLET_TYPE_SLOT_LIST_MODEL);
  g_signal_group_connect (self->model, "changing", G_CALLBACK (on_changing), self);
  g_signal_group_connect (self->model,
                          "selection-changed",
                          G_CALLBACK (on_selection_changed),
                          self);
  g_signal_connect (view, "notify::model", G_CALLBACK (on_model), self);
  g_object_set_data_full (G_OBJECT (view), "sublet-slot-focus", self, follower_free);
}
