/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-several-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* A run in words: how far it is, and what came of it. */

/* As many failed ones are named. */
#define N_NAMED 3

/**
 * sublet_several_text_dup_progress:
 * @run: one that runs
 *
 * Returns: (transfer full): how far it is
 */
char *
sublet_several_text_dup_progress (SubletOrderRun *run)
{
  guint n = sublet_order_run_get_n_items (run) - sublet_order_run_count (run, SUBLET_RUN_LEFT);
  guint position = MIN (n - sublet_order_run_count (run, SUBLET_RUN_WAITING), n);

  switch (sublet_order_run_get_kind (run))
    {
    case SUBLET_RUN_STOP:
      /* TRANSLATORS: as in "Stopping 2 of 5" */
      return g_strdup_printf (_ ("Stopping %1$u of %2$u"), position, n);
    case SUBLET_RUN_EXTEND:
      /* TRANSLATORS: leases, as in "Extending 2 of 5" */
      return g_strdup_printf (_ ("Extending %1$u of %2$u"), position, n);
    case SUBLET_RUN_DESTROY:
    default:
      /* TRANSLATORS: as in "Destroying 2 of 5" */
      return g_strdup_printf (_ ("Destroying %1$u of %2$u"), position, n);
    }
}

static char *
dup_names (SubletOrderRun *run, guint n_failed, const GError **first)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0;
  guint i;

  for (i = 0; i < sublet_order_run_get_n_items (run) && n_named < N_NAMED; i++)
    {
      g_autofree char *name = NULL;

      if (sublet_order_run_get_outcome (run, i) != SUBLET_RUN_FAILED)
        continue;
      if (n_named == 0)
        *first = sublet_order_run_get_error (run, i);
      else
        /* TRANSLATORS: between the names of a list */
        g_string_append (names, _ (", "));
      name = sublet_rental_text_dup_name (sublet_order_run_get_rental (run, i));
      g_string_append (names, name);
      n_named++;
    }
  if (n_failed > n_named)
    g_string_append_printf (names,
                            /* TRANSLATORS: after the names of a list; begins with a space */
                            ngettext (" and %u more", " and %u more", n_failed - n_named),
                            n_failed - n_named);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * sublet_several_text_dup_failures:
 * @run: a run
 *
 * The reason is the first one's; each card has its own.
 *
 * Returns: (transfer full) (nullable): which orders failed, and why
 */
char *
sublet_several_text_dup_failures (SubletOrderRun *run)
{
  guint n_failed = sublet_order_run_count (run, SUBLET_RUN_FAILED);
  const GError *error = NULL;
  g_autofree char *names = NULL;
  g_autofree char *why = NULL;

  if (n_failed == 0)
    return NULL;

  names = dup_names (run, n_failed, &error);
  why = sublet_error_text_dup_both (error);
  switch (sublet_order_run_get_kind (run))
    {
    case SUBLET_RUN_STOP:
      /* TRANSLATORS: %1$s are names of instances, %2$s says why */
      return g_strdup_printf (_ ("Not stopped, may bill on: %1$s. %2$s"), names, why);
    case SUBLET_RUN_EXTEND:
      /* TRANSLATORS: %1$s are names of instances, %2$s says why */
      return g_strdup_printf (_ ("Not extended: %1$s. %2$s"), names, why);
    case SUBLET_RUN_DESTROY:
    default:
      /* TRANSLATORS: %1$s are names of instances, %2$s says why */
      return g_strdup_printf (_ ("Not destroyed, bill on: %1$s. %2$s"), names, why);
    }
}

static gint64
add_up_extensions (SubletOrderRun *run)
{
  gint64 cost_uusd = 0;
  guint i;

  for (i = 0; i < sublet_order_run_get_n_items (run); i++)
    {
      gint64 rate_nusd = sublet_rental_get_rate_running_nusd (sublet_order_run_get_rental (run, i));

      if (sublet_order_run_get_outcome (run, i) != SUBLET_RUN_DONE)
        continue;
      if (rate_nusd == SUBLET_MONEY_UNKNOWN)
        return SUBLET_MONEY_UNKNOWN;
      cost_uusd =
        sublet_money_add (cost_uusd, sublet_money_cost_uusd (rate_nusd, SUBLET_RUN_EXTENSION_US));
    }

  return cost_uusd;
}

static char *
dup_extended (SubletOrderRun *run, guint n)
{
  gint64 cost_uusd = add_up_extensions (run);
  g_autofree char *cost = NULL;

  if (cost_uusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %u is a number of leases */
    return g_strdup_printf (ngettext ("%u lease ends an hour later",
                                      "%u leases end an hour later",
                                      n),
                            n);

  cost = sublet_format_amount (cost_uusd);
  /* TRANSLATORS: a number of leases, and an amount, as in "$0.98" */
  return g_strdup_printf (ngettext ("%1$u lease ends an hour later, about %2$s more",
                                    "%1$u leases end an hour later, about %2$s more",
                                    n),
                          n,
                          cost);
}

/**
 * sublet_several_text_dup_done:
 * @run: a run that is over
 *
 * Returns: (transfer full): with how many it was done
 */
char *
sublet_several_text_dup_done (SubletOrderRun *run)
{
  guint n = sublet_order_run_count (run, SUBLET_RUN_DONE);

  switch (sublet_order_run_get_kind (run))
    {
    case SUBLET_RUN_STOP:
      /* TRANSLATORS: Vast took the orders; %u is a number of instances */
      return g_strdup_printf (ngettext ("%u instance is stopping", "%u instances are stopping", n),
                              n);
    case SUBLET_RUN_EXTEND:
      return dup_extended (run, n);
    case SUBLET_RUN_DESTROY:
    default:
      /* TRANSLATORS: the orders are written down; %u is a number of instances */
      return g_strdup_printf (ngettext ("%u instance is being destroyed",
                                        "%u instances are being destroyed",
                                        n),
                              n);
    }
}
