/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-scroll-anchor.h"

/* What an offer that is seen is known by. */
typedef struct
{
  gint64 offer_id;
  gint64 machine_id;
  int num_gpus;
} Seen;

struct _SubletScrollAnchor
{
  GObject parent_instance;

  GtkWidget *list;           /* (owned) */
  GtkAdjustment *adjustment; /* (owned): of the list's height */
  SubletMarket *market;      /* (owned) (nullable): while there is a model */
  gulong view_changed_handler;

  guint n_laid_out;       /* rows that the adjustment knows of */
  double row_height;      /* 0: not known, all rows are in sight */
  GArray *seen;           /* (owned) (element-type Seen): the offers in sight, from the first on */
  double above;           /* how much of the first one is above the edge, in pixels */
  SubletOfferOrder order; /* the order they are in */
  double wanted;          /* where to scroll to once there is room; negative: nowhere */
  guint tick;             /* 0: no frame is awaited */
};

G_DEFINE_FINAL_TYPE (SubletScrollAnchor, sublet_scroll_anchor, G_TYPE_OBJECT)

static void
remember (SubletScrollAnchor *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  double end = value + gtk_adjustment_get_page_size (self->adjustment);
  guint n_rows = self->market != NULL ? sublet_market_get_shown (self->market) : 0;
  guint first;
  guint i;

  g_array_set_size (self->seen, 0);
  if (self->row_height <= 0)
    return;

  first = (guint) (value / self->row_height);
  self->above = value - first * self->row_height;
  for (i = first; i < n_rows && i * self->row_height < end; i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (self->market, i);
      Seen seen = { row->id, row->machine_id, row->num_gpus };

      g_array_append_val (self->seen, seen);
    }
}

static void
on_scrolled (SubletScrollAnchor *self)
{
  if (self->wanted < 0)
    remember (self);
}

static gboolean
on_tick (GtkWidget *list, GdkFrameClock *frame_clock, gpointer user_data)
{
  SubletScrollAnchor *self = user_data;
  double wanted = self->wanted;

  self->tick = 0;
  self->wanted = -1;
  gtk_adjustment_set_value (self->adjustment, wanted);
  remember (self);

  return G_SOURCE_REMOVE;
}

/* The rows are laid out. This comes in the middle of an allocation, which is too early to scroll.
 */
static void
on_laid_out (SubletScrollAnchor *self)
{
  guint n_rows = self->market != NULL ? sublet_market_get_shown (self->market) : 0;
  double upper = gtk_adjustment_get_upper (self->adjustment);
  gboolean all_seen = upper <= gtk_adjustment_get_page_size (self->adjustment);

  self->n_laid_out = n_rows;
  self->row_height = n_rows > 0 && !all_seen ? upper / n_rows : 0;
  if (self->wanted < 0)
    remember (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->list, on_tick, self, NULL);
}

static guint
find (SubletScrollAnchor *self, const Seen *seen)
{
  guint position = sublet_market_find_offer (self->market, seen->offer_id);

  return position != G_MAXUINT
           ? position
           : sublet_market_find_on_machine (self->market, seen->machine_id, seen->num_gpus, 0);
}

/* (out) value: where what was seen first is where it was. */
static gboolean
find_value (SubletScrollAnchor *self, double *value)
{
  guint i;

  for (i = 0; i < self->seen->len; i++)
    {
      guint position = find (self, &g_array_index (self->seen, Seen, i));

      if (position != G_MAXUINT)
        {
          *value = MAX (((double) position - i) * self->row_height + self->above, 0);
          return TRUE;
        }
    }

  return FALSE;
}

/* Where rows have come or gone, the list knows its length only after it is laid out again, and may
 * settle elsewhere: what is set now spares a frame in the wrong place, what is set then is right.
 */
static void
scroll (SubletScrollAnchor *self, double value)
{
  if (sublet_market_get_shown (self->market) != self->n_laid_out)
    self->wanted = value;
  gtk_adjustment_set_value (self->adjustment, value);
}

static void
on_view_changed (SubletScrollAnchor *self)
{
  SubletOfferOrder order;
  double value;

  sublet_market_get_order (self->market, &order);
  if (!sublet_offer_order_equal (&order, &self->order))
    {
      self->order = order;
      scroll (self, 0);
    }
  else if (gtk_adjustment_get_value (self->adjustment) <= 0)
    {
      scroll (self, 0);
    }
  else if (find_value (self, &value))
    {
      scroll (self, value);
    }
  on_scrolled (self);
}

static void
sublet_scroll_anchor_dispose (GObject *object)
{
  SubletScrollAnchor *self = SUBLET_SCROLL_ANCHOR (object);

  sublet_scroll_anchor_set_model (self, NULL);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (sublet_scroll_anchor_parent_class)->dispose (object);
}

static void
sublet_scroll_anchor_finalize (GObject *object)
{
  g_array_unref (SUBLET_SCROLL_ANCHOR (object)->seen);

  G_OBJECT_CLASS (sublet_scroll_anchor_parent_class)->finalize (object);
}

static void
sublet_scroll_anchor_class_init (SubletScrollAnchorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_scroll_anchor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_scroll_anchor_finalize;
}

static void
sublet_scroll_anchor_init (SubletScrollAnchor *self)
{
  self->seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  self->wanted = -1;
}

/**
 * sublet_scroll_anchor_new:
 * @scrolled: what the list of offers is scrolled in, its rows of one height
 *
 * Returns: (transfer full): what keeps its offers in place, once it has their model
 */
SubletScrollAnchor *
sublet_scroll_anchor_new (GtkScrolledWindow *scrolled)
{
  SubletScrollAnchor *self = g_object_new (SUBLET_TYPE_SCROLL_ANCHOR, NULL);

  self->list = g_object_ref (GTK_WIDGET (scrolled));
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scrolled));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (on_laid_out), self);

  return self;
}

/**
 * sublet_scroll_anchor_set_model:
 * @self: an anchor
 * @model: (nullable): what the list shows
 *
 * The list has it already: it is told of changes first.
 */
void
sublet_scroll_anchor_set_model (SubletScrollAnchor *self, SubletOfferListModel *model)
{
  g_return_if_fail (SUBLET_IS_SCROLL_ANCHOR (self));

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->list, self->tick);
  self->tick = 0;
  self->wanted = -1;
  if (self->market != NULL)
    g_clear_signal_handler (&self->view_changed_handler, self->market);
  g_clear_object (&self->market);
  g_array_set_size (self->seen, 0);
  self->row_height = 0;
  if (model == NULL)
    return;

  g_object_get (model, "market", &self->market, NULL);
  sublet_market_get_order (self->market, &self->order);
  self->view_changed_handler =
    g_signal_connect_swapped (self->market, "view-changed", G_CALLBACK (on_view_changed), self);
}
