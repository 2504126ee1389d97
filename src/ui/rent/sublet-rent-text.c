/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Source: fact sheet 3.1, "disk: minimum 8". */
#define LEAST_DISK_GB 8

/* Source: fact sheet 5.1, "label_too_long (> 1024; keep < 128)". */
#define LONGEST_LABEL 127

/* Ours, as in the request: longer than any reference with registry, path and digest. */
#define LONGEST_IMAGE 512

/* What a container engine takes as a reference. */
#define IMAGE_CHARACTERS       \
  "abcdefghijklmnopqrstuvwxyz" \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
  "0123456789._-/:@+"

static char *
dup_gb (double gb)
{
  return sublet_format_number (gb, 0);
}

/**
 * sublet_rent_text_disk_problem:
 * @disk_gb: what was typed, GB as sold; NAN when it is no number
 * @most_gb: what the machine has left; NAN when it does not say
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_disk_problem (double disk_gb, double most_gb)
{
  g_autofree char *least = dup_gb (LEAST_DISK_GB);
  g_autofree char *most = NULL;

  if (isfinite (disk_gb) && disk_gb >= LEAST_DISK_GB && !(disk_gb > most_gb))
    return NULL;

  if (!isfinite (most_gb))
    /* TRANSLATORS: %s is a number of gigabytes, 8 */
    return g_strdup_printf (_ ("Disk must be %s GB or more."), least);

  if (most_gb < LEAST_DISK_GB)
    /* TRANSLATORS: %s is a number of gigabytes, 8 */
    return g_strdup_printf (_ ("This machine has less than %s GB of disk left."), least);

  most = dup_gb (floor (most_gb));
  /* TRANSLATORS: two numbers of gigabytes, as in "8 to 812 GB" */
  return g_strdup_printf (_ ("Disk must be %1$s to %2$s GB on this machine."), least, most);
}

/**
 * sublet_rent_text_disk_hint:
 * @most_gb: what the machine has left; NAN when it does not say
 *
 * Returns: (transfer full): the range, and that it cannot be changed later
 */
char *
sublet_rent_text_disk_hint (double most_gb)
{
  g_autofree char *least = dup_gb (LEAST_DISK_GB);
  g_autofree char *most = NULL;

  if (!isfinite (most_gb))
    /* TRANSLATORS: %s is a number of gigabytes, 8; the size can never be changed later */
    return g_strdup_printf (_ ("%s or more, fixed for life."), least);

  most = dup_gb (floor (most_gb));
  /* TRANSLATORS: two numbers of gigabytes; the size can never be changed later */
  return g_strdup_printf (_ ("%1$s to %2$s, fixed for life."), least, most);
}

/**
 * sublet_rent_text_image_problem:
 * @image: what was typed
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_image_problem (const char *image)
{
  const char *odd;
  char character[8] = { 0 };

  if (image == NULL || *image == '\0')
    return g_strdup (_ ("Name an image, such as pytorch/pytorch:latest."));
  if (strlen (image) > LONGEST_IMAGE)
    return g_strdup (_ ("This name is longer than an image's can be."));

  odd = image + strspn (image, IMAGE_CHARACTERS);
  if (g_ascii_isspace (*odd))
    return g_strdup (_ ("The name of an image has no spaces."));
  if (*odd != '\0')
    {
      g_unichar_to_utf8 (g_utf8_get_char (odd), character);
      /* TRANSLATORS: %s is one character that was typed */
      return g_strdup_printf (_ ("The name of an image cannot have “%s”."), character);
    }
  if (!g_ascii_isalnum (*image))
    return g_strdup (_ ("The name of an image begins with a letter or a digit."));

  return NULL;
}

/**
 * sublet_rent_text_label_problem:
 * @label: what was typed, without blanks at its ends
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_label_problem (const char *label)
{
  const char *p;
  glong length;

  if (label == NULL || *label == '\0')
    return g_strdup (_ ("Name the instance, so that you find it again."));

  length = g_utf8_strlen (label, -1);
  if (length > LONGEST_LABEL)
    /* TRANSLATORS: two numbers: the most characters, and how many there are */
    return g_strdup_printf (_ ("A label has at most %1$d characters; this one has %2$ld."),
                               LONGEST_LABEL,
                               length);

  for (p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return g_strdup (_ ("A label is one line of plain text."));
    }

  return NULL;
}

/**
 * sublet_rent_text_ceiling_problem:
 * @ceiling_nusd: what was typed, per hour; SUBLET_MONEY_UNKNOWN when it is no number
 * @running_rate_nusd: what this offer costs running, per hour
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_ceiling_problem (gint64 ceiling_nusd, gint64 running_rate_nusd)
{
  g_autofree char *rate = NULL;

  if (ceiling_nusd == 0)
    return NULL;
  if (ceiling_nusd == SUBLET_MONEY_UNKNOWN || ceiling_nusd < 0)
    return g_strdup (_ ("Type a rate in dollars an hour, or 0 to never take another one."));
  /* What is typed has three decimals, the offer's rate has more. */
  if (running_rate_nusd == SUBLET_MONEY_UNKNOWN ||
      ceiling_nusd > running_rate_nusd - SUBLET_NUSD_PER_USD / 2000)
    return NULL;

  rate = sublet_format_rate (running_rate_nusd);
  /* TRANSLATORS: %s is a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Below this offer's %s nothing can be taken; 0 turns it off."), rate);
}

/**
 * sublet_rent_text_ceiling_hint:
 * @ceiling_nusd: the ceiling, per hour; 0: none
 *
 * Returns: (transfer full): what will happen when the offer is gone
 */
char *
sublet_rent_text_ceiling_hint (gint64 ceiling_nusd)
{
  if (ceiling_nusd == 0)
    return g_strdup (_ ("The next one is proposed, never taken."));

  return g_strdup (_ ("Takes the next one, once, up to this rate."));
}

/**
 * sublet_rent_text_next_label:
 * @base: what instances of this account are called
 * @labels: (array zero-terminated=1): those that are taken
 *
 * Counts on after the highest number, so that a name is not given twice in a row.
 *
 * Returns: (transfer full): the base with a number
 */
char *
sublet_rent_text_next_label (const char *base, const char *const *labels)
{
  g_autofree char *prefix = g_strconcat (base, "-", NULL);
  guint64 highest = 0;
  gsize i;

  for (i = 0; labels[i] != NULL; i++)
    {
      guint64 number;

      if (g_str_has_prefix (labels[i], prefix) &&
          g_ascii_string_to_unsigned (labels[i] + strlen (prefix), 10, 1, 99999, &number, NULL))
        highest = MAX (highest, number);
    }

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, highest + 1);
}

/**
 * sublet_rent_text_offer_line:
 * @row: the offer
 *
 * Returns: (transfer full): place and reliability, what is not known left out
 */
char *
sublet_rent_text_offer_line (const SubletOfferRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (row->region != NULL || row->country[0] != '\0')
    g_ptr_array_add (parts, sublet_format_place (row->region, row->country));
  if (isfinite (row->reliability))
    {
      g_autofree char *percent = sublet_format_percent (row->reliability, 2);

      /* TRANSLATORS: %s is a percentage, as in 99.57; the blank is a no-break space */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s %% reliable"), percent));
    }
  if (row->verification == SUBLET_VERIFICATION_VERIFIED)
    g_ptr_array_add (parts, g_strdup (_ ("verified")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}
