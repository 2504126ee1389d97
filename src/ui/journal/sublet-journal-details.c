/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-details-private.h"

#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletJournalDetails, sublet_journal_details, ADW_TYPE_BIN)

static void
update (SubletJournalDetails *self)
{
  const SubletJournalRow *row =
    self->history != NULL ? sublet_journal_history_lookup (self->history, self->id) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *place = NULL;
  g_autofree char *where = NULL;
  bool is_rental;

  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "rental" : "none");
  if (row == NULL)
    return;

  is_rental = row->volume_id == 0;
  label = sublet_journal_text_dup_label (row);
  gpu = sublet_journal_text_dup_gpu (row);
  place = sublet_journal_text_dup_place (row);
  /* TRANSLATORS: a GPU and the place of its machine, as in "RTX 4090 · Finland" */
  where = g_strdup_printf (_ ("%1$s · %2$s"), gpu, place);
  gtk_label_set_text (self->name, label);
  gtk_label_set_text (self->where, where);
  /* A volume is nowhere by itself, nothing more happens to it, and nobody rents it again. */
  gtk_widget_set_visible (self->again, self->can_rent_again && is_rental);
  gtk_widget_set_visible (GTK_WIDGET (self->where), is_rental);
  gtk_widget_set_visible (self->happened, is_rental);
  sublet_journal_details_update_facts (self, row);
  if (is_rental)
    sublet_journal_details_read_moments (self);
}

static void
on_row_changed (SubletJournalDetails *self, guint position)
{
  if (self->id != NULL && sublet_journal_history_find (self->history, self->id) == position)
    update (self);
}

static void
sublet_journal_details_dispose (GObject *object)
{
  SubletJournalDetails *self = SUBLET_JOURNAL_DETAILS (object);

  sublet_journal_details_set_history (self, NULL);

  G_OBJECT_CLASS (sublet_journal_details_parent_class)->dispose (object);
}

static void
sublet_journal_details_finalize (GObject *object)
{
  SubletJournalDetails *self = SUBLET_JOURNAL_DETAILS (object);

  g_clear_pointer (&self->read, g_array_unref);
  g_free (self->id);

  G_OBJECT_CLASS (sublet_journal_details_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletJournalDetails, child)

static void
sublet_journal_details_class_init (SubletJournalDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_journal_details_dispose;
  object_class->finalize = sublet_journal_details_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/journal/sublet-journal-details.ui");
  BIND (stack);
  BIND (scrolled);
  BIND (name);
  BIND (where);
  BIND (facts);
  BIND (again);
  BIND (happened);
  BIND (note);
  BIND (moments);
}

static void
sublet_journal_details_init (SubletJournalDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_journal_details_new:
 *
 * Returns: (transfer floating): details of nothing
 */
GtkWidget *
sublet_journal_details_new (void)
{
  return g_object_new (SUBLET_TYPE_JOURNAL_DETAILS, NULL);
}

/**
 * sublet_journal_details_set_history:
 * @self: details
 * @history: (nullable): where rentals come from
 */
void
sublet_journal_details_set_history (SubletJournalDetails *self, SubletJournalHistory *history)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_DETAILS (self));

  if (self->history == history)
    return;

  sublet_journal_details_stop_reading (self);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_set_object (&self->history, history);
  if (history != NULL)
    g_signal_connect_swapped (history, "row-changed", G_CALLBACK (on_row_changed), self);
}

/**
 * sublet_journal_details_set_id:
 * @self: details with a history
 * @id: (nullable): the rental to show
 */
void
sublet_journal_details_set_id (SubletJournalDetails *self, const char *id)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_DETAILS (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;

  g_free (self->id);
  self->id = g_strdup (id);
  sublet_journal_details_forget_moments (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                              GTK_SCROLLED_WINDOW (self->scrolled)),
                            0);
  update (self);
}

/**
 * sublet_journal_details_set_can_rent_again:
 * @self: details
 * @can: whether somebody answers *Rent Again…*
 */
void
sublet_journal_details_set_can_rent_again (SubletJournalDetails *self, gboolean can)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_DETAILS (self));

  self->can_rent_again = can;
  /* Of what is shown, a volume takes it away again. */
  gtk_widget_set_visible (self->again, can);
  update (self);
}
