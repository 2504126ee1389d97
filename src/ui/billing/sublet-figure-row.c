/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-figure-row.h"

#include "core/base/sublet-money.h"

#include <string.h>

typedef struct
{
  char *text; /* (owned) */
  char *key;  /* (owned) (nullable): of words; NULL: it is a figure */
  gint64 value;
} Cell;

struct _SubletFigureRow
{
  GObject parent_instance;

  char *title;  /* (owned) */
  char *facts;  /* (owned) */
  char *amount; /* (owned) */
  Cell *cells;  /* (owned) */
  guint n_cells;
};

G_DEFINE_FINAL_TYPE (SubletFigureRow, sublet_figure_row, G_TYPE_OBJECT)

static void
sublet_figure_row_finalize (GObject *object)
{
  SubletFigureRow *self = SUBLET_FIGURE_ROW (object);
  guint i;

  for (i = 0; i < self->n_cells; i++)
    {
      g_free (self->cells[i].text);
      g_free (self->cells[i].key);
    }
  g_free (self->cells);
  g_free (self->title);
  g_free (self->facts);
  g_free (self->amount);

  G_OBJECT_CLASS (sublet_figure_row_parent_class)->finalize (object);
}

static void
sublet_figure_row_class_init (SubletFigureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_figure_row_finalize;
}

static void
sublet_figure_row_init (SubletFigureRow *self)
{
}

/**
 * sublet_figure_row_new:
 * @n_cells: how many columns there are
 * @title: (transfer full): what it is about
 * @facts: (transfer full): the cells in words
 * @amount: (transfer full): the one figure of the narrow row
 *
 * Returns: (transfer full): a row whose cells are to be filled, each once
 */
SubletFigureRow *
sublet_figure_row_new (guint n_cells, char *title, char *facts, char *amount)
{
  SubletFigureRow *self = g_object_new (SUBLET_TYPE_FIGURE_ROW, NULL);

  self->title = title;
  self->facts = facts;
  self->amount = amount;
  self->n_cells = n_cells;
  self->cells = g_new0 (Cell, n_cells);

  return self;
}

/**
 * sublet_figure_row_take_figure:
 * @self: a row
 * @cell: of which column
 * @text: (transfer full): what it shows
 * @value: what it is ordered by; SUBLET_MONEY_UNKNOWN: not known
 */
void
sublet_figure_row_take_figure (SubletFigureRow *self, guint cell, char *text, gint64 value)
{
  g_return_if_fail (SUBLET_IS_FIGURE_ROW (self));
  g_return_if_fail (cell < self->n_cells && self->cells[cell].text == NULL);

  self->cells[cell].text = text;
  self->cells[cell].value = value;
}

/**
 * sublet_figure_row_take_words:
 * @self: a row
 * @cell: of which column
 * @text: (transfer full): what it shows; "": nothing, which stands last in any order
 */
void
sublet_figure_row_take_words (SubletFigureRow *self, guint cell, char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  g_return_if_fail (SUBLET_IS_FIGURE_ROW (self));
  g_return_if_fail (cell < self->n_cells && self->cells[cell].text == NULL);

  self->cells[cell].text = text;
  self->cells[cell].key = g_utf8_collate_key_for_filename (folded, -1);
  self->cells[cell].value = *text == '\0' ? SUBLET_MONEY_UNKNOWN : 0;
}

/**
 * sublet_figure_row_get_title:
 * @self: a row
 *
 * Returns: (transfer none): what it is about
 */
const char *
sublet_figure_row_get_title (SubletFigureRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_ROW (self), NULL);

  return self->title;
}

/**
 * sublet_figure_row_get_facts:
 * @self: a row
 *
 * Returns: (transfer none): its cells in words
 */
const char *
sublet_figure_row_get_facts (SubletFigureRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_ROW (self), NULL);

  return self->facts;
}

/**
 * sublet_figure_row_get_amount:
 * @self: a row
 *
 * Returns: (transfer none): its one figure
 */
const char *
sublet_figure_row_get_amount (SubletFigureRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_ROW (self), NULL);

  return self->amount;
}

/**
 * sublet_figure_row_get_text:
 * @self: a row
 * @cell: of which column
 *
 * Returns: (transfer none): what it shows
 */
const char *
sublet_figure_row_get_text (SubletFigureRow *self, guint cell)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_ROW (self) && cell < self->n_cells, NULL);

  return self->cells[cell].text;
}

/**
 * sublet_figure_row_dup_sentence:
 * @self: a row
 *
 * Returns: (transfer full): all of it, to be heard
 */
char *
sublet_figure_row_dup_sentence (SubletFigureRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_ROW (self), NULL);

  return g_strjoin (", ",
                    self->title,
                    *self->facts != '\0' ? self->facts : self->amount,
                    *self->facts != '\0' ? self->amount : NULL,
                    NULL);
}

/**
 * sublet_figure_row_equals:
 * @self: a row
 * @other: another one of the same table
 *
 * Returns: whether both show the same
 */
bool
sublet_figure_row_equals (SubletFigureRow *self, SubletFigureRow *other)
{
  guint i;

  if (strcmp (self->title, other->title) != 0 || strcmp (self->facts, other->facts) != 0 ||
      strcmp (self->amount, other->amount) != 0)
    return false;

  for (i = 0; i < self->n_cells; i++)
    {
      if (self->cells[i].value != other->cells[i].value ||
          strcmp (self->cells[i].text, other->cells[i].text) != 0)
        return false;
    }

  return true;
}

/**
 * sublet_figure_row_compare:
 * @self: a row
 * @other: another one of the same table
 * @cell: by which column
 * @descending: in which direction; what is not known stands last in both
 *
 * Returns: as strcmp()
 */
int
sublet_figure_row_compare (SubletFigureRow *self,
                           SubletFigureRow *other,
                           guint cell,
                           bool descending)
{
  const Cell *a = &self->cells[cell];
  const Cell *b = &other->cells[cell];
  int order;

  if (a->value == SUBLET_MONEY_UNKNOWN || b->value == SUBLET_MONEY_UNKNOWN)
    return (a->value == SUBLET_MONEY_UNKNOWN) - (b->value == SUBLET_MONEY_UNKNOWN);

  order = a->key != NULL ? strcmp (a->key, b->key) : (a->value > b->value) - (a->value < b->value);

  return descending ? -order : order;
}
