/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-budget-text.h"
#include "ui/common/sublet-money-pill.h"
#include "ui/common/sublet-money-text.h"
#include "ui/common/sublet-strip.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)
#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_pill_text (void)
{
  static const struct
  {
    SubletKnowledge knowledge;
    gint64 rate_nusd;
    gint64 credit_uusd;
    gint64 lasts_hours;
    bool low;
    const char *wide;
    const char *medium;
    const char *narrow;
    const char *sentence;
  } rows[] = {
    { SUBLET_KNOWLEDGE_KNOWN,
      BURN_NUSD,
      CREDIT_UUSD,
      22,
      false,
      "$1.84/h · $41.37 left · 22 h",
      "$1.84/h · 22 h",
      "22 h left",
      "At $1.84/h your $41.37 lasts 22 h, until tomorrow 12:10." },
    { SUBLET_KNOWLEDGE_KNOWN,
      BURN_NUSD,
      CREDIT_UUSD * 10,
      220,
      false,
      "$1.84/h · $413.70 left · 9 d",
      "$1.84/h · 9 d",
      "$1.84/h",
      "At $1.84/h your $413.70 lasts 9 d, until 26 Nov 18:10." },
    { SUBLET_KNOWLEDGE_KNOWN,
      BURN_NUSD,
      5 * SUBLET_UUSD_PER_USD,
      2,
      true,
      "2 h left · $1.84/h · $5.00",
      "2 h left · $1.84/h",
      "2 h left",
      "At $1.84/h your $5.00 lasts 2 h, until today 16:10." },
    { SUBLET_KNOWLEDGE_KNOWN,
      0,
      CREDIT_UUSD,
      0,
      false,
      "$41.37 left",
      "$41.37 left",
      "$41.37",
      "Nothing is billed; $41.37 are left." },
    { SUBLET_KNOWLEDGE_KNOWN,
      BURN_NUSD,
      SUBLET_MONEY_UNKNOWN,
      0,
      false,
      "$1.84/h",
      "$1.84/h",
      "$1.84/h",
      "You spend $1.84/h. This key may not see your credit." },
    { SUBLET_KNOWLEDGE_UNKNOWN,
      BURN_NUSD,
      CREDIT_UUSD,
      22,
      false,
      "$1.84/h · $41.37 left · since 14:02",
      "$1.84/h · since 14:02",
      "$1.84/h",
      "What you rent: Unknown since 14:02. Your credit was $41.37." },
    /* Unknown is not nothing. */
    { SUBLET_KNOWLEDGE_UNKNOWN,
      0,
      CREDIT_UUSD,
      0,
      false,
      "$0.00/h · $41.37 left · since 14:02",
      "$0.00/h · since 14:02",
      "$0.00/h",
      "What you rent: Unknown since 14:02. Your credit was $41.37." },
    { SUBLET_KNOWLEDGE_NEVER,
      0,
      CREDIT_UUSD,
      0,
      false,
      "rate unknown · $41.37 left",
      "rate unknown",
      "rate unknown",
      "What you rent: Not known yet. Your credit was $41.37." },
    { SUBLET_KNOWLEDGE_NEVER,
      0,
      SUBLET_MONEY_UNKNOWN,
      0,
      false,
      "rate unknown",
      "rate unknown",
      "rate unknown",
      "What you rent: Not known yet." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletMoneyFacts facts = {
        .knowledge = rows[i].knowledge,
        .rate_nusd = rows[i].rate_nusd,
        .credit_uusd = rows[i].credit_uusd,
        .lasts_us = rows[i].lasts_hours * G_TIME_SPAN_HOUR,
        .end_local_us = rows[i].lasts_hours > 0 ? NOW_US + rows[i].lasts_hours * G_TIME_SPAN_HOUR
                                                : 0,
        .known_local_us = NOW_US - 8 * G_TIME_SPAN_MINUTE,
        .now_local_us = NOW_US,
        .low = rows[i].low,
      };

      assert_text (sublet_money_facts_dup_pill (&facts, SUBLET_SIZE_CLASS_WIDE), rows[i].wide);
      assert_text (sublet_money_facts_dup_pill (&facts, SUBLET_SIZE_CLASS_MEDIUM), rows[i].medium);
      assert_text (sublet_money_facts_dup_pill (&facts, SUBLET_SIZE_CLASS_NARROW), rows[i].narrow);
      assert_text (sublet_money_facts_dup_sentence (&facts), rows[i].sentence);
    }
}

static void
on_signal (GtkWidget *widget, guint *count)
{
  (*count)++;
}

static bool
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
test_pill (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  GtkWidget *pill;
  GtkWidget *window;
  GtkWidget *label;
  GtkWidget *popover;
  guint shown = 0;
  guint added = 0;
  guint billed = 0;

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  pill = sublet_money_pill_new (fixture->engine);
  g_signal_connect (pill, "show-instances", G_CALLBACK (on_signal), &shown);
  g_signal_connect (pill, "add-credit", G_CALLBACK (on_signal), &added);
  g_signal_connect (pill, "show-billing", G_CALLBACK (on_signal), &billed);
  window = sublet_ui_test_present (pill, 500, 300);
  g_object_add_weak_pointer (G_OBJECT (pill), (gpointer *) &pill);

  label = sublet_ui_test_find (pill, "label");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)),
                   ==,
                   "$1.84/h · $41.37 left · 22\302\240h");
  gtk_test_accessible_assert_property (sublet_ui_test_find (pill, "button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "At $1.84/h your $41.37 lasts 22\302\240h, until tomorrow "
                                       "12:39.");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (pill, "warning_icon")));

  /* By itself, when a figure changes: 22 h 29 min become 21 h 59 min. */
  sublet_manual_clock_advance (fixture->clock, 30 * 60 * 1000);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)),
                   ==,
                   "$1.84/h · $41.37 left · 21\302\240h");

  sublet_money_pill_popup (SUBLET_MONEY_PILL (pill));
  popover = sublet_ui_test_find (pill, "popover");
  sublet_test_await (is_mapped, popover);
  g_assert_nonnull (sublet_ui_test_find_label (popover, "1 stopped disk"));
  g_assert_nonnull (sublet_ui_test_find_label (popover, "Known at 14:10"));
  sublet_ui_test_click (sublet_ui_test_find_button (popover, "1 running"));
  g_assert_cmpuint (shown, ==, 1);
  sublet_money_pill_popup (SUBLET_MONEY_PILL (pill));
  sublet_test_await (is_mapped, popover);
  sublet_ui_test_click (sublet_ui_test_find_button (popover, "Add Credit"));
  g_assert_cmpuint (added, ==, 1);
  sublet_money_pill_popup (SUBLET_MONEY_PILL (pill));
  sublet_test_await (is_mapped, popover);
  sublet_ui_test_click (sublet_ui_test_find_button (popover, "Billing"));
  g_assert_cmpuint (billed, ==, 1);

  sublet_ui_fixture_set_account (fixture, 5 * SUBLET_UUSD_PER_USD);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (pill, "warning_icon")));
  sublet_money_pill_set_low_credit_hours (SUBLET_MONEY_PILL (pill), 1);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (pill, "warning_icon")));
  sublet_money_pill_set_has_key (SUBLET_MONEY_PILL (pill), FALSE);
  g_assert_false (gtk_widget_get_visible (pill));
  sublet_test_drain ();
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (fixture->clock), ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &pill);
  sublet_ui_fixture_free (fixture);
}

/* What is no rental counts too, and budgets have their rows. */
static void
test_outlook (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  GtkWidget *pill;
  GtkWidget *window;
  GtkWidget *popover;

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);
  pill = sublet_money_pill_new (fixture->engine);
  sublet_money_pill_set_outlook (SUBLET_MONEY_PILL (pill), outlook);
  window = sublet_ui_test_present (pill, 500, 300);

  sublet_rental_engine_set_beside_rate_nusd (fixture->engine, BURN_NUSD);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (pill, "label"))),
                   ==,
                   "$3.68/h · $41.37 left · 11\302\240h");

  sublet_money_pill_popup (SUBLET_MONEY_PILL (pill));
  popover = sublet_ui_test_find (pill, "popover");
  sublet_test_await (is_mapped, popover);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (pill, "budgets_box")));
  g_object_set (settings, "monthly-budget", 200.0, NULL);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (pill, "budgets_box")));
  g_assert_nonnull (sublet_ui_test_find_label (popover, "This month"));
  g_assert_null (sublet_ui_test_find_label (popover, "Today"));
  g_object_set (settings, "monthly-budget", 0.0, "daily-budget", 20.0, NULL);
  g_assert_nonnull (sublet_ui_test_find_label (popover, "Today"));
  g_object_set (settings, "daily-budget", 0.0, NULL);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (pill, "budgets_box")));

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&outlook);
  sublet_ui_fixture_free (fixture);
}

static void
test_budget_text (void)
{
  const SubletSpent spent = { .spent_uusd = 9200000, .known = true };
  const SubletSpent doubtful = { .spent_uusd = 9200000 };

  assert_text (sublet_budget_text_dup_figure (&spent, 20000000), "$9.20 of $20.00");
  assert_text (sublet_budget_text_dup_figure (&doubtful, 20000000), "$9.20 or more of $20.00");
  assert_text (sublet_budget_text_dup_figure (&spent, 0), "$9.20");
  assert_text (sublet_budget_text_dup_figure (&doubtful, 0), "$9.20 or more");
  assert_text (sublet_budget_text_dup_alert (SUBLET_BUDGET_PERIOD_DAY, SUBLET_BUDGET_LEVEL_NEAR),
               "Four fifths of the daily budget are spent");
  assert_text (sublet_budget_text_dup_alert (SUBLET_BUDGET_PERIOD_MONTH, SUBLET_BUDGET_LEVEL_OVER),
               "The monthly budget is spent");
  assert_text (sublet_budget_text_dup_alert_body (SUBLET_BUDGET_PERIOD_DAY, &spent, 10000000),
               "$9.20 of $10.00 this UTC day. What runs goes on.");
}

static void
on_activated (SubletStrip *strip, SubletStripKind kind, SubletStripKind *got)
{
  *got = kind;
}

/* One at a time, the first that holds. */
static void
test_strip (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  GtkWidget *strip = sublet_strip_new (fixture->engine, fixture->profile, NULL);
  GtkWidget *window = sublet_ui_test_present (strip, 900, 200);
  GtkRevealer *revealer = GTK_REVEALER (sublet_ui_test_find (strip, "revealer"));
  SubletStripKind got = SUBLET_STRIP_KIND_NONE;
  SubletRental *unclear;
  SubletRental *listed;

  g_object_add_weak_pointer (G_OBJECT (strip), (gpointer *) &strip);
  g_signal_connect (strip, "activated", G_CALLBACK (on_activated), &got);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_NONE);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_UNKNOWN);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  gtk_test_accessible_assert_role (sublet_ui_test_find (strip, "box"), GTK_ACCESSIBLE_ROLE_ALERT);
  sublet_ui_test_settle (window);
  g_assert_nonnull (sublet_ui_test_find_label (strip, "No answer from Vast since 14:02."));

  /* Low credit comes before, but only what is known can be low. */
  sublet_ui_fixture_set_account (fixture, SUBLET_UUSD_PER_USD);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_UNKNOWN);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_LOW_CREDIT);

  unclear = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_UNCLEAR);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_UNCLEAR);
  g_assert_true (sublet_strip_get_rental (SUBLET_STRIP (strip)) == unclear);

  listed = sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_DESTROYING);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_UNCLEAR);
  sublet_rental_set_state (listed,
                           SUBLET_RENTAL_STATE_STILL_LISTED,
                           SUBLET_RENTAL_REASON_NONE,
                           NOW_US);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)),
                   ==,
                   SUBLET_STRIP_KIND_STILL_LISTED);
  sublet_ui_test_settle (window);
  sublet_ui_test_click (sublet_ui_test_find_button (strip, "Show"));
  g_assert_cmpint (got, ==, SUBLET_STRIP_KIND_STILL_LISTED);
  g_assert_true (sublet_strip_get_rental (SUBLET_STRIP (strip)) == listed);

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &strip);
  sublet_ui_fixture_free (fixture);
}

static void
test_strip_of_demo (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) demo = sublet_profile_new_demo (APPLICATION_ID ".Test", &error);
  GtkWidget *strip;
  GtkWidget *window;
  SubletStripKind got = SUBLET_STRIP_KIND_NONE;

  g_assert_no_error (error);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  strip = sublet_strip_new (fixture->engine, demo, NULL);
  g_signal_connect (strip, "activated", G_CALLBACK (on_activated), &got);
  window = sublet_ui_test_present (strip, 900, 200);
  g_assert_cmpint (sublet_strip_get_kind (SUBLET_STRIP (strip)), ==, SUBLET_STRIP_KIND_DEMO);
  sublet_ui_test_click (sublet_ui_test_find_button (strip, "Use My Key"));
  g_assert_cmpint (got, ==, SUBLET_STRIP_KIND_DEMO);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_fixture_free (fixture);
}

/* The pill tells them to the minute where there is room, and looks again when the smallest unit
 * that it shows changes. */
static void
test_last_hours (void)
{
  SubletMoneyFacts facts = { .knowledge = SUBLET_KNOWLEDGE_KNOWN };
  g_autofree char *medium = NULL;
  g_autofree char *narrow = NULL;

  facts.lasts_us = 22 * G_TIME_SPAN_HOUR + 5 * G_TIME_SPAN_MINUTE;
  g_assert_cmpint (sublet_money_facts_get_next_change_us (&facts), ==, 5 * G_TIME_SPAN_MINUTE + 1);
  facts.lasts_us = 2 * G_TIME_SPAN_HOUR + 43 * G_TIME_SPAN_MINUTE + 20 * G_TIME_SPAN_SECOND;
  g_assert_cmpint (sublet_money_facts_get_next_change_us (&facts), ==, 20 * G_TIME_SPAN_SECOND + 1);

  facts.rate_nusd = BURN_NUSD;
  facts.credit_uusd = CREDIT_UUSD;
  facts.low = true;
  medium = sublet_money_facts_dup_pill (&facts, SUBLET_SIZE_CLASS_MEDIUM);
  narrow = sublet_money_facts_dup_pill (&facts, SUBLET_SIZE_CLASS_NARROW);
  g_assert_cmpstr (medium, ==, "2\u00a0h 43\u00a0min left · $1.84/h");
  g_assert_cmpstr (narrow, ==, "2\u00a0h left");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/money/pill-text", test_pill_text);
  g_test_add_func ("/ui/money/last-hours", test_last_hours);
  g_test_add_func ("/ui/money/pill", test_pill);
  g_test_add_func ("/ui/money/outlook", test_outlook);
  g_test_add_func ("/ui/money/budget-text", test_budget_text);
  g_test_add_func ("/ui/strip/priority", test_strip);
  g_test_add_func ("/ui/strip/demo", test_strip_of_demo);

  return g_test_run ();
}
