/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-upload.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define BYTES_PER_GB 1e9

/* ---- why it did not arrive ---- */

/* Of the file on this computer. */
static char *
dup_problem_here (SubletUploadProblem problem, const char *name)
{
  switch ((int) problem)
    {
    case SUBLET_UPLOAD_PROBLEM_NAME:
      /* TRANSLATORS: %s is the name of a file, with escapes like \n in place of what cannot be seen
       */
      return g_strdup_printf (_ ("“%s” has characters in its name that a terminal would take for "
                                 "something else. Rename it first."),
                                 name);
    case SUBLET_UPLOAD_PROBLEM_NOT_A_FILE:
      /* TRANSLATORS: %s is the name of a folder */
      return g_strdup_printf (_ ("“%s” is not a file. Folders cannot be uploaded; pack it into one "
                                 "file first."),
                                 name);
    case SUBLET_UPLOAD_PROBLEM_UNREADABLE:
      /* TRANSLATORS: %s is the name of a file */
      return g_strdup_printf (_ ("“%s” cannot be read on this computer."), name);
    case SUBLET_UPLOAD_PROBLEM_CHANGED:
      /* TRANSLATORS: %s is the name of a file */
      return g_strdup_printf (_ ("“%s” changed while it was read. Nothing of it was kept."), name);
    default:
      return NULL;
    }
}

/* Of the folder on the instance. */
static char *
dup_problem_there (SubletUploadProblem problem, const char *name, const char *folder)
{
  switch ((int) problem)
    {
    case SUBLET_UPLOAD_PROBLEM_EXISTS:
      /* TRANSLATORS: the first is a folder on the instance, the second the name of a file */
      return g_strdup_printf (_ ("In %s there is a “%s” already."), folder, name);
    case SUBLET_UPLOAD_PROBLEM_IS_FOLDER:
      /* TRANSLATORS: the first is a folder on the instance, the second the name of a file */
      return g_strdup_printf (_ ("In %s there is a folder called “%s”. It is left as it is."),
                                 folder,
                                 name);
    case SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED:
      /* TRANSLATORS: the first is a folder on the instance, the second the name of a file */
      return g_strdup_printf (_ ("Nothing may be written to %s: “%s” is not there."), folder, name);
    default:
      return NULL;
    }
}

static char *
dup_problem (SubletUploadProblem problem, const char *name, const char *folder)
{
  char *sentence = dup_problem_here (problem, name);

  if (sentence == NULL)
    sentence = dup_problem_there (problem, name, folder);
  if (sentence != NULL)
    return sentence;

  switch ((int) problem)
    {
    case SUBLET_UPLOAD_PROBLEM_NO_ROOM:
      /* TRANSLATORS: %s is the name of a file */
      return g_strdup_printf (_ ("The instance's disk is full. Nothing of “%s” was kept."), name);
    case SUBLET_UPLOAD_PROBLEM_LINK:
      /* TRANSLATORS: %s is the name of a file */
      return g_strdup_printf (_ ("“%s” was not uploaded: there is no connection."), name);
    default:
      /* TRANSLATORS: %s is the name of a file */
      return g_strdup_printf (_ ("The instance did not take “%s”."), name);
    }
}

/* ---- the rest ---- */

static char *
dup_running (const SubletUploadFacts *facts, const char *name)
{
  if (facts->n_files == 1)
    /* TRANSLATORS: %s is the name of a file */
    return g_strdup_printf (_ ("Uploading “%s”"), name);

  /* TRANSLATORS: %s is the name of a file, the first of the numbers says the how manieth it is, the
   * second how many there are */
  return g_strdup_printf (_ ("Uploading “%s” (%u of %u)"), name, facts->position, facts->n_files);
}

static char *
dup_done (const SubletUploadFacts *facts, const char *name, const char *folder)
{
  if (facts->n_arrived == 1 && facts->n_files == 1)
    /* TRANSLATORS: the first is the name of a file, the second a folder on the instance */
    return g_strdup_printf (_ ("“%s” is in %s."), name, folder);

  return g_strdup_printf (
    /* TRANSLATORS: the number says how many have arrived, %s is a folder on the instance */
    ngettext ("%u file is in %s.", "%u files are in %s.", facts->n_arrived),
    facts->n_arrived,
    folder);
}

/**
 * sublet_terminal_upload_dup_sentence:
 * @facts: of a queue that is not idle
 *
 * Returns: (transfer full): what it does, or why it has stopped
 */
char *
sublet_terminal_upload_dup_sentence (const SubletUploadFacts *facts)
{
  g_autofree char *name = sublet_format_name (facts->name != NULL ? facts->name : "");
  g_autofree char *folder =
    sublet_format_name (facts->folder != NULL ? facts->folder : SUBLET_UPLOAD_FOLDER);

  switch (facts->state)
    {
    case SUBLET_UPLOAD_QUEUE_STOPPED:
      return dup_problem (facts->problem, name, folder);
    case SUBLET_UPLOAD_QUEUE_DONE:
      return dup_done (facts, name, folder);
    case SUBLET_UPLOAD_QUEUE_RUNNING:
    case SUBLET_UPLOAD_QUEUE_IDLE:
    default:
      return dup_running (facts, name);
    }
}

/**
 * sublet_terminal_upload_dup_progress:
 * @facts: of a queue that runs
 * @price_nusd_per_tb: of what the instance receives; 0: left out
 *
 * Returns: (transfer full): how far it is, how fast, how long still, and what it costs in all
 */
char *
sublet_terminal_upload_dup_progress (const SubletUploadFacts *facts, gint64 price_nusd_per_tb)
{
  g_autofree char *sent = g_format_size (facts->sent);
  g_autofree char *size = g_format_size (facts->size);
  GString *text = g_string_new (NULL);

  /* TRANSLATORS: two sizes: how much of it is there */
  g_string_append_printf (text, _ ("%s of %s"), sent, size);
  if (facts->rate > 0)
    {
      g_autofree char *rate = g_format_size (facts->rate);

      g_string_append (text, " · ");
      /* TRANSLATORS: a size: so much in a second */
      g_string_append_printf (text, _ ("%s/s"), rate);
    }
  if (facts->left_us >= 0)
    {
      g_autofree char *left = sublet_format_duration_short (facts->left_us);

      g_string_append (text, " · ");
      /* TRANSLATORS: %s is a duration, as in "6 min" */
      g_string_append_printf (text, _ ("%s left"), left);
    }
  if (price_nusd_per_tb > 0)
    {
      g_autofree char *cost = sublet_format_amount (
        sublet_money_traffic_uusd (price_nusd_per_tb, (double) facts->size / BYTES_PER_GB));

      g_string_append (text, " · ");
      /* TRANSLATORS: %s is an amount: what the host charges for receiving the file */
      g_string_append_printf (text, _ ("costs %s"), cost);
    }

  return g_string_free (text, FALSE);
}
