/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "launch-folds-fixture.h"

#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

static void
on_changed (LaunchFolds *fixture)
{
  fixture->n_changed++;
}

static void
on_show_keys (LaunchFolds *fixture)
{
  fixture->n_show_keys++;
}

void
launch_folds_set_up (LaunchFolds *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->launch = sublet_launch_new ();
  fixture->mode = g_object_new (SUBLET_TYPE_LAUNCH_FOLD, "expanded", TRUE, NULL);
  fixture->onstart = g_object_new (SUBLET_TYPE_ONSTART_FOLD, "expanded", TRUE, NULL);
  fixture->access = g_object_new (SUBLET_TYPE_ACCESS_FOLD, "expanded", TRUE, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->mode));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->onstart));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->access));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  fixture->window = sublet_ui_test_present (scroller, 600, 900);
  g_signal_connect_swapped (fixture->mode, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->onstart, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->access, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->access, "show-keys", G_CALLBACK (on_show_keys), fixture);
}

void
launch_folds_tear_down (LaunchFolds *fixture, gconstpointer data)
{
  gpointer folds[] = { fixture->mode, fixture->onstart, fixture->access };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (folds); i++)
    g_object_add_weak_pointer (folds[i], &folds[i]);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  for (i = 0; i < G_N_ELEMENTS (folds); i++)
    sublet_ui_test_assert_gone (&folds[i]);
  g_assert_finalize_object (fixture->launch);
}

GtkWidget *
launch_folds_find (LaunchFolds *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->window, name);
}

void
launch_folds_type_in (LaunchFolds *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (launch_folds_find (fixture, name)), text);
}

const char *
launch_folds_get_text (LaunchFolds *fixture, const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (launch_folds_find (fixture, name)));
}

void
launch_folds_press (LaunchFolds *fixture, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (launch_folds_find (fixture, name)), TRUE);
}

const char *
launch_folds_read_fields (LaunchFolds *fixture)
{
  const char *problems[3];
  gsize i;

  sublet_launch_fold_write (fixture->mode, fixture->launch);
  sublet_onstart_fold_write (fixture->onstart, fixture->launch);
  sublet_access_fold_write (fixture->access, fixture->launch);
  problems[0] = sublet_launch_fold_check (fixture->mode, fixture->launch);
  problems[1] = sublet_onstart_fold_check (fixture->onstart, fixture->launch);
  problems[2] = sublet_access_fold_check (fixture->access, fixture->launch);
  for (i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if (problems[i] != NULL)
        return problems[i];
    }

  return NULL;
}

void
launch_folds_fill (LaunchFolds *fixture, SubletLaunch *launch)
{
  sublet_launch_fold_fill (fixture->mode, launch);
  sublet_onstart_fold_fill (fixture->onstart, launch);
  sublet_access_fold_fill (fixture->access, launch);
}

const char *
launch_folds_get_problem (LaunchFolds *fixture, const char *name)
{
  GtkWidget *row =
    gtk_widget_get_ancestor (launch_folds_find (fixture, name), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}
