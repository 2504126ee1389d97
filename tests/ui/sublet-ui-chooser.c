/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-chooser.h"

#include "ui/sublet-ui-test.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define HERE "here"

static char *folder; /* (owned) */

typedef struct
{
  const char *text;
  char *content; /* (owned) (nullable) */
} Wanted;

bool
sublet_ui_chooser_is_alone (void)
{
  if (g_test_subprocess ())
    return true;

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  return false;
}

void
sublet_ui_chooser_begin (void)
{
  g_autofree char *here = NULL;

  folder = sublet_test_make_folder ();
  here = g_build_filename (folder, HERE, NULL);
  g_assert_cmpint (g_mkdir (here, 0700), ==, 0);
  g_assert_cmpint (g_chdir (here), ==, 0);
}

/* (nullable): one that is seen */
static GtkWidget *
find_dialog (guint *n_dialogs)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;
  GList *at;

  *n_dialogs = 0;
  for (at = windows; at != NULL; at = at->next)
    {
      if (!GTK_IS_FILE_CHOOSER (at->data) || !gtk_widget_get_mapped (at->data))
        continue;
      found = at->data;
      (*n_dialogs)++;
    }

  return found;
}

static bool
is_there (gpointer user_data)
{
  GtkWidget **dialog = user_data;
  guint n_dialogs;

  *dialog = find_dialog (&n_dialogs);
  return *dialog != NULL;
}

GtkWidget *
sublet_ui_chooser_await (void)
{
  GtkWidget *dialog = NULL;

  sublet_test_await (is_there, &dialog);
  return dialog;
}

guint
sublet_ui_chooser_count (void)
{
  guint n_dialogs;

  sublet_test_drain ();
  find_dialog (&n_dialogs);
  return n_dialogs;
}

/* GTK's dialog begins where we are, and 4.8 shows where we are in the folder above. */
char *
sublet_ui_chooser_read_file (const char *name)
{
  g_autofree char *above = g_build_filename (folder, name, NULL);
  g_autofree char *here = g_build_filename (folder, HERE, name, NULL);
  char *content = NULL;

  if (!g_file_get_contents (above, &content, NULL, NULL))
    g_file_get_contents (here, &content, NULL, NULL);

  return content;
}

static bool
is_written (gpointer user_data)
{
  Wanted *wanted = user_data;

  wanted->content = sublet_ui_chooser_read_file (wanted->text);
  return wanted->content != NULL;
}

char *
sublet_ui_chooser_await_file (const char *name)
{
  Wanted wanted = { name, NULL };

  sublet_test_await (is_written, &wanted);
  return wanted.content;
}

bool
sublet_ui_chooser_is_told (const char *text)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GList *at;

  for (at = windows; at != NULL; at = at->next)
    {
      if (!GTK_IS_FILE_CHOOSER (at->data) && sublet_ui_test_find_label (at->data, text) != NULL)
        return true;
    }

  return false;
}

static bool
is_told (gpointer user_data)
{
  Wanted *wanted = user_data;

  return sublet_ui_chooser_is_told (wanted->text);
}

void
sublet_ui_chooser_await_told (const char *text)
{
  Wanted wanted = { text, NULL };

  sublet_test_await (is_told, &wanted);
}

void
sublet_ui_chooser_end (void)
{
  g_assert_cmpint (g_chdir ("/"), ==, 0);
  sublet_test_remove_folder (g_steal_pointer (&folder));
  _exit (0);
}
