/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-view-private.h"

#include "ui/common/sublet-failure-message.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletJournalView *view; /* (owned) */
  SubletJournalFormat format;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->view);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void on_file (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_exported (GObject *source, GAsyncResult *result, gpointer user_data);

static void
finish (SubletJournalView *self)
{
  g_clear_object (&self->exporting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export-csv", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export-json", TRUE);
}

/**
 * sublet_journal_view_export: (skip)
 * @self: a view whose history is known
 * @format: how to write what is in the view
 *
 * Asks for a file first.
 */
void
sublet_journal_view_export (SubletJournalView *self, SubletJournalFormat format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("sublet-journal-%s.%s",
                                           day,
                                           format == SUBLET_JOURNAL_FORMAT_CSV ? "csv" : "json");
  Export *export;

  if (self->exporting != NULL)
    return;

  export = g_new0 (Export, 1);
  export->view = g_object_ref (self);
  export->format = format;
  self->exporting = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export-csv", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export-json", FALSE);
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Export the Journal"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                  name,
                                  self->exporting,
                                  on_file,
                                  export);
}

static void
on_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  SubletJournalView *self = export->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, &error);
  SubletJournalFormat format;

  if (file == NULL || self->exporting == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sublet_ui_tell_failure (GTK_WIDGET (self), _ ("The Journal Was Not Exported"), error);
      finish (self);
      return;
    }

  /* Not read in the call: it may be given away before. */
  format = export->format;
  sublet_journal_history_export_async (self->history,
                                       file,
                                       format,
                                       self->exporting,
                                       on_exported,
                                       g_steal_pointer (&export));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  SubletJournalView *self = export->view;
  g_autoptr (GError) error = NULL;
  guint n_rentals = 0;

  finish (self);
  if (sublet_journal_history_export_finish (SUBLET_JOURNAL_HISTORY (source),
                                            result,
                                            &n_rentals,
                                            &error))
    {
      g_autofree char *title = NULL;

      /* TRANSLATORS: %u is a number of rentals that were written into a file */
      title = g_strdup_printf (ngettext ("%u rental exported", "%u rentals exported", n_rentals),
                               n_rentals);
      sublet_toast_show (GTK_WIDGET (self), title);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_ui_tell_failure (GTK_WIDGET (self), _ ("The Journal Was Not Exported"), error);
}
