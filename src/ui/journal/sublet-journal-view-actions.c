/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-view-private.h"

/* What buttons, menus and keys ask for. */

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (SUBLET_JOURNAL_VIEW (widget)->search);
}

static void
on_clear_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_journal_view_clear_search (SUBLET_JOURNAL_VIEW (widget));
  gtk_widget_grab_focus (SUBLET_JOURNAL_VIEW (widget)->search);
}

static void
on_export_csv (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_journal_view_export (SUBLET_JOURNAL_VIEW (widget), SUBLET_JOURNAL_FORMAT_CSV);
}

static void
on_export_json (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_journal_view_export (SUBLET_JOURNAL_VIEW (widget), SUBLET_JOURNAL_FORMAT_JSON);
}

static void
on_rent_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletJournalView *self = SUBLET_JOURNAL_VIEW (widget);
  g_autofree char *id = g_strdup (sublet_journal_list_model_get_selected_id (self->model));

  if (id != NULL)
    g_signal_emit_by_name (self, "rent-again", id);
}

static void
on_find_gpu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "find-gpu");
}

static void
on_try_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_journal_history_load (SUBLET_JOURNAL_VIEW (widget)->history);
}

void
sublet_journal_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "journal.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "journal.clear-search", NULL, on_clear_search);
  gtk_widget_class_install_action (widget_class, "journal.export-csv", NULL, on_export_csv);
  gtk_widget_class_install_action (widget_class, "journal.export-json", NULL, on_export_json);
  gtk_widget_class_install_action (widget_class, "journal.rent-again", NULL, on_rent_again);
  gtk_widget_class_install_action (widget_class, "journal.find-gpu", NULL, on_find_gpu);
  gtk_widget_class_install_action (widget_class, "journal.try-again", NULL, on_try_again);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "journal.search",
                                       NULL);
}
