/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-layout-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (SubletOfferLayout, sublet_offer_layout, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} SubletOfferLayoutSignal;

static guint signals[SIGNAL_CHANGED + 1];

static gboolean
find_place (const SubletOfferPlace *places,
            guint n_places,
            const SubletOfferColumn *column,
            guint *position)
{
  guint i;

  for (i = 0; i < n_places; i++)
    if (places[i].column == column)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static void
insert_place (SubletOfferPlace *places, guint *n_places, guint position, SubletOfferPlace place)
{
  memmove (&places[position + 1], &places[position], (*n_places - position) * sizeof *places);
  places[position] = place;
  (*n_places)++;
}

/**
 * sublet_offer_layout_arrange: (skip)
 * @places: (out caller-allocates): as many as there are columns
 * @ids: (nullable): of columns
 *
 * Those that are named, in that order; each of the others after the one it comes after at first.
 */
void
sublet_offer_layout_arrange (SubletOfferPlace *places, const char *const *ids)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gboolean named;
  guint n_places = 0;
  guint position;
  gsize i;

  for (; ids != NULL && *ids != NULL; ids++)
    {
      const SubletOfferColumn *column = sublet_offer_columns_find (*ids);

      if (column != NULL && !find_place (places, n_places, column, &position))
        insert_place (places, &n_places, n_places, (SubletOfferPlace){ column, TRUE });
    }

  named = n_places > 0;
  for (i = 0; i < n_columns; i++)
    {
      gboolean shown = named ? !sublet_offer_layout_is_optional (&columns[i])
                             : (columns[i].flags & SUBLET_OFFER_COLUMN_DEFAULT) != 0;

      if (find_place (places, n_places, &columns[i], &position))
        continue;
      position = 0;
      if (i > 0 && find_place (places, n_places, &columns[i - 1], &position))
        position++;
      insert_place (places, &n_places, position, (SubletOfferPlace){ &columns[i], shown });
    }
}

/**
 * sublet_offer_layout_changed: (skip)
 * @self: a layout
 *
 * Tells that it is another one.
 */
void
sublet_offer_layout_changed (SubletOfferLayout *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sublet_offer_layout_finalize (GObject *object)
{
  SubletOfferLayout *self = SUBLET_OFFER_LAYOUT (object);

  g_free (self->places);
  g_free (self->widths);
  g_free (self->least);

  G_OBJECT_CLASS (sublet_offer_layout_parent_class)->finalize (object);
}

static void
sublet_offer_layout_class_init (SubletOfferLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_offer_layout_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_offer_layout_init (SubletOfferLayout *self)
{
  gsize n_columns;

  sublet_offer_columns_get (&n_columns);
  self->n_columns = (guint) n_columns;
  self->places = g_new0 (SubletOfferPlace, n_columns);
  self->widths = g_new0 (int, n_columns);
  self->least = g_new0 (int, n_columns);
  sublet_offer_layout_arrange (self->places, NULL);
}

/**
 * sublet_offer_layout_new:
 *
 * Returns: (transfer full): the first layout: twelve columns, each as wide as it begins
 */
SubletOfferLayout *
sublet_offer_layout_new (void)
{
  return g_object_new (SUBLET_TYPE_OFFER_LAYOUT, NULL);
}

/**
 * sublet_offer_layout_get_nth:
 * @self: a layout
 * @i: a position among all columns
 *
 * Returns: (transfer none) (nullable): the column there, shown or not; NULL beyond the last
 */
const SubletOfferColumn *
sublet_offer_layout_get_nth (SubletOfferLayout *self, guint i)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), NULL);

  return i < self->n_columns ? self->places[i].column : NULL;
}

/**
 * sublet_offer_layout_find:
 * @self: a layout
 * @column: a column
 *
 * Returns: its position among all columns
 */
guint
sublet_offer_layout_find (SubletOfferLayout *self, const SubletOfferColumn *column)
{
  guint position = 0;

  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), 0);

  find_place (self->places, self->n_columns, column, &position);

  return position;
}

/**
 * sublet_offer_layout_is_shown:
 * @self: a layout
 * @column: a column
 *
 * Returns: whether the table has it
 */
gboolean
sublet_offer_layout_is_shown (SubletOfferLayout *self, const SubletOfferColumn *column)
{
  return self->places[sublet_offer_layout_find (self, column)].shown;
}

/**
 * sublet_offer_layout_is_optional:
 * @column: a column
 *
 * Returns: whether a table can do without it
 */
gboolean
sublet_offer_layout_is_optional (const SubletOfferColumn *column)
{
  return column->key >= 0 && column->key != SUBLET_OFFER_KEY_GPU;
}

/**
 * sublet_offer_layout_set_shown:
 * @self: a layout
 * @column: a column
 * @shown: whether the table has it; ignored for the mark and the GPU
 */
void
sublet_offer_layout_set_shown (SubletOfferLayout *self,
                               const SubletOfferColumn *column,
                               gboolean shown)
{
  guint position = sublet_offer_layout_find (self, column);

  shown = !!shown || !sublet_offer_layout_is_optional (column);
  if (self->places[position].shown == shown)
    return;

  self->places[position].shown = shown;
  sublet_offer_layout_changed (self);
}

/**
 * sublet_offer_layout_move:
 * @self: a layout
 * @column: a column
 * @position: where it goes among all columns; beyond the last it goes to the end
 */
void
sublet_offer_layout_move (SubletOfferLayout *self, const SubletOfferColumn *column, guint position)
{
  guint before = sublet_offer_layout_find (self, column);
  SubletOfferPlace place = self->places[before];

  position = MIN (position, self->n_columns - 1);
  if (position == before)
    return;

  if (position > before)
    memmove (&self->places[before],
             &self->places[before + 1],
             (position - before) * sizeof *self->places);
  else
    memmove (&self->places[position + 1],
             &self->places[position],
             (before - position) * sizeof *self->places);
  self->places[position] = place;
  sublet_offer_layout_changed (self);
}

/**
 * sublet_offer_layout_get_width:
 * @self: a layout
 * @column: a column
 *
 * Returns: how wide it is, without the room that is left, in pixels at normal text size; never less
 *   than the least
 */
int
sublet_offer_layout_get_width (SubletOfferLayout *self, const SubletOfferColumn *column)
{
  guint number = sublet_offer_layout_get_number (column);
  int width;

  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), 0);

  width = self->widths[number] > 0 ? self->widths[number] : column->width;

  return MAX (width, self->least[number]);
}

/**
 * sublet_offer_layout_has_own_width:
 * @self: a layout
 * @column: a column
 *
 * Returns: whether somebody gave it a width
 */
gboolean
sublet_offer_layout_has_own_width (SubletOfferLayout *self, const SubletOfferColumn *column)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_LAYOUT (self), FALSE);

  return self->widths[sublet_offer_layout_get_number (column)] > 0;
}

/**
 * sublet_offer_layout_set_width:
 * @self: a layout
 * @column: a column
 * @width: pixels at normal text size; brought between the least and the widest
 */
void
sublet_offer_layout_set_width (SubletOfferLayout *self, const SubletOfferColumn *column, int width)
{
  guint number = sublet_offer_layout_get_number (column);

  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  width = CLAMP (width, MAX (self->least[number], 1), SUBLET_OFFER_LAYOUT_WIDEST);
  if (self->widths[number] == width)
    return;

  self->widths[number] = width;
  sublet_offer_layout_changed (self);
}

/**
 * sublet_offer_layout_set_least_width:
 * @self: a layout
 * @column: a column
 * @width: what its title needs, in pixels at normal text size
 *
 * It is measured, not wished for: this is no change.
 */
void
sublet_offer_layout_set_least_width (SubletOfferLayout *self,
                                     const SubletOfferColumn *column,
                                     int width)
{
  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  self->least[sublet_offer_layout_get_number (column)] = width;
}

/**
 * sublet_offer_layout_reset:
 * @self: a layout
 *
 * Columns, order and widths as at first.
 */
void
sublet_offer_layout_reset (SubletOfferLayout *self)
{
  sublet_offer_layout_set_widths (self, NULL);
  sublet_offer_layout_set_columns (self, NULL);
}
