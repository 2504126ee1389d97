/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-view-private.h"

#include "ui/billing/sublet-forecast-text.h"

#include <glib/gi18n.h>

/* What if: a row for each instance with which something could be done. */

/* A row knows whose it is, and what can be done with it. */
#define ROW_ID "sublet-burn-item"
#define ROW_CAN_STOP "sublet-can-stop"

static bool
can_stop (const SubletBurnItem *item)
{
  return item->kind == SUBLET_BURN_KIND_RUNNING || item->kind == SUBLET_BURN_KIND_STARTING;
}

static bool
has_row (const SubletBurnItem *item)
{
  return can_stop (item) || item->kind == SUBLET_BURN_KIND_STOPPED ||
         item->kind == SUBLET_BURN_KIND_OFFLINE;
}

static SubletWhatIf
get_what (GObject *row, guint selected)
{
  bool stops = GPOINTER_TO_INT (g_object_get_data (row, ROW_CAN_STOP)) != 0;

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return SUBLET_WHAT_IF_NOTHING;

  return stops && selected == 1 ? SUBLET_WHAT_IF_STOP : SUBLET_WHAT_IF_DESTROY;
}

static void
on_selected (SubletForecastView *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (self->filling)
    return;

  sublet_what_ifs_set (self->what_ifs,
                       g_object_get_data (G_OBJECT (row), ROW_ID),
                       get_what (G_OBJECT (row), adw_combo_row_get_selected (row)));
  sublet_forecast_view_update (self);
}

static void
on_setup_choice (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind_choice (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* Beside a long name the row's own shortens what is chosen; the name wraps instead. What is chosen
 * from stays as it is, with the mark of what is. */
static void
keep_choice_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_choice), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_choice), NULL);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, factory);
}

static GtkWidget *
make_row (SubletForecastView *self, const SubletBurnItem *item)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *name = sublet_forecast_text_dup_name (item);

  /* TRANSLATORS: what if an instance goes on as it does, is stopped, is destroyed */
  gtk_string_list_append (choices, C_ ("what if", "Goes On"));
  if (can_stop (item))
    gtk_string_list_append (choices, C_ ("what if", "Stopped"));
  gtk_string_list_append (choices, C_ ("what if", "Destroyed"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  keep_choice_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup (item->id), g_free);
  g_object_set_data (G_OBJECT (row), ROW_CAN_STOP, GINT_TO_POINTER (can_stop (item)));
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
remove_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* Which rows there are, in order, and what each lets choose. */
static char *
dup_shape (const SubletBurn *burn)
{
  GString *shape = g_string_new (NULL);
  guint i;

  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);

      if (has_row (item))
        g_string_append_printf (shape, "%s%c", item->id, can_stop (item) ? '!' : '.');
    }

  return g_string_free (shape, FALSE);
}

/**
 * sublet_forecast_view_make_rows: (skip)
 * @self: a view
 * @burn: what is paid for
 *
 * Rows that are the same stay, and whoever has the focus in them; what is chosen goes with them.
 */
void
sublet_forecast_view_make_rows (SubletForecastView *self, const SubletBurn *burn)
{
  g_autofree char *shape = dup_shape (burn);
  guint i;

  if (g_strcmp0 (shape, self->shape) == 0)
    return;

  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  g_hash_table_remove_all (self->what_ifs);
  remove_rows (self->what_group, self->rows);
  self->filling = TRUE;
  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);
      GtkWidget *row;

      if (!has_row (item))
        continue;
      row = make_row (self, item);
      adw_preferences_group_add (self->what_group, row);
      g_ptr_array_add (self->rows, row);
    }
  self->filling = FALSE;
}

/**
 * sublet_forecast_view_update_rows: (skip)
 * @self: a view, its rows made of the same burn
 * @forecast: what comes
 */
void
sublet_forecast_view_update_rows (SubletForecastView *self, const SubletForecast *forecast)
{
  guint at = 0;
  guint i;

  for (i = 0; i < forecast->items->len; i++)
    {
      const SubletForecastItem *item = &g_array_index (forecast->items, SubletForecastItem, i);
      g_autofree char *figure = sublet_forecast_text_dup_item (item);

      if (has_row (item->item))
        adw_action_row_set_subtitle (g_ptr_array_index (self->rows, at++), figure);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->what_group), self->rows->len > 0);
}
