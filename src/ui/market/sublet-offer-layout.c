/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-layout.h"

#include <string.h>

typedef struct
{
  const SubletOfferColumn *column; /* (borrowed) */
  gboolean shown;
} Place;

struct _SubletOfferLayout
{
  GObject parent_instance;

  guint n_columns;
  Place *places; /* (owned) (array length=n_columns): in the order of the layout */
  int *widths; /* (owned) (array length=n_columns): by the column's number; 0: its own first one */
  int *least;  /* (owned) (array length=n_columns): by the column's number */
};

G_DEFINE_FINAL_TYPE (SubletOfferLayout, sublet_offer_layout, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} SubletOfferLayoutSignal;

static guint signals[SIGNAL_CHANGED + 1];

static guint
get_number (const SubletOfferColumn *column)
{
  gsize n_columns;

  return (guint) (column - sublet_offer_columns_get (&n_columns));
}

static gboolean
find_place (const Place *places, guint n_places, const SubletOfferColumn *column, guint *position)
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
insert_place (Place *places, guint *n_places, guint position, Place place)
{
  memmove (&places[position + 1], &places[position], (*n_places - position) * sizeof *places);
  places[position] = place;
  (*n_places)++;
}

/* Those that are named, in that order; each of the others after the one it comes after at first. */
static void
arrange (Place *places, const char *const *ids)
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
        insert_place (places, &n_places, n_places, (Place){ column, TRUE });
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
      insert_place (places, &n_places, position, (Place){ &columns[i], shown });
    }
}

static void
changed (SubletOfferLayout *self)
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
  self->places = g_new0 (Place, n_columns);
  self->widths = g_new0 (int, n_columns);
  self->least = g_new0 (int, n_columns);
  arrange (self->places, NULL);
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
  changed (self);
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
  Place place = self->places[before];

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
  changed (self);
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
  guint number = get_number (column);
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

  return self->widths[get_number (column)] > 0;
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
  guint number = get_number (column);

  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  width = CLAMP (width, MAX (self->least[number], 1), SUBLET_OFFER_LAYOUT_WIDEST);
  if (self->widths[number] == width)
    return;

  self->widths[number] = width;
  changed (self);
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

  self->least[get_number (column)] = width;
}

static gboolean
is_first_order (SubletOfferLayout *self)
{
  g_autofree Place *first = g_new0 (Place, self->n_columns);
  guint i;

  arrange (first, NULL);
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
  g_autofree Place *places = NULL;
  gboolean same = TRUE;
  guint i;

  g_return_if_fail (SUBLET_IS_OFFER_LAYOUT (self));

  places = g_new0 (Place, self->n_columns);
  arrange (places, ids);
  for (i = 0; i < self->n_columns; i++)
    same = same && places[i].column == self->places[i].column &&
           places[i].shown == self->places[i].shown;
  if (same)
    return;

  g_free (self->places);
  self->places = g_steal_pointer (&places);
  changed (self);
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

  *number = get_number (column);
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
  changed (self);
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
