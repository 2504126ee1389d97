/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-search-terms.h"

/**
 * sublet_search_terms_init:
 * @terms: (out caller-allocates): for sublet_search_terms_clear()
 *
 * The first job, no filter, the cheapest first, the usual columns.
 */
void
sublet_search_terms_init (SubletSearchTerms *terms)
{
  terms->filter = sublet_offer_filter_new ();
  sublet_job_init (&terms->job);
  sublet_offer_order_init (&terms->order);
  terms->columns = g_new0 (char *, 1);
}

/**
 * sublet_search_terms_copy:
 * @terms: terms
 * @copy: (out caller-allocates): for sublet_search_terms_clear()
 */
void
sublet_search_terms_copy (const SubletSearchTerms *terms, SubletSearchTerms *copy)
{
  copy->filter = sublet_offer_filter_copy (terms->filter);
  copy->job = terms->job;
  copy->order = terms->order;
  copy->columns = g_strdupv (terms->columns);
}

/**
 * sublet_search_terms_clear:
 * @terms: terms
 *
 * Frees its members. May run twice.
 */
void
sublet_search_terms_clear (SubletSearchTerms *terms)
{
  g_clear_pointer (&terms->filter, sublet_offer_filter_free);
  g_clear_pointer (&terms->columns, g_strfreev);
}

/* What the rental's lease and image are is no matter of a search. */
static bool
jobs_equal (const SubletJob *a, const SubletJob *b)
{
  SubletJob other = *b;

  other.lease_hours = a->lease_hours;
  other.cuda = a->cuda;

  return sublet_job_equal (a, &other);
}

/**
 * sublet_search_terms_equal:
 * @a: terms
 * @b: others
 *
 * Returns: whether both look for the same and show it in the same way
 */
bool
sublet_search_terms_equal (const SubletSearchTerms *a, const SubletSearchTerms *b)
{
  return sublet_offer_filter_equal (a->filter, b->filter) && jobs_equal (&a->job, &b->job) &&
         sublet_offer_order_equal (&a->order, &b->order) &&
         g_strv_equal ((const char *const *) a->columns, (const char *const *) b->columns);
}

/**
 * sublet_search_terms_init_from_settings:
 * @terms: (out caller-allocates): for sublet_search_terms_clear()
 * @settings: what is set now
 */
void
sublet_search_terms_init_from_settings (SubletSearchTerms *terms, SubletSettings *settings)
{
  g_autofree char *filters = NULL;
  g_auto (GStrv) order = NULL;

  terms->columns = NULL;
  g_object_get (settings,
                "filters",
                &filters,
                "sort-columns",
                &order,
                "visible-columns",
                &terms->columns,
                NULL);
  terms->filter = sublet_offer_filter_new_from_text (filters);
  sublet_offer_order_from_strv (&terms->order, (const char *const *) order);
  sublet_settings_get_job (settings, &terms->job);
  if (terms->columns == NULL)
    terms->columns = g_new0 (char *, 1);
}

/**
 * sublet_search_terms_apply:
 * @terms: what to look for
 * @settings: where it is set
 *
 * The settings are several, and each notifies: whoever follows them into a market freezes it first.
 */
void
sublet_search_terms_apply (const SubletSearchTerms *terms, SubletSettings *settings)
{
  g_autofree char *filters = sublet_offer_filter_to_text (terms->filter);
  g_auto (GStrv) order = sublet_offer_order_to_strv (&terms->order);

  g_object_freeze_notify (G_OBJECT (settings));
  sublet_settings_set_job (settings, &terms->job);
  g_object_set (settings,
                "filters",
                filters,
                "sort-columns",
                order,
                "visible-columns",
                terms->columns,
                NULL);
  g_object_thaw_notify (G_OBJECT (settings));
}
