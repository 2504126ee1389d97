/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-layout-private.h"

#include <string.h>

/* The layout as texts, for the settings. */

static gboolean
is_first_order (SubletOfferLayout *self)
{
  g_autofree SubletOfferPlace *first = g_new0 (SubletOfferPlace, self->n_columns);
  guint i;

  sublet_offer_layout_arrange (first, NULL);
  for (i = 0; i < self->n_columns; i++)
    if (first[i].column != self->places[i].column || first[i].shown != self->places[i].shown)
      return FALSE;

  return TRUE;
}

/**
 * sublet_offer_layout_dup_columns:
 * @self: a layout
 *
 * Returns: (transfer full): ids of the columns that are shown, in their order; none when nothing
 *   differs from the first layout
 */
char **
sublet_offer_layout_dup_columns (SubletOfferLayout *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint i;

  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), NULL);

  for (i = 0; i < self->n_columns && !is_first_order (self); i++)
    if (self->places[i].shown)
      g_strv_builder_add (ids, self->places[i].column->id);

  return g_strv_builder_end (ids);
}

/**
 * sublet_offer_layout_set_columns:
 * @self: a layout
 * @ids: (nullable): columns to show, in their order; an id that no column has, or that was there
 *   before, is skipped. None is left: the first layout's.
 */
void
sublet_offer_layout_set_columns (SubletOfferLayout *self, const char *const *ids)
{
  g_autofree SubletOfferPlace *places = NULL;
  gboolean same = TRUE;
  guint i;

  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  places = g_new0 (SubletOfferPlace, self->n_columns);
  sublet_offer_layout_arrange (places, ids);
  for (i = 0; i < self->n_columns; i++)
    same = same && places[i].column == self->places[i].column &&
           places[i].shown == self->places[i].shown;
  if (same)
    return;

  g_free (self->places);
  self->places = g_steal_pointer (&places);
  sublet_offer_layout_changed (self);
}

/**
 * sublet_offer_layout_dup_widths:
 * @self: a layout
 *
 * Returns: (transfer full): "id=width" of each column that was given a width
 */
char **
sublet_offer_layout_dup_widths (SubletOfferLayout *self)
{
  g_autoptr (GStrvBuilder) widths = g_strv_builder_new ();
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), NULL);

  for (i = 0; i < n_columns; i++)
    if (self->widths[i] > 0)
      {
        g_autofree char *width = g_strdup_printf ("%s=%d", columns[i].id, self->widths[i]);

        g_strv_builder_add (widths, width);
      }

  return g_strv_builder_end (widths);
}

static gboolean
parse_width (const char *text, guint *number, int *width)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  const SubletOfferColumn *column = sublet_offer_columns_find (parts[0]);
  guint64 value;

  if (column == NULL || parts[1] == NULL ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, SUBLET_OFFER_LAYOUT_WIDEST, &value, NULL))
    return FALSE;

  *number = sublet_offer_layout_get_number (column);
  *width = (int) value;

  return TRUE;
}

/**
 * sublet_offer_layout_set_widths:
 * @self: a layout
 * @widths: (nullable): as sublet_offer_layout_dup_widths() gives them; what is no such text is
 *   skipped, what is not named has no width of its own
 */
void
sublet_offer_layout_set_widths (SubletOfferLayout *self, const char *const *widths)
{
  g_autofree int *parsed = NULL;
  guint number;
  int width;

  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  parsed = g_new0 (int, self->n_columns);
  for (; widths != NULL && *widths != NULL; widths++)
    if (parse_width (*widths, &number, &width))
      parsed[number] = width;
  if (memcmp (parsed, self->widths, self->n_columns * sizeof *parsed) == 0)
    return;

  memcpy (self->widths, parsed, self->n_columns * sizeof *parsed);
  sublet_offer_layout_changed (self);
}
