/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-facts.h"

#include "core/base/sublet-money.h"
#include "core/ssh/sublet-ssh-config.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-choice-text.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <math.h>

/* A box of rows is for little; the newest are what somebody looks for. */
#define MAX_MOMENTS 100

static char *
dup_rate (gint64 rate_nusd)
{
  return rate_nusd == SUBLET_MONEY_UNKNOWN ? NULL : sublet_format_rate_and_day (rate_nusd);
}

/**
 * sublet_instance_facts_show_money:
 * @group: where
 * @subject: whose
 *
 * The receipt, beside what was quoted.
 */
void
sublet_instance_facts_show_money (SubletFactsGroup *group, SubletInstanceSubject *subject)
{
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  SubletClock *clock = sublet_instance_subject_get_clock (subject);
  gint64 cost_uusd = sublet_rental_get_cost_uusd (rental, sublet_clock_get_service_us (clock));
  g_autofree char *running = dup_rate (sublet_rental_get_rate_running_nusd (rental));
  g_autofree char *quoted = dup_rate (sublet_rental_get_quoted_rate_nusd (rental));
  gint64 stopped_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_autofree char *stopped =
    stopped_nusd == SUBLET_MONEY_UNKNOWN ? NULL : sublet_format_rate_per_day (stopped_nusd);
  g_autofree char *cost = cost_uusd == SUBLET_MONEY_UNKNOWN ? NULL
                                                            : sublet_format_amount (cost_uusd);
  g_autofree char *deposit = sublet_rental_text_dup_deposit_left (rental);
  g_autofree char *lease = sublet_lease_text_dup_end (rental, clock);

  /* TRANSLATORS: a fact of an instance: its rate in the offer that was accepted */
  sublet_facts_group_set (group, _ ("Quoted"), quoted, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("While Running"), running, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("While Stopped"), stopped, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("So Far"), cost, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("Deposit"), deposit, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("Lease"), lease, SUBLET_FACT_PLAIN);
}

static char *
dup_address (const char *host, int port)
{
  return host == NULL || *host == '\0' || port <= 0 ? NULL : sublet_format_address (host, port);
}

/* (nullable): of what is connected, which the instance may not have yet. */
static char *
dup_key_fact (SubletConnection *connection)
{
  g_autofree char *key = NULL;

  if (connection == NULL)
    return NULL;
  key = sublet_key_choice_text_dup (sublet_connection_get_key_choice (connection),
                                    SUBLET_KEY_CHOICE_TEXT_WHOLE);
  if (!sublet_connection_get_key_missing (connection))
    return g_steal_pointer (&key);

  /* TRANSLATORS: a fact of an instance: %s is its SSH key, which it was given a moment ago, or
   * which it could not be given */
  return g_strdup_printf (_ ("%s, not on the instance yet"), key);
}

static void
show_key (SubletFactsGroup *group, SubletInstanceSubject *subject)
{
  SubletFactDeed change = { .action = "page.change-key" };
  g_autofree char *key = dup_key_fact (sublet_instance_subject_get_connection (subject));

  change.label = _ ("Change…");
  change.spoken = _ ("Change the SSH Key…");
  sublet_facts_group_set (group, _ ("SSH Key"), key, SUBLET_FACT_PLAIN);
  sublet_facts_group_offer (group,
                            _ ("SSH Key"),
                               &change,
                               sublet_instance_subject_can_change_key (subject));
}

/* What ssh cannot be told of the key. */
static char *
dup_key_remark (SubletKeyChoice *choice)
{
  const char *path = sublet_key_choice_get_path (choice);
  const char *fingerprint = sublet_key_choice_get_fingerprint (choice);
  g_autofree char *quoted = path == NULL ? NULL : sublet_ssh_config_quote_path (path);

  if (quoted != NULL)
    return NULL;
  if (path != NULL)
    /* TRANSLATORS: a remark in a file of ssh's, one line; the path of the key's file is not there
     */
    return g_strdup (_ ("Needs the file with your key, whose path cannot be written here."));
  if (fingerprint != NULL)
    /* TRANSLATORS: a remark in a file of ssh's, one line; %s is a fingerprint, "SHA256:…" */
    return g_strdup_printf (_ ("Needs the key %s of your SSH agent."), fingerprint);

  /* TRANSLATORS: a remark in a file of ssh's, one line */
  return g_strdup (_ ("Needs a key of yours that this instance has."));
}

static void
show_config (SubletFactsGroup *group, SubletConnection *connection, SubletRental *rental)
{
  g_autofree char *block =
    connection == NULL
      ? NULL
      : sublet_connection_dup_config (connection, sublet_rental_get_label (rental));
  g_autofree char *first = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *copied = NULL;

  if (block != NULL)
    {
      first = g_strndup (block, strcspn (block, "\n"));
      remark = dup_key_remark (sublet_connection_get_key_choice (connection));
      copied = remark == NULL ? g_strdup (block) : g_strdup_printf ("# %s\n%s", remark, block);
    }
  sublet_facts_group_set_block (group, _ ("SSH Configuration"), first, copied);
}

/**
 * sublet_instance_facts_show_addresses:
 * @group: where
 * @subject: whose
 */
void
sublet_instance_facts_show_addresses (SubletFactsGroup *group, SubletInstanceSubject *subject)
{
  const SubletFactFlags flags = SUBLET_FACT_COPIES | SUBLET_FACT_CODE;
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  SubletConnection *connection = sublet_instance_subject_get_connection (subject);
  SubletInstance *instance = sublet_rental_get_instance (rental);
  const SubletInstanceData *data = instance == NULL ? NULL : sublet_instance_get_data (instance);
  gint64 id = sublet_rental_get_instance_id (rental);
  g_autofree char *number = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
  g_autofree char *direct = data == NULL ? NULL
                                         : dup_address (data->public_ipaddr, data->direct_ssh_port);
  g_autofree char *proxy = data == NULL ? NULL : dup_address (data->ssh_host, data->ssh_port);
  g_autofree char *command = connection == NULL ? NULL : sublet_connection_dup_command (connection);

  sublet_facts_group_set (group, _ ("Instance"), number, flags);
  sublet_facts_group_set (group, _ ("SSH, Direct"), direct, flags);
  sublet_facts_group_set (group, _ ("SSH, Vast’s Proxy"), proxy, flags);
  sublet_facts_group_set (group, _ ("SSH Command"), command, flags);
  show_key (group, subject);
  show_config (group, connection, rental);
}

static char *
dup_gb (double gb)
{
  g_autofree char *number = sublet_format_number (gb, 0);

  /* TRANSLATORS: gigabytes; %s is a number; a no-break space */
  return g_strdup_printf (_ ("%s GB"), number);
}

/* One a line, each as its name is: none of them brings lines of its own. */
static char *
dup_names (char **names)
{
  g_auto (GStrv) tamed = g_new0 (char *, g_strv_length (names) + 1);
  guint i;

  for (i = 0; names[i] != NULL; i++)
    tamed[i] = sublet_format_name (names[i]);

  return g_strjoinv ("\n", tamed);
}

/**
 * sublet_instance_facts_show_software:
 * @group: where
 * @subject: whose
 *
 * Of the environment the names alone: no value is known here.
 */
void
sublet_instance_facts_show_software (SubletFactsGroup *group, SubletInstanceSubject *subject)
{
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  SubletInstance *instance = sublet_rental_get_instance (rental);
  const SubletInstanceData *data = instance == NULL ? NULL : sublet_instance_get_data (instance);
  g_autofree char *names = NULL;
  g_autofree char *disk = NULL;
  g_autofree char *cuda = NULL;

  if (data != NULL && data->env_names != NULL && data->env_names[0] != NULL)
    names = dup_names (data->env_names);
  if (data != NULL && isfinite (data->disk_space_gb))
    disk = dup_gb (data->disk_space_gb);
  if (data != NULL && isfinite (data->cuda_max_good))
    cuda = sublet_format_version (data->cuda_max_good);

  sublet_facts_group_set (group,
                          _ ("Image"),
                             sublet_rental_get_image (rental),
                             SUBLET_FACT_COPIES | SUBLET_FACT_CODE);
  /* TRANSLATORS: a fact of an instance: the newest CUDA that its driver can run */
  sublet_facts_group_set (group, _ ("CUDA Up To"), cuda, SUBLET_FACT_PLAIN);
  sublet_facts_group_set (group, _ ("Disk"), disk, SUBLET_FACT_PLAIN);
  /* TRANSLATORS: a fact of an instance: names of environment variables, and of its open ports */
  sublet_facts_group_set (group, _ ("Environment"), names, SUBLET_FACT_CODE);
}

/* The words of the journal, of an event that is in it. */
static char *
dup_event (const SubletRentalEvent *event)
{
  const SubletJournalMoment moment = {
    .kind = SUBLET_JOURNAL_MOMENT_STATE,
    .state = event->state,
    .reason = event->reason,
  };

  return sublet_journal_text_dup_moment (&moment);
}

/**
 * sublet_instance_facts_show_timeline:
 * @group: where
 * @subject: whose
 */
void
sublet_instance_facts_show_timeline (SubletFactsGroup *group, SubletInstanceSubject *subject)
{
  const GArray *events = sublet_rental_get_events (sublet_instance_subject_get_rental (subject));
  guint i;

  sublet_facts_group_clear (group);
  for (i = events->len > MAX_MOMENTS ? events->len - MAX_MOMENTS : 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);
      g_autofree char *what = dup_event (event);
      g_autofree char *when =
        sublet_journal_text_dup_time (event->at_us, sublet_instance_subject_get_clock (subject));

      sublet_facts_group_append (group, what, when);
    }
}
