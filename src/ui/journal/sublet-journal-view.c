/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-view-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/journal/sublet-journal-text.h"
#include "ui/journal/sublet-journal-tile.h"

G_DEFINE_FINAL_TYPE (SubletJournalView, sublet_journal_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_HISTORY = 1,
  PROP_SIZE_CLASS,
  PROP_CAN_RENT_AGAIN,
} SubletJournalViewProperty;

static GParamSpec *properties[PROP_CAN_RENT_AGAIN + 1];

static void
on_state (SubletJournalView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_journal_view_wait_for_spinner (self);
  sublet_journal_view_update (self);
}

/* ---- selection and details ---- */

static void
on_selected (SubletJournalView *self)
{
  const char *id = sublet_journal_list_model_get_selected_id (self->model);
  const SubletJournalRow *row = id != NULL ? sublet_journal_history_lookup (self->history, id)
                                           : NULL;
  bool is_rental = row != NULL && row->volume_id == 0;

  sublet_journal_details_set_id (self->details, id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "journal.rent-again",
                                 self->can_rent_again && is_rental);
}

static void
on_activated (SubletJournalView *self)
{
  sublet_pane_view_set_end_shown (self->panes, TRUE);
}

static void
on_pane (SubletJournalView *self)
{
  sublet_journal_table_set_brief (self->table,
                                  sublet_pane_view_get_end_shown (self->panes) &&
                                    sublet_pane_view_get_end_docked (self->panes));
}

static void
on_list_activate (SubletJournalView *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->model), position, TRUE);
  on_activated (self);
}

/* ---- search ---- */

static void
scroll_to_top (SubletJournalView *self)
{
  if (sublet_journal_history_get_n_rows (self->history) == 0)
    return;

  if (sublet_journal_view_has_columns (self))
    sublet_journal_table_scroll_to (self->table, 0);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
}

static void
on_search_changed (SubletJournalView *self)
{
  self->unsaid = TRUE;
  sublet_journal_history_set_search (self->history,
                                     gtk_editable_get_text (GTK_EDITABLE (self->search)));
  sublet_journal_view_update (self);
  scroll_to_top (self);
}

void
sublet_journal_view_clear_search (SubletJournalView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_stop_search (SubletJournalView *self)
{
  sublet_journal_view_clear_search (self);
}

/* To what was found. */
static void
on_search_activate (SubletJournalView *self)
{
  gtk_widget_grab_focus (sublet_journal_view_has_columns (self) ? GTK_WIDGET (self->table)
                                                                : GTK_WIDGET (self->list_view));
}

/* ---- the widget ---- */

static void
sublet_journal_view_constructed (GObject *object)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (object);

  G_OBJECT_CLASS (sublet_journal_view_parent_class)->constructed (object);

  sublet_journal_history_set_words (self->history,
                                    sublet_journal_text_dup_place_words,
                                    sublet_journal_text_dup_ending_words);
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_journal_history_get_clock (self->history));
  sublet_journal_details_set_history (self->details, self->history);
  self->model = sublet_journal_list_model_new (self->history);
  g_signal_connect_swapped (self->model, "notify::selected-id", G_CALLBACK (on_selected), self);
  g_signal_connect_object (self->history,
                           "notify::state",
                           G_CALLBACK (on_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history,
                           "view-changed",
                           G_CALLBACK (sublet_journal_view_update),
                           self,
                           G_CONNECT_SWAPPED);
  on_selected (self);
  sublet_journal_view_update (self);
}

static void
sublet_journal_view_map (GtkWidget *widget)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_journal_view_parent_class)->map (widget);

  sublet_journal_history_load (self->history);
  sublet_journal_view_wait_for_spinner (self);
}

static void
sublet_journal_view_unmap (GtkWidget *widget)
{
  sublet_journal_view_stop_waiting (SUBLET_JOURNAL_VIEW (widget));

  GTK_WIDGET_CLASS (sublet_journal_view_parent_class)->unmap (widget);
}

static gboolean
sublet_journal_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_JOURNAL_VIEW (widget)->search);
}

static void
sublet_journal_view_dispose (GObject *object)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (object);

  sublet_journal_view_stop_waiting (self);
  sublet_cancel_clear (&self->exporting);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      sublet_journal_table_set_model (self->table, NULL);
      gtk_list_view_set_model (self->list_view, NULL);
    }
  g_clear_object (&self->model);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (sublet_journal_view_parent_class)->dispose (object);
}

static void
sublet_journal_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (object);

  switch ((SubletJournalViewProperty) prop_id)
    {
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_CAN_RENT_AGAIN:
      g_value_set_boolean (value, self->can_rent_again);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_journal_view_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (object);

  switch ((SubletJournalViewProperty) prop_id)
    {
    case PROP_HISTORY:
      self->history = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_journal_view_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_CAN_RENT_AGAIN:
      sublet_journal_view_set_can_rent_again (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_HISTORY] =
    g_param_spec_object ("history",
                         NULL,
                         NULL,
                         SUBLET_TYPE_JOURNAL_HISTORY,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] = g_param_spec_enum ("size-class",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_SIZE_CLASS,
                                                   SUBLET_SIZE_CLASS_WIDE,
                                                   writable);
  properties[PROP_CAN_RENT_AGAIN] =
    g_param_spec_boolean ("can-rent-again", NULL, NULL, FALSE, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (SubletJournalViewClass *klass)
{
  g_signal_new ("rent-again",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_STRING);
  g_signal_new ("find-gpu",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletJournalView, child)

static void
sublet_journal_view_class_init (SubletJournalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_journal_view_constructed;
  object_class->dispose = sublet_journal_view_dispose;
  object_class->get_property = sublet_journal_view_get_property;
  object_class->set_property = sublet_journal_view_set_property;
  widget_class->map = sublet_journal_view_map;
  widget_class->unmap = sublet_journal_view_unmap;
  widget_class->grab_focus = sublet_journal_view_grab_focus;

  install_properties (object_class);
  install_signals (klass);
  sublet_journal_view_install_actions (widget_class);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_JOURNAL_DETAILS);
  g_type_ensure (SUBLET_TYPE_JOURNAL_TABLE);
  g_type_ensure (SUBLET_TYPE_PANE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/journal/sublet-journal-view.ui");
  BIND (search);
  BIND (export_button);
  BIND (panes);
  BIND (stack);
  BIND (face);
  BIND (face_button);
  BIND (face_details);
  BIND (face_message);
  BIND (spinner);
  BIND (table);
  BIND (list_view);
  BIND (count);
  BIND (details);
  BIND (announcer);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
}

static void
sublet_journal_view_init (SubletJournalView *self)
{
  g_autoptr (GtkListItemFactory) factory = sublet_journal_tile_factory_new ();

  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_swapped (self->panes, "notify::end-shown", G_CALLBACK (on_pane), self);
  g_signal_connect_swapped (self->panes, "notify::end-docked", G_CALLBACK (on_pane), self);
  /* It turns only while it is seen. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
}

/**
 * sublet_journal_view_new:
 * @history: what was rented
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
sublet_journal_view_new (SubletJournalHistory *history)
{
  return g_object_new (SUBLET_TYPE_JOURNAL_VIEW, "history", history, NULL);
}

/**
 * sublet_journal_view_set_size_class:
 * @self: a view
 * @size_class: how much room the window has
 */
void
sublet_journal_view_set_size_class (SubletJournalView *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_VIEW (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_journal_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_journal_view_set_can_rent_again:
 * @self: a view
 * @can: whether somebody answers "rent-again"
 */
void
sublet_journal_view_set_can_rent_again (SubletJournalView *self, gboolean can)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_VIEW (self));

  if (self->can_rent_again == can)
    return;

  self->can_rent_again = can;
  sublet_journal_details_set_can_rent_again (self->details, can);
  on_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_RENT_AGAIN]);
}

/**
 * sublet_journal_view_show_rental:
 * @self: a view whose history is known
 * @id: a rental's own id
 */
void
sublet_journal_view_show_rental (SubletJournalView *self, const char *id)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_VIEW (self));

  sublet_journal_list_model_set_selected_id (self->model, id);
  sublet_pane_view_set_end_shown (self->panes, TRUE);
}
