/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-table.h"

#include "ui/common/sublet-slot-focus.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/journal/sublet-journal-cell.h"

#include <glib/gi18n.h>

/* Beside the title of a column: its padding. */
#define TITLE_ROOM 18

struct _SubletJournalTable
{
  AdwBin parent_instance;

  SubletJournalListModel *model; /* (owned) (nullable) */
  GtkColumnView *view;           /* (borrowed): inside */
  GPtrArray *columns;            /* (owned) (element-type GtkColumnViewColumn): all, shown or not */
};

G_DEFINE_FINAL_TYPE (SubletJournalTable, sublet_journal_table, ADW_TYPE_BIN)

static guint activated;

/* A column is never narrower than its title, so that translations fit. */
static void
update_widths (SubletJournalTable *self)
{
  const SubletJournalColumn *columns = sublet_journal_columns_get ();
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  guint i;

  for (i = 0; i < SUBLET_JOURNAL_N_COLUMNS; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      int title_width = sublet_ui_measure_text (GTK_WIDGET (self->view), _ (columns[i].title));

      gtk_column_view_column_set_fixed_width (column,
                                              MAX ((int) (columns[i].width * scale),
                                                   title_width + TITLE_ROOM));
    }
}

static void
on_activate (SubletJournalTable *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->model), position, TRUE);
  g_signal_emit (self, activated, 0);
}

static void
sublet_journal_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_journal_table_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_widths));
  update_widths (SUBLET_JOURNAL_TABLE (widget));
}

static void
sublet_journal_table_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_widths, widget);

  GTK_WIDGET_CLASS (sublet_journal_table_parent_class)->unroot (widget);
}

static gboolean
sublet_journal_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_JOURNAL_TABLE (widget)->view));
}

static void
sublet_journal_table_dispose (GObject *object)
{
  sublet_journal_table_set_model (SUBLET_JOURNAL_TABLE (object), NULL);

  G_OBJECT_CLASS (sublet_journal_table_parent_class)->dispose (object);
}

static void
sublet_journal_table_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_JOURNAL_TABLE (object)->columns);

  G_OBJECT_CLASS (sublet_journal_table_parent_class)->finalize (object);
}

static void
sublet_journal_table_class_init (SubletJournalTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_journal_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_journal_table_finalize;
  widget_class->root = sublet_journal_table_root;
  widget_class->unroot = sublet_journal_table_unroot;
  widget_class->grab_focus = sublet_journal_table_grab_focus;

  activated = g_signal_new ("activated",
                            G_TYPE_FROM_CLASS (klass),
                            G_SIGNAL_RUN_LAST,
                            0,
                            NULL,
                            NULL,
                            NULL,
                            G_TYPE_NONE,
                            0);
}

static GtkColumnViewColumn *
make_column (const SubletJournalColumn *data)
{
  GtkListItemFactory *factory = sublet_journal_cell_factory_new (data);
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (data->title), factory);

  gtk_column_view_column_set_expand (column, data->expand);

  return column;
}

/* A column that is only hidden keeps the others from growing. */
static void
show_columns (SubletJournalTable *self, gboolean brief)
{
  const SubletJournalColumn *columns = sublet_journal_columns_get ();
  guint n_shown = 0;
  guint i;

  for (i = 0; i < SUBLET_JOURNAL_N_COLUMNS; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      gboolean is_in = gtk_column_view_column_get_column_view (column) != NULL;
      gboolean wanted = !(brief && columns[i].in_details);

      if (wanted && !is_in)
        {
          gtk_column_view_insert_column (self->view, n_shown, column);
          sublet_ui_decorate_column_header (column,
                                            columns[i].numeric ? 1 : 0,
                                            _ (columns[i].title));
        }
      else if (!wanted && is_in)
        gtk_column_view_remove_column (self->view, column);
      n_shown += wanted;
    }
}

static void
sublet_journal_table_init (SubletJournalTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gsize i;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sublet_slot_focus_follow (GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "journal");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Journal"), -1);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (on_activate),
                           self,
                           G_CONNECT_SWAPPED);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < SUBLET_JOURNAL_N_COLUMNS; i++)
    g_ptr_array_add (self->columns, make_column (&sublet_journal_columns_get ()[i]));
  show_columns (self, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sublet_journal_table_new:
 *
 * Returns: (transfer floating): a table without rentals
 */
GtkWidget *
sublet_journal_table_new (void)
{
  return g_object_new (SUBLET_TYPE_JOURNAL_TABLE, NULL);
}

/**
 * sublet_journal_table_set_model:
 * @self: a table
 * @model: (nullable): what to show; NULL while it is not seen, which costs nothing then
 */
void
sublet_journal_table_set_model (SubletJournalTable *self, SubletJournalListModel *model)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_TABLE (self));

  if (g_set_object (&self->model, model) && self->view != NULL)
    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (model));
}

/**
 * sublet_journal_table_set_brief:
 * @self: a table
 * @brief: whether details stand beside it, which have some of its columns
 */
void
sublet_journal_table_set_brief (SubletJournalTable *self, gboolean brief)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_TABLE (self));

  show_columns (self, brief);
}

/**
 * sublet_journal_table_scroll_to:
 * @self: a table
 * @position: the position to bring into sight
 */
void
sublet_journal_table_scroll_to (SubletJournalTable *self, guint position)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_TABLE (self));

  /* The column view has no such action of its own on the floor; the list inside has. */
  if (self->model != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                "list.scroll-to-item",
                                "u",
                                position);
}

/**
 * sublet_journal_table_get_view:
 * @self: a table
 *
 * Returns: (transfer none): the column view inside
 */
GtkColumnView *
sublet_journal_table_get_view (SubletJournalTable *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_TABLE (self), NULL);

  return self->view;
}
