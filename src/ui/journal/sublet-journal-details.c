/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-details.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdbool.h>

/* A list box is for little; the newest are what somebody looks for. */
#define MAX_MOMENTS 200

struct _SubletJournalDetails
{
  AdwBin parent_instance;

  SubletJournalHistory *history; /* (owned) (nullable) */
  gboolean can_rent_again;
  char *id;              /* (owned) (nullable) */
  GArray *read;          /* (owned) (nullable) (element-type SubletJournalMoment) */
  GCancellable *reading; /* (owned) (nullable) */

  /* template children */
  GtkStack *stack;
  GtkWidget *scrolled;
  GtkLabel *name;
  GtkLabel *where;
  GtkGrid *facts;
  GtkWidget *again;
  GtkWidget *happened;
  GtkLabel *note;
  GtkListBox *moments;
};

G_DEFINE_FINAL_TYPE (SubletJournalDetails, sublet_journal_details, ADW_TYPE_BIN)

static void
remove_rows (SubletJournalDetails *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->moments))) != NULL)
    gtk_list_box_remove (self->moments, row);
}

/* ---- facts ---- */

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
update_facts (SubletJournalDetails *self, const SubletJournalRow *row)
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

/* A volume has no rates, and no moments but these two. */
static void
update_volume_facts (SubletJournalDetails *self, const SubletJournalRow *row)
{
  SubletClock *clock = sublet_journal_history_get_clock (self->history);
  g_autofree char *when = sublet_journal_text_dup_when (row, clock);
  g_autofree char *settled = row->ended_us > 0 ? sublet_journal_text_dup_time (row->ended_us, clock)
                                               : g_strdup ("–");
  g_autofree char *real = sublet_journal_text_dup_real (row, clock);
  g_autofree char *machine =
    row->machine_id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->machine_id) : g_strdup ("–");
  int line = 0;

  set_fact (self, line++, _ ("State"), sublet_journal_text_get_ended_by (row));
  /* TRANSLATORS: when the person ordered it */
  set_fact (self, line++, _ ("Ordered"), when);
  /* TRANSLATORS: when it was known what became of an order */
  set_fact (self, line++, _ ("Settled"), settled);
  set_fact (self, line++, _ ("Machine"), machine);
  set_fact (self, line++, _ ("Real"), real);
  remove_facts (self, line);
}

static void
update_any_facts (SubletJournalDetails *self, const SubletJournalRow *row)
{
  if (row->volume_id != 0)
    update_volume_facts (self, row);
  else
    update_facts (self, row);
}

/* ---- moments ---- */

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
    update_any_facts (self, row);
}

static void
stop_reading (SubletJournalDetails *self)
{
  sublet_cancel_clear (&self->reading);
}

static void
read_moments (SubletJournalDetails *self)
{
  stop_reading (self);
  self->reading = g_cancellable_new ();
  sublet_journal_history_read_moments_async (self->history,
                                             self->id,
                                             self->reading,
                                             on_moments,
                                             g_object_ref (self));
}

/* ---- the rental ---- */

static void
update (SubletJournalDetails *self)
{
  const SubletJournalRow *row =
    self->history != NULL ? sublet_journal_history_lookup (self->history, self->id) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *place = NULL;
  g_autofree char *where = NULL;

  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "rental" : "none");
  if (row == NULL)
    return;

  label = sublet_journal_text_dup_label (row);
  gpu = sublet_journal_text_dup_gpu (row);
  place = sublet_journal_text_dup_place (row);
  /* TRANSLATORS: a GPU and the place of its machine, as in "RTX 4090 · Finland" */
  where = g_strdup_printf (_ ("%1$s · %2$s"), gpu, place);
  gtk_label_set_text (self->name, label);
  gtk_label_set_text (self->where, where);
  gtk_widget_set_visible (self->again, self->can_rent_again && row->volume_id == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->where), row->volume_id == 0);
  gtk_widget_set_visible (self->happened, row->volume_id == 0);
  update_any_facts (self, row);
  read_moments (self);
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

  stop_reading (self);
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
  stop_reading (self);
  g_clear_pointer (&self->read, g_array_unref);
  remove_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->moments), FALSE);
  show_note (self, NULL);
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
  gtk_widget_set_visible (self->again, can);
  update (self);
}
