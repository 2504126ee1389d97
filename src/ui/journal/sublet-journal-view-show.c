/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-view-private.h"

#include "core/base/sublet-cancel.h"

#include <glib/gi18n.h>

#include "ui/journal/sublet-journal-text.h"

#define SPINNER_AFTER_MS 300

/* ---- faces ---- */

static void
set_face (SubletJournalView *self, const char *icon, const char *title, const char *line)
{
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->face), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->face), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->face), line);
}

static void
set_way_on (SubletJournalView *self, const char *label, const char *action, const char *message)
{
  gtk_button_set_label (GTK_BUTTON (self->face_button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->face_button), action);
  gtk_widget_set_visible (self->face_details, message != NULL);
  gtk_label_set_text (self->face_message, message != NULL ? message : "");
}

/* What stands where the rows would; FALSE: the rows. */
static gboolean
update_face (SubletJournalView *self)
{
  const GError *error = sublet_journal_history_get_error (self->history);

  if (sublet_journal_history_get_state (self->history) == SUBLET_JOURNAL_STATE_ERROR)
    {
      set_face (self,
                "dialog-warning-symbolic",
                _ ("The Journal Cannot Be Read"),
                   _ ("Your instances go on, and Sublet still sees them."));
      set_way_on (self, _ ("Try Again"), "journal.try-again", error->message);
      return TRUE;
    }
  if (sublet_journal_history_get_total (self->history) == 0)
    {
      set_face (self,
                "sublet-billing-symbolic",
                _ ("Nothing Rented Yet"),
                   _ ("What you rent is written down here, with what it cost and how it ended."));
      set_way_on (self, _ ("Find a GPU"), "journal.find-gpu", NULL);
      return TRUE;
    }
  if (sublet_journal_history_get_n_rows (self->history) == 0)
    {
      g_autofree char *title =
        /* TRANSLATORS: %s is what was searched for */
        g_strdup_printf (_ ("Nothing Matches “%s”"),
                            sublet_journal_history_get_search (self->history));

      set_face (self,
                "edit-find-symbolic",
                title,
                _ ("Search for a label, a GPU, a place, an image or a state."));
      set_way_on (self, _ ("Show All"), "journal.clear-search", NULL);
      return TRUE;
    }

  return FALSE;
}

/* Beside the list of sections eight columns need a wide window. */
gboolean
sublet_journal_view_has_columns (SubletJournalView *self)
{
  return self->size_class == SUBLET_SIZE_CLASS_WIDE;
}

/* A view that is not seen has no model, which costs nothing then. */
static void
update_models (SubletJournalView *self, const char *page)
{
  gboolean list = g_str_equal (page, "list");
  gboolean table = g_str_equal (page, "table");

  sublet_journal_table_set_model (self->table, table ? self->model : NULL);
  gtk_list_view_set_model (self->list_view, list ? GTK_SELECTION_MODEL (self->model) : NULL);
}

static void
say (SubletJournalView *self, const char *count)
{
  if (!self->unsaid || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->unsaid = FALSE;
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), count);
}

void
sublet_journal_view_update (SubletJournalView *self)
{
  SubletJournalState state = sublet_journal_history_get_state (self->history);
  guint total = sublet_journal_history_get_total (self->history);
  g_autofree char *count = NULL;
  const char *page;

  if (state == SUBLET_JOURNAL_STATE_LOADING)
    page = self->waited ? "loading" : "blank";
  else if (update_face (self))
    page = "face";
  else
    page = sublet_journal_view_has_columns (self) ? "table" : "list";

  update_models (self, page);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (self->search, total > 0);
  gtk_widget_set_sensitive (self->export_button,
                            sublet_journal_history_get_n_rows (self->history) > 0);
  count = sublet_journal_text_dup_count (sublet_journal_history_get_n_rows (self->history), total);
  gtk_label_set_text (self->count, total > 0 ? count : "");
  say (self, count);
}

/* ---- the wait before a spinner ---- */

static void
on_spinner_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletJournalView) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  self->waited = TRUE;
  sublet_journal_view_update (self);
}

void
sublet_journal_view_stop_waiting (SubletJournalView *self)
{
  sublet_cancel_clear (&self->spinner_wait);
}

void
sublet_journal_view_wait_for_spinner (SubletJournalView *self)
{
  sublet_journal_view_stop_waiting (self);
  self->waited = FALSE;
  if (sublet_journal_history_get_state (self->history) != SUBLET_JOURNAL_STATE_LOADING)
    return;

  self->spinner_wait = g_cancellable_new ();
  sublet_clock_wait_async (sublet_journal_history_get_clock (self->history),
                           SPINNER_AFTER_MS,
                           self->spinner_wait,
                           on_spinner_due,
                           g_object_ref (self));
}
