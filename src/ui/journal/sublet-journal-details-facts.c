/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-details-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>
#include <math.h>

static GtkWidget *
make_key (void)
{
  GtkWidget *key = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (key), 0);
  gtk_label_set_yalign (GTK_LABEL (key), 0);
  gtk_label_set_wrap (GTK_LABEL (key), TRUE);
  gtk_widget_add_css_class (key, "subdued");

  return key;
}

static GtkWidget *
make_value (GtkWidget *key)
{
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_justify (GTK_LABEL (value), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  key,
                                  NULL,
                                  -1);

  return value;
}

static void
set_text (GtkWidget *label, const char *text)
{
  sublet_label_set_text (GTK_LABEL (label), text);
}

/* Lines stay while a figure changes, so that nothing moves. */
static void
set_fact (SubletJournalDetails *self, int line, const char *title, const char *text)
{
  GtkWidget *key = gtk_grid_get_child_at (self->facts, 0, line);
  GtkWidget *value = gtk_grid_get_child_at (self->facts, 1, line);

  if (key == NULL)
    {
      key = make_key ();
      value = make_value (key);
      gtk_grid_attach (self->facts, key, 0, line, 1, 1);
      gtk_grid_attach (self->facts, value, 1, line, 1, 1);
    }
  set_text (key, title);
  set_text (value, text);
}

static void
remove_facts (SubletJournalDetails *self, int line)
{
  while (gtk_grid_get_child_at (self->facts, 0, line) != NULL)
    gtk_grid_remove_row (self->facts, line);
}

static char *
dup_quoted_in_all (SubletJournalDetails *self, const SubletJournalRow *row, gint64 now_us)
{
  gint64 quoted_uusd =
    self->read != NULL && row->ending != SUBLET_JOURNAL_ENDING_REFUSED
      ? sublet_journal_text_get_quoted_uusd (row,
                                             self->read,
                                             row->ended_us > 0 ? row->ended_us : now_us)
      : SUBLET_MONEY_UNKNOWN;

  return quoted_uusd != SUBLET_MONEY_UNKNOWN ? sublet_format_amount (quoted_uusd) : g_strdup ("–");
}

static char *
dup_disk (const SubletJournalRow *row)
{
  g_autofree char *size = isfinite (row->disk_gb) ? sublet_format_number (row->disk_gb, 0) : NULL;

  /* TRANSLATORS: %s is a number; a no-break space before the unit */
  return size != NULL ? g_strdup_printf (_ ("%s GB"), size) : g_strdup ("–");
}

static void
update_rental_facts (SubletJournalDetails *self, const SubletJournalRow *row)
{
  SubletClock *clock = sublet_journal_history_get_clock (self->history);
  gint64 now_us = sublet_clock_get_service_us (clock);
  g_autofree char *when = sublet_journal_text_dup_when (row, clock);
  g_autofree char *ended = row->ended_us > 0 ? sublet_journal_text_dup_time (row->ended_us, clock)
                                             : g_strdup ("–");
  g_autofree char *ran_for = sublet_journal_text_dup_ran_for (row, clock);
  g_autofree char *quoted = sublet_journal_text_dup_quoted (row);
  g_autofree char *quoted_in_all = dup_quoted_in_all (self, row, now_us);
  g_autofree char *real = sublet_journal_text_dup_real (row, clock);
  g_autofree char *disk = dup_disk (row);
  g_autofree char *instance =
    row->contract_id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->contract_id) : g_strdup ("–");
  gboolean open = row->ending == SUBLET_JOURNAL_ENDING_NONE;
  int line = 0;

  set_fact (self,
            line++,
            open
            ? _ ("State")
            : _ ("Ended By"), sublet_journal_text_get_ended_by (row));
  set_fact (self, line++, _ ("Rented"), when);
  if (!open)
    set_fact (self, line++, _ ("Ended"), ended);
  set_fact (self, line++, _ ("Ran For"), ran_for);
  set_fact (self, line++, _ ("Quoted"), quoted);
  set_fact (self, line++, _ ("Quoted for That Time"), quoted_in_all);
  set_fact (self, line++, open ? _ ("Real So Far") : _ ("Real"), real);
  set_fact (self, line++, _ ("Image"), row->image != NULL ? row->image : "–");
  set_fact (self, line++, _ ("Disk"), disk);
  set_fact (self, line++, _ ("Instance"), instance);
  remove_facts (self, line);
}

/* A volume has no rates and no cost that the journal knows, and no moments but these two. */
static void
update_volume_facts (SubletJournalDetails *self, const SubletJournalRow *row)
{
  SubletClock *clock = sublet_journal_history_get_clock (self->history);
  g_autofree char *when = sublet_journal_text_dup_when (row, clock);
  g_autofree char *settled = row->ended_us > 0 ? sublet_journal_text_dup_time (row->ended_us, clock)
                                               : g_strdup ("–");
  g_autofree char *machine =
    row->machine_id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->machine_id) : g_strdup ("–");
  int line = 0;

  set_fact (self, line++, _ ("State"), sublet_journal_text_get_ended_by (row));
  /* TRANSLATORS: when the person ordered it */
  set_fact (self, line++, _ ("Ordered"), when);
  /* TRANSLATORS: when it was known what became of an order */
  set_fact (self, line++, _ ("Settled"), settled);
  set_fact (self, line++, _ ("Machine"), machine);
  remove_facts (self, line);
}

void
sublet_journal_details_update_facts (SubletJournalDetails *self, const SubletJournalRow *row)
{
  if (row->volume_id != 0)
    update_volume_facts (self, row);
  else
    update_rental_facts (self, row);
}
