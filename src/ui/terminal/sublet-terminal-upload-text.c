/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-upload.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define BYTES_PER_GB 1e9

/* Of a file's path in a folder: more would take the screen. */
#define PLACE_CHARACTERS 60

/* (transfer full): a name of this computer, which may be in no encoding, fit to be shown. */
static char *
dup_shown (const char *name)
{
  g_autofree char *text = g_utf8_make_valid (name, -1);

  return sublet_format_name (text);
}

/* (transfer full): a path of this computer, of whose middle nobody needs to know. */
static char *
dup_shown_place (const char *place)
{
  const long n_first = PLACE_CHARACTERS / 3;
  const long n_last = PLACE_CHARACTERS - n_first - 1;
  g_autofree char *text = g_utf8_make_valid (place, -1);
  const long length = g_utf8_strlen (text, -1);
  g_autofree char *first = NULL;
  g_autofree char *shortened = NULL;

  if (length <= PLACE_CHARACTERS)
    return sublet_format_name (text);

  first = g_utf8_substring (text, 0, n_first);
  shortened = g_strconcat (first, "…", g_utf8_offset_to_pointer (text, length - n_last), NULL);

  return sublet_format_name (shortened);
}

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
      /* TRANSLATORS: %s is a name */
      return g_strdup_printf (_ ("“%s” is neither a file nor a folder."), name);
    case SUBLET_UPLOAD_PROBLEM_TOO_MANY:
      /* TRANSLATORS: %s is the name of a folder */
      return g_strdup_printf (_ ("“%s” has more than a million files. Pack it into one file first."),
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

/* With something in the folder that is uploaded. */
static char *
dup_problem_inside (SubletUploadProblem problem, const char *name, const char *place)
{
  switch ((int) problem)
    {
    case SUBLET_UPLOAD_PROBLEM_UNREADABLE:
      /* TRANSLATORS: the first is a folder on this computer, the second a file in it */
      return g_strdup_printf (_ ("In “%s”, “%s” cannot be read on this computer. Nothing of the "
                                 "folder was kept."),
                                 name,
                                 place);
    case SUBLET_UPLOAD_PROBLEM_CHANGED:
      /* TRANSLATORS: the first is a folder on this computer, the second a file in it */
      return g_strdup_printf (_ ("In “%s”, “%s” changed while it was read. Nothing of the folder was "
                                 "kept."),
        name,
        place);
    default:
      return NULL;
    }
}

/* A folder is never replaced. */
static char *
dup_problem_of_folder (SubletUploadProblem problem, const char *name, const char *folder)
{
  if (problem != SUBLET_UPLOAD_PROBLEM_EXISTS)
    return NULL;

  /* TRANSLATORS: the first is a folder on the instance, the second the name of one that was to go
   * there */
  return g_strdup_printf (_ ("In %s there is a “%s” already. It is left as it is; rename one of the "
                             "two first."),
    folder,
    name);
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
dup_problem (const SubletUploadFacts *facts, const char *name, const char *folder)
{
  const SubletUploadProblem problem = facts->problem;
  char *sentence = NULL;

  if (facts->place != NULL)
    {
      g_autofree char *place = dup_shown_place (facts->place);

      sentence = dup_problem_inside (problem, name, place);
    }
  if (sentence == NULL && facts->is_folder)
    sentence = dup_problem_of_folder (problem, name, folder);
  if (sentence == NULL)
    sentence = dup_problem_here (problem, name);
  if (sentence == NULL)
    sentence = dup_problem_there (problem, name, folder);
  if (sentence != NULL)
    return sentence;

  switch ((int) problem)
    {
    case SUBLET_UPLOAD_PROBLEM_NO_TAR:
      /* TRANSLATORS: %s is the name of a folder, tar a program */
      return g_strdup_printf (_ ("“%s” was not uploaded: folders need the program tar, which the "
                                 "instance’s image does not have."),
                                 name);
    case SUBLET_UPLOAD_PROBLEM_NO_ROOM:
      /* TRANSLATORS: %s is the name of a file or a folder */
      return g_strdup_printf (_ ("The instance’s disk has no room for “%s”. Nothing of it was kept."),
        name);
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
dup_arrived (const SubletUploadFacts *facts, const char *name, const char *folder)
{
  if (facts->n_arrived == 1 && facts->n_files == 1)
    /* TRANSLATORS: the first is the name of a file, the second a folder on the instance */
    return g_strdup_printf (_ ("“%s” is in %s."), name, folder);

  if (facts->n_folders > 0)
    return g_strdup_printf (
      /* TRANSLATORS: the number says how many files and folders have arrived, %s is a folder on the
       * instance */
      ngettext ("%u item is in %s.", "%u items are in %s.", facts->n_arrived),
      facts->n_arrived,
      folder);

  return g_strdup_printf (
    /* TRANSLATORS: the number says how many have arrived, %s is a folder on the instance */
    ngettext ("%u file is in %s.", "%u files are in %s.", facts->n_arrived),
    facts->n_arrived,
    folder);
}

/* What of a folder stays here. */
static char *
dup_done (const SubletUploadFacts *facts, const char *name, const char *folder)
{
  g_autofree char *arrived = dup_arrived (facts, name, folder);
  GString *text = g_string_new (arrived);

  if (facts->n_links > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              /* TRANSLATORS: %u is how many of them are in a folder and are not
                               * uploaded with it */
                              ngettext ("%u symbolic link was left out.",
                                        "%u symbolic links were left out.",
                                        facts->n_links),
                              facts->n_links);
    }
  if (facts->n_special > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              /* TRANSLATORS: %u is how many pipes, sockets and devices stay here */
                              ngettext ("%u special file was left out.",
                                        "%u special files were left out.",
                                        facts->n_special),
                              facts->n_special);
    }

  return g_string_free (text, FALSE);
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
  g_autofree char *name = dup_shown (facts->name != NULL ? facts->name : "");
  g_autofree char *folder =
    sublet_format_name (facts->folder != NULL ? facts->folder : SUBLET_UPLOAD_FOLDER);

  switch (facts->state)
    {
    case SUBLET_UPLOAD_QUEUE_STOPPED:
      return dup_problem (facts, name, folder);
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
 * Returns: (transfer full): how far it is, how fast, how long still, and what it costs in all; ""
 *   while it is not known how much there is
 */
char *
sublet_terminal_upload_dup_progress (const SubletUploadFacts *facts, gint64 price_nusd_per_tb)
{
  g_autofree char *sent = g_format_size (facts->sent);
  g_autofree char *size = g_format_size (facts->size);
  GString *text;

  if (facts->looking)
    /* TRANSLATORS: a folder that is about to be uploaded; how large it is follows */
    return g_strdup (_ ("Looking at what is in it…"));
  if (facts->size == 0)
    return g_strdup ("");

  text = g_string_new (NULL);
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
