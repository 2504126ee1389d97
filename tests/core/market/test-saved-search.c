/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-saved-search.h"

#include "support/sublet-test.h"

#include <string.h>

/* Every part other than the first. */
static void
make_terms (SubletSearchTerms *terms)
{
  const char *const columns[] = { "mark", "gpu", "job-rate", NULL };

  sublet_search_terms_init (terms);
  sublet_offer_filter_set_model (terms->filter, "RTX 5090", true);
  sublet_offer_filter_set_range (terms->filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 400000000);
  terms->job = (SubletJob){ .hours = 3.5,
                            .disk_gb = 128,
                            .down_gb = 7.25,
                            .up_gb = 1,
                            .kind = SUBLET_PRICE_KIND_INTERRUPTIBLE };
  terms->order = (SubletOfferOrder){ .first = SUBLET_OFFER_KEY_RELIABILITY,
                                     .first_descending = true,
                                     .second = SUBLET_OFFER_KEY_PLACE };
  g_strfreev (terms->columns);
  terms->columns = g_strdupv ((char **) columns);
}

static void
test_round_trip (void)
{
  g_auto (SubletSearchTerms) terms = { 0 };
  g_auto (SubletSearchTerms) copy = { 0 };
  g_autoptr (SubletSavedSearch) search = NULL;
  g_autoptr (SubletSavedSearch) again = NULL;
  g_autoptr (SubletSavedSearch) other = NULL;

  make_terms (&terms);
  sublet_search_terms_copy (&terms, &copy);
  g_assert_true (sublet_search_terms_equal (&terms, &copy));
  search = sublet_saved_search_new ("  Much\n", &terms);
  other = sublet_saved_search_new ("Much", &terms);
  g_assert_cmpstr (sublet_saved_search_get_name (search), ==, "Much");
  g_assert_cmpstr (sublet_saved_search_get_id (search), !=, sublet_saved_search_get_id (other));
  g_assert_cmpint (sublet_saved_search_get_reading (search), ==, SUBLET_SEARCH_READING_WHOLLY);
  g_assert_true (sublet_search_terms_equal (sublet_saved_search_get_terms (search), &terms));

  again = sublet_saved_search_new_stored (sublet_saved_search_get_id (search),
                                          sublet_saved_search_get_name (search),
                                          sublet_saved_search_get_json (search));
  g_assert_true (sublet_search_terms_equal (sublet_saved_search_get_terms (again), &terms));
}

/* One part after the other: each makes another search. */
static void
test_equal (void)
{
  guint part;

  for (part = 0; part < 6; part++)
    {
      g_auto (SubletSearchTerms) terms = { 0 };
      g_auto (SubletSearchTerms) other = { 0 };

      make_terms (&terms);
      make_terms (&other);
      if (part == 0)
        sublet_offer_filter_set_flag (other.filter, SUBLET_FILTER_PART_DATA_CENTER, true);
      else if (part == 1)
        other.job.up_gb = 2;
      else if (part == 2)
        other.order.second_descending = true;
      else if (part == 3)
        other.columns[1][0] = 'x';
      else
        other.job.lease_hours = 9;
      if (part == 5)
        other.job.cuda = 12.4;
      /* The lease and the image are a rental's. */
      g_assert_cmpint (sublet_search_terms_equal (&terms, &other), ==, part >= 4);
    }
}

static void
test_settings (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletNotifyCounter) filters = NULL;
  g_auto (SubletSearchTerms) before = { 0 };
  g_auto (SubletSearchTerms) terms = { 0 };
  g_auto (SubletSearchTerms) now = { 0 };

  make_terms (&terms);
  sublet_search_terms_init_from_settings (&before, settings);
  g_assert_false (sublet_search_terms_equal (&before, &terms));
  filters = sublet_notify_counter_new (settings, "filters");
  sublet_search_terms_apply (&terms, settings);
  g_assert_cmpuint (sublet_notify_counter_take (filters), ==, 1);
  sublet_search_terms_init_from_settings (&now, settings);
  g_assert_true (sublet_search_terms_equal (&now, &terms));
  g_assert_true (g_str_equal (now.columns[2], "job-rate"));
}

typedef struct
{
  const char *name;
  const char *json;
  SubletSearchReading reading;
} Stored;

#define WHOLE "\"version\":1,\"filter\":\"{\\\"models\\\":[\\\"RTX 5090\\\"]}\",\"hours\":3.0"

static const Stored stored[] = {
  { "whole", "{" WHOLE ",\"order\":[\"-reliability\"]}", SUBLET_SEARCH_READING_WHOLLY },
  { "newer version",
    "{\"version\":2,\"filter\":\"{\\\"models\\\":[\\\"RTX 5090\\\"]}\",\"hours\":3.0}",
    SUBLET_SEARCH_READING_PARTLY },
  { "unknown member", "{" WHOLE ",\"bell\":{\"below\":0.3}}", SUBLET_SEARCH_READING_PARTLY },
  { "unknown order", "{" WHOLE ",\"order\":[\"karma\"]}", SUBLET_SEARCH_READING_PARTLY },
  { "unknown kind", "{" WHOLE ",\"price-kind\":\"barter\"}", SUBLET_SEARCH_READING_PARTLY },
  { "unknown filter",
    "{\"version\":1,\"filter\":\"{\\\"models\\\":[\\\"RTX "
    "5090\\\"],\\\"karma\\\":3}\",\"hours\":3}",
    SUBLET_SEARCH_READING_PARTLY },
  { "unknown region",
    "{\"version\":1,\"filter\":\"{\\\"models\\\":[\\\"RTX "
    "5090\\\"],\\\"regions\\\":[\\\"moon\\\"]}\","
    "\"hours\":3}",
    SUBLET_SEARCH_READING_PARTLY },
  { "no object", "[1]", SUBLET_SEARCH_READING_NONE },
  { "no json", "{\"version\":1", SUBLET_SEARCH_READING_NONE },
  { "empty", "", SUBLET_SEARCH_READING_NONE },
  { "no filter", "{\"version\":1,\"hours\":3}", SUBLET_SEARCH_READING_NONE },
  { "broken filter", "{\"version\":1,\"filter\":\"{\",\"hours\":3}", SUBLET_SEARCH_READING_NONE },
};

/* What is understood is taken, and what is not is kept to the letter. */
static void
test_stored (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autoptr (SubletSavedSearch)
        search = sublet_saved_search_new_stored ("id", stored[i].name, stored[i].json);
      const SubletSearchTerms *terms = sublet_saved_search_get_terms (search);

      g_test_message ("%s", stored[i].name);
      g_assert_cmpint (sublet_saved_search_get_reading (search), ==, stored[i].reading);
      g_assert_cmpstr (sublet_saved_search_get_json (search), ==, stored[i].json);
      if (stored[i].reading == SUBLET_SEARCH_READING_NONE)
        {
          g_assert_cmpuint (sublet_offer_filter_count_active (terms->filter), ==, 0);
          continue;
        }
      g_assert_true (sublet_offer_filter_has_model (terms->filter, "RTX 5090"));
      g_assert_cmpfloat_with_epsilon (terms->job.hours, 3, 1e-9);
      g_assert_cmpint (terms->job.kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);
    }
}

/* Nonsense is the usual, and a text without end is no search. */
static void
test_hostile (void)
{
  g_autofree char *blanks = g_strnfill (100 * 1024, ' ');
  g_autofree char *endless = g_strconcat ("{" WHOLE "}", blanks, NULL);
  g_auto (SubletSearchTerms) terms = { 0 };
  g_auto (SubletSearchTerms) none = { 0 };
  g_auto (SubletSearchTerms) gone = { 0 };
  SubletJob usual;

  sublet_job_init (&usual);
  sublet_search_terms_init_from_json (&terms,
                                      "{\"version\":1,\"filter\":\"{}\",\"hours\":-3,"
                                      "\"disk-gb\":0,\"down-gb\":\"much\",\"up-gb\":-1e300,"
                                      "\"order\":{},\"columns\":[3,null,\"gone\",\"cuda\"]}");
  g_assert_true (sublet_job_equal (&terms.job, &usual));
  g_assert_cmpuint (g_strv_length (terms.columns), ==, 2);
  g_assert_cmpint (sublet_search_terms_init_from_json (&none, endless),
                   ==,
                   SUBLET_SEARCH_READING_NONE);

  /* A column that no longer exists is left to the table; with no other one, the usual are shown. */
  sublet_search_terms_init_from_json (&gone,
                                      "{\"version\":1,\"filter\":\"{}\",\"columns\":[\"gone\"]}");
  g_assert_cmpuint (g_strv_length (gone.columns), ==, 0);
}

typedef struct
{
  const char *name;
  SubletSearchNameProblem problem;
} Name;

static void
test_names (void)
{
  static const Name names[] = {
    { "RTX under 0.40", SUBLET_SEARCH_NAME_PROBLEM_NONE },
    { "\xe2\x9d\xa4 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
      SUBLET_SEARCH_NAME_PROBLEM_NONE },
    { "", SUBLET_SEARCH_NAME_PROBLEM_EMPTY },
    { "\xc2\xa0\xe2\x80\x8d", SUBLET_SEARCH_NAME_PROBLEM_EMPTY },
    { "a\tb", SUBLET_SEARCH_NAME_PROBLEM_CONTROL },
    { "a\nb", SUBLET_SEARCH_NAME_PROBLEM_CONTROL },
    { "a\x1b[1m", SUBLET_SEARCH_NAME_PROBLEM_CONTROL },
    { "a\xe2\x80\xae"
      "b",
      SUBLET_SEARCH_NAME_PROBLEM_CONTROL },
    { "a\xe2\x80\xa8"
      "b",
      SUBLET_SEARCH_NAME_PROBLEM_CONTROL },
  };
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autofree char *normal = sublet_saved_search_normalize_name (" e\xcc\x81\xff ");
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (sublet_saved_search_check_name (names[i].name), ==, names[i].problem);

  for (i = 0; i < SUBLET_SAVED_SEARCH_MAX_NAME; i++)
    g_string_append (longest, "\xc3\xa9");
  g_assert_cmpint (sublet_saved_search_check_name (longest->str),
                   ==,
                   SUBLET_SEARCH_NAME_PROBLEM_NONE);
  g_string_append_c (longest, 'e');
  g_assert_cmpint (sublet_saved_search_check_name (longest->str),
                   ==,
                   SUBLET_SEARCH_NAME_PROBLEM_LONG);

  /* One letter however it was typed, and never what is no text. */
  g_assert_cmpstr (normal, ==, "\xc3\xa9\xef\xbf\xbd");
  g_assert_true (sublet_saved_search_names_equal ("Stra\xc3\x9f"
                                                  "e",
                                                  "STRASSE"));
  g_assert_false (sublet_saved_search_names_equal ("a", "b"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/saved-search/round-trip", test_round_trip);
  g_test_add_func ("/core/market/saved-search/equal", test_equal);
  g_test_add_func ("/core/market/saved-search/settings", test_settings);
  g_test_add_func ("/core/market/saved-search/stored", test_stored);
  g_test_add_func ("/core/market/saved-search/hostile", test_hostile);
  g_test_add_func ("/core/market/saved-search/names", test_names);

  return g_test_run ();
}
