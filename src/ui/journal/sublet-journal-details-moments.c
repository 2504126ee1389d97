/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-details-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/common/sublet-error-text.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* A list box is for little; the newest are what somebody looks for. */
#define MAX_MOMENTS 200

static void
remove_rows (SubletJournalDetails *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->moments))) != NULL)
    gtk_list_box_remove (self->moments, row);
}

static GtkWidget *
make_label (const char *text, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_moment (SubletJournalDetails *self, const SubletJournalMoment *moment)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *what = sublet_journal_text_dup_moment (moment);
  g_autofree char *money = sublet_journal_text_dup_moment_money (moment);
  g_autofree char *time =
    sublet_journal_text_dup_time (moment->at_us, sublet_journal_history_get_clock (self->history));
  GtkWidget *when = make_label (time, "caption", 0);

  gtk_widget_add_css_class (when, "subdued");
  gtk_widget_add_css_class (when, "numeric");
  gtk_box_append (GTK_BOX (texts), make_label (what, NULL, 0));
  gtk_box_append (GTK_BOX (texts), when);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  if (money != NULL)
    {
      GtkWidget *figure = make_label (money, "numeric", 1);

      gtk_label_set_wrap (GTK_LABEL (figure), FALSE);
      gtk_box_append (GTK_BOX (box), figure);
    }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_tooltip_text (row, moment->by_lease ? NULL : moment->detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
show_note (SubletJournalDetails *self, const char *text)
{
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static void
update_moments (SubletJournalDetails *self)
{
  guint first = self->read->len > MAX_MOMENTS ? self->read->len - MAX_MOMENTS : 0;
  g_autofree char *earlier = NULL;
  guint i;

  if (first > 0)
    /* TRANSLATORS: %u is a number of events that are not in a list */
    earlier = g_strdup_printf (ngettext ("%u earlier event is not shown.",
                                         "%u earlier events are not shown.",
                                         first),
                               first);
  show_note (self, earlier);
  remove_rows (self);
  for (i = first; i < self->read->len; i++)
    {
      const SubletJournalMoment *moment = &g_array_index (self->read, SubletJournalMoment, i);

      /* The request itself says it. */
      if (moment->kind != SUBLET_JOURNAL_MOMENT_STATE ||
          moment->state != SUBLET_RENTAL_STATE_REQUESTING)
        gtk_list_box_append (self->moments, make_moment (self, moment));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->moments), self->read->len > 0);
}

static void
on_moments (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletJournalDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *moments =
    sublet_journal_history_read_moments_finish (SUBLET_JOURNAL_HISTORY (source), result, &error);
  const SubletJournalRow *row;
  bool unchanged;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (moments == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->moments), FALSE);
      show_note (self, sublet_error_text_get_sentence (error));
      return;
    }

  /* Nothing is ever taken out of the journal: as many are the same. */
  unchanged = self->read != NULL && self->read->len == moments->len;
  g_clear_pointer (&self->read, g_array_unref);
  self->read = moments;
  if (!unchanged)
    update_moments (self);
  row = sublet_journal_history_lookup (self->history, self->id);
  if (row != NULL)
    sublet_journal_details_update_facts (self, row);
}

void
sublet_journal_details_stop_reading (SubletJournalDetails *self)
{
  sublet_cancel_clear (&self->reading);
}

void
sublet_journal_details_read_moments (SubletJournalDetails *self)
{
  sublet_journal_details_stop_reading (self);
  self->reading = g_cancellable_new ();
  sublet_journal_history_read_moments_async (self->history,
                                             self->id,
                                             self->reading,
                                             on_moments,
                                             g_object_ref (self));
}

void
sublet_journal_details_forget_moments (SubletJournalDetails *self)
{
  sublet_journal_details_stop_reading (self);
  g_clear_pointer (&self->read, g_array_unref);
  remove_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->moments), FALSE);
  show_note (self, NULL);
}
