/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format-private.h"

#include <langinfo.h>
#include <math.h>

/* Figures without money and without time. */

/* Sizes in which GPU memory and RAM are sold, in GB. A card reports up to one sixteenth less: what
 * its error correction takes away. */
static const int nominal_sizes_gb[] = {
  1,  2,  3,  4,  5,   6,   8,   10,  11,  12,  16,  20,  22,  24,  32,   40,   48,
  64, 80, 94, 96, 128, 141, 144, 180, 192, 256, 288, 384, 512, 768, 1024, 1536, 2048,
};

/**
 * sublet_format_fixed: (skip)
 * @value: how many 1/10^decimals
 * @decimals: how many
 *
 * Returns: (transfer full): the figure, grouped and with the locale's decimal sign
 */
char *
sublet_format_fixed (guint64 value, int decimals)
{
  guint64 scale = 1;
  int i;

  for (i = 0; i < decimals; i++)
    scale *= 10;

  if (decimals == 0)
    return g_strdup_printf ("%'" G_GUINT64_FORMAT, value);

  return g_strdup_printf ("%'" G_GUINT64_FORMAT "%s%0*" G_GUINT64_FORMAT,
                          value / scale,
                          nl_langinfo (RADIXCHAR),
                          decimals,
                          value % scale);
}

/**
 * sublet_format_ram_gb:
 * @mb: memory in MiB as the service reports it, NAN or below zero when not known
 *
 * The size under which it is sold: a 24 GB card reports 24564 or 23028.
 * Source: fact sheet 2.7, `gpu_ram`, "slightly under nominal".
 *
 * Returns: (transfer full): GB without their unit
 */
char *
sublet_format_ram_gb (double mb)
{
  double gb = mb / 1024.0;
  gsize i;

  if (!isfinite (mb) || mb < 0)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  for (i = 0; i < G_N_ELEMENTS (nominal_sizes_gb); i++)
    {
      double nominal = nominal_sizes_gb[i];

      if (gb <= nominal + 0.3 && gb >= nominal * 0.93)
        return sublet_format_fixed ((guint64) nominal_sizes_gb[i], 0);
    }

  return sublet_format_number (gb, gb < 1 ? 1 : 0);
}

/**
 * sublet_format_percent:
 * @ratio: 0 to 1, NAN when not known
 * @decimals: how many, 0 to 9
 *
 * Returns: (transfer full): the per cent without their sign
 */
char *
sublet_format_percent (double ratio, int decimals)
{
  return sublet_format_number (ratio * 100.0, decimals);
}

/**
 * sublet_format_number:
 * @value: any number, NAN when not known
 * @decimals: how many, 0 to 9
 *
 * Rounded half away from zero; what rounds to nothing has no sign.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_number (double value, int decimals)
{
  g_autofree char *figure = NULL;
  double scaled;

  g_return_val_if_fail (decimals >= 0 && decimals <= 9, NULL);

  scaled = round (fabs (value) * pow (10.0, decimals));
  if (!isfinite (scaled) || scaled >= 1e18)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  figure = sublet_format_fixed ((guint64) scaled, decimals);
  return value < 0 && scaled > 0 ? g_strconcat ("−", figure, NULL) : g_steal_pointer (&figure);
}

/**
 * sublet_format_version:
 * @version: of two parts, 12.8; NAN when not known
 *
 * Returns: (transfer full): its name, which is the same in every language
 */
char *
sublet_format_version (double version)
{
  long tenths;

  if (!isfinite (version) || version < 0 || version >= 1e6)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  tenths = lround (version * 10);
  return g_strdup_printf ("%ld.%ld", tenths / 10, tenths % 10);
}
