/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/journal/sublet-journal-view.h"
#include "ui/sublet-ui-journal.h"
#include "ui/sublet-ui-chooser.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The journal leaves in a file that the person chooses. */

#define N_RENTALS 12

typedef struct
{
  const char *action;
  const char *suffix;
} Format;

static const Format formats[] = { { "journal.export-csv", "csv" },
                                  { "journal.export-json", "json" } };

/* As it is suggested today. */
static char *
dup_name (const Format *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf ("sublet-journal-%s.%s", day, format->suffix);
}

static void
test_file (gconstpointer data)
{
  const Format *format = data;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  SubletUiFixture *fixture;
  SubletUiJournal *journal;
  GtkWidget *dialog;
  GtkWidget *view;

  if (!sublet_ui_chooser_is_alone ())
    return;

  sublet_ui_chooser_begin ();
  fixture = sublet_ui_fixture_new ();
  journal = sublet_ui_journal_new (fixture, N_RENTALS);
  view = sublet_journal_view_new (journal->history);
  sublet_ui_test_present (view, 1200, 700);
  sublet_ui_journal_await (journal);

  name = dup_name (format);
  g_assert_true (gtk_widget_activate_action (view, format->action, NULL));
  dialog = sublet_ui_chooser_await ();
  /* One file at a time. */
  gtk_widget_activate_action (view, format->action, NULL);
  g_assert_cmpuint (sublet_ui_chooser_count (), ==, 1);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  text = sublet_ui_chooser_await_file (name);
  g_assert_nonnull (strstr (text, "rental-00001"));
  g_assert_true (g_str_equal (format->suffix, "csv") == (strchr (text, '{') == NULL));
  sublet_ui_chooser_end ();
}

int
main (int argc, char **argv)
{
  guint i;

  sublet_ui_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/journal/export/", formats[i].suffix, NULL);

      g_test_add_data_func (path, &formats[i], test_file);
    }

  return g_test_run ();
}
