/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "support/sublet-test.h"
#include "ui/billing/sublet-billing-page.h"
#include "ui/common/sublet-sections.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/sublet-ui-journal.h"
#include "ui/sublet-ui-overview.h"
#include "ui/sublet-ui-test.h"

#include <glib/gi18n.h>

static GtkWidget *
make (SubletUiFixture *fixture, guint n)
{
  SubletUiJournal *journal = sublet_ui_journal_new (fixture, n);
  GtkWidget *view = sublet_journal_view_new (journal->history);

  g_object_set_data_full (G_OBJECT (view),
                          "journal",
                          journal,
                          (GDestroyNotify) sublet_ui_journal_free);
  sublet_journal_history_load (journal->history);
  sublet_ui_journal_await (journal);

  return view;
}

/* Beside what was rented: a volume that is gone, one that is still listed, one on its way. */
static GtkWidget *
make_volumes (SubletUiFixture *fixture)
{
  SubletUiJournal *journal = sublet_ui_journal_new (fixture, 6);
  GtkWidget *view = sublet_journal_view_new (journal->history);
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO volume_deletions SELECT 'v' || n, 'https://vast.example', 900, NULL, 7000 + n,"
    "  20417, %" G_GINT64_FORMAT " - n * 14400000000, %" G_GINT64_FORMAT
    " - n * 14400000000 + 60000000, o, NULL"
    "  FROM (SELECT 1 AS n, 'gone' AS o UNION SELECT 2, 'not-done' UNION SELECT 0, NULL)",
    now_us,
    now_us);

  g_object_set_data_full (G_OBJECT (view),
                          "journal",
                          journal,
                          (GDestroyNotify) sublet_ui_journal_free);
  sublet_ui_journal_write (journal, sql);
  sublet_journal_history_load (journal->history);
  sublet_ui_journal_await (journal);

  return view;
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  return make (fixture, 0);
}

static GtkWidget *
make_few (SubletUiFixture *fixture)
{
  return make (fixture, 6);
}

static GtkWidget *
make_many (SubletUiFixture *fixture)
{
  return make (fixture, 10000);
}

static GtkWidget *
make_overview (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = sublet_ui_overview_new (fixture);
  GtkWidget *page;

  sublet_ui_charges_put_all (overview->charges, 30);
  sublet_ui_overview_answer (overview, 200, true);
  sublet_ui_overview_load (overview);
  page = sublet_billing_page_new (overview->outlook, overview->payments, overview->model);
  g_object_set_data_full (G_OBJECT (page),
                          "overview",
                          overview,
                          (GDestroyNotify) sublet_ui_overview_free);

  return page;
}

/* Beside the list of the parts of billing. */
static GtkWidget *
make_section (SubletUiFixture *fixture)
{
  GtkWidget *sections = sublet_sections_new (_ ("Parts of Billing"), TRUE);
  GtkWidget *overview = make_overview (fixture);
  SubletUiOverview *owner = g_object_get_data (G_OBJECT (overview), "overview");
  GtkWidget *journal = sublet_journal_view_new (owner->charges->journal->history);

  sublet_ui_fixture_set_account (fixture, G_GINT64_CONSTANT (41370000));
  sublet_journal_history_load (owner->charges->journal->history);
  sublet_sections_add (SUBLET_SECTIONS (sections), "overview", _ ("Overview"), overview);
  sublet_sections_add (SUBLET_SECTIONS (sections), "journal", _ ("Journal"), journal);

  return sections;
}

static GtkWidget *
show_section (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *sections = sublet_ui_test_find_type (window, SUBLET_TYPE_SECTIONS);

  sublet_sections_show (SUBLET_SECTIONS (sections), "journal");
  return window;
}

static GtkWidget *
make_loading (SubletUiFixture *fixture)
{
  g_autoptr (SubletJournalHistory) history = sublet_journal_history_new (fixture->engine);

  return sublet_journal_view_new (history);
}

static GtkWidget *
wait_for_spinner (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_manual_clock_advance (fixture->clock, 400);
  return window;
}

static GtkWidget *
make_broken (SubletUiFixture *fixture)
{
  SubletUiJournal *journal = sublet_ui_journal_new (fixture, 6);
  GtkWidget *view = sublet_journal_view_new (journal->history);

  g_object_set_data_full (G_OBJECT (view),
                          "journal",
                          journal,
                          (GDestroyNotify) sublet_ui_journal_free);
  sublet_ui_journal_write (journal, "ALTER TABLE rentals RENAME COLUMN label TO l");
  sublet_journal_history_load (journal->history);
  sublet_ui_journal_await (journal);

  return view;
}

static GtkWidget *
find_view (GtkWidget *window)
{
  return sublet_ui_test_find_type (window, SUBLET_TYPE_JOURNAL_VIEW);
}

static GtkWidget *
search (GtkWidget *window, const char *text)
{
  GtkWidget *view = find_view (window);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (view, "search")), text);
  return window;
}

static GtkWidget *
search_some (SubletUiFixture *fixture, GtkWidget *window)
{
  return search (window, "finland 4090");
}

static GtkWidget *
search_nothing (SubletUiFixture *fixture, GtkWidget *window)
{
  return search (window, "<b>nobody</b>");
}

static bool
has_moments (gpointer view)
{
  return gtk_widget_get_visible (sublet_ui_test_find (view, "moments"));
}

static GtkWidget *
show_details (GtkWidget *window, const char *id)
{
  GtkWidget *view = find_view (window);

  sublet_journal_view_set_can_rent_again (SUBLET_JOURNAL_VIEW (view), TRUE);
  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (view), id);
  sublet_test_await (has_moments, view);
  return window;
}

static GtkWidget *
show_ended (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_details (window, "rental-00002");
}

static GtkWidget *
show_open (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_details (window, "rental-00000");
}

static GtkWidget *
show_volume (SubletUiFixture *fixture, GtkWidget *window)
{
  /* It has no moments to wait for. */
  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (
                                     sublet_ui_test_find_type (window, SUBLET_TYPE_JOURNAL_VIEW)),
                                   "v2");

  return window;
}

const Shot journal_shots[] = {
  { "journal-empty", make_empty, NULL, false },
  { "journal-loading", make_loading, wait_for_spinner, false },
  { "journal-error", make_broken, NULL, false },
  { "journal-few", make_few, NULL, true },
  { "journal-many", make_many, NULL, false },
  { "journal-search", make_many, search_some, false },
  { "journal-no-hits", make_few, search_nothing, false },
  { "journal-details", make_few, show_ended, true },
  { "journal-open", make_few, show_open, false },
  { "journal-volumes", make_volumes, NULL, true },
  { "journal-volume", make_volumes, show_volume, false },
  { "journal-section", make_section, show_section, true },
  { "journal-overview", make_section, NULL, false },
  { NULL },
};
