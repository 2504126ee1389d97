/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-tiles.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-budget-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-money-clock.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

/* Nothing has room beside something else in a narrow window from here on. */
#define LARGE_TEXT 1.5

/* Between the lines of a tile, and with the figure beside them. */
#define SPACING 3
#define BESIDE_SPACING 6

struct _SubletBillingTiles
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine; /* (owned) */

  /* state */
  SubletOutlook *outlook; /* (owned) (nullable) */
  gboolean watching;
  int low_credit_hours;
  SubletMoneyClock clock; /* until a figure changes by itself */

  /* template children */
  GtkBoxLayout *layout;
  GtkWidget *credit_tile;
  GtkWidget *credit_figure;
  GtkWidget *credit_line;
  GtkWidget *spending_tile;
  GtkWidget *spending_figure;
  GtkWidget *spending_line;
  GtkWidget *end_tile;
  GtkWidget *end_figure;
  GtkWidget *end_line;
  GtkWidget *low_icon;
  GtkWidget *month_tile;
  GtkWidget *month_figure;
  GtkWidget *month_line;
};

G_DEFINE_FINAL_TYPE (SubletBillingTiles, sublet_billing_tiles, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENGINE = 1,
} SubletBillingTilesProperty;

static GParamSpec *properties[PROP_ENGINE + 1];

static void update (SubletBillingTiles *self);

static void
on_due (gpointer widget)
{
  update (SUBLET_BILLING_TILES (widget));
}

/* Takes the line. */
static void
show (GtkWidget *tile,
      const char *title,
      GtkWidget *figure_label,
      const char *figure,
      GtkWidget *line_label,
      char *line)
{
  g_autofree char *sentence = NULL;

  gtk_label_set_label (GTK_LABEL (figure_label), figure);
  gtk_label_set_label (GTK_LABEL (line_label), line);
  /* TRANSLATORS: said aloud: what a figure is, the figure, and what there is to add */
  sentence = g_strdup_printf (_ ("%1$s: %2$s, %3$s"), title, figure, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
  g_free (line);
}

/* (nullable) */
static const SubletAccountData *
get_account (SubletBillingTiles *self)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);

  return account != NULL ? sublet_account_get_data (account) : NULL;
}

/* What is charged says nothing before a day of it is known. That there may be more is the line's to
 * say, for the figure has no room. */
static void
update_month (SubletBillingTiles *self)
{
  g_autofree char *figure = NULL;
  SubletSpent spent;
  bool known;

  sublet_outlook_read_spent (self->outlook, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  known = spent.known;
  spent.known = true;
  figure =
    known || spent.spent_uusd > 0
      ? sublet_budget_text_dup_figure (&spent,
                                       sublet_outlook_get_budget_uusd (self->outlook,
                                                                       SUBLET_BUDGET_PERIOD_MONTH))
      : sublet_format_amount (SUBLET_MONEY_UNKNOWN);
  show (self->month_tile,
        _ ("This month"),
           self->month_figure,
           figure,
           self->month_line,
           known
           ? g_strdup (_ ("Spent so far, UTC days"))
           : g_strdup (_ ("Or more: not all days are known yet")));
}

static void
update (SubletBillingTiles *self)
{
  SubletMoneyFacts facts;
  SubletSpendingPart parts[SUBLET_SPENDING_N];
  g_autofree char *credit = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *end = NULL;
  gboolean asked;

  sublet_money_facts_read (&facts, self->engine, self->low_credit_hours);
  sublet_spending_read (parts, self->engine);
  asked = facts.knowledge != SUBLET_KNOWLEDGE_NEVER;
  credit = sublet_format_amount (facts.credit_uusd);
  rate = sublet_format_rate_fine (asked ? facts.rate_nusd : SUBLET_MONEY_UNKNOWN);
  end = sublet_format_time_ahead (asked ? facts.end_local_us : 0, facts.now_local_us);

  show (self->credit_tile,
        _ ("Credit"),
           self->credit_figure,
           credit,
           self->credit_line,
           sublet_billing_text_dup_credit_line (&facts, get_account (self)));
  show (self->spending_tile,
        _ ("Spending now"),
           self->spending_figure,
           rate,
           self->spending_line,
           sublet_billing_text_dup_spending_line (&facts, parts));
  show (self->end_tile,
        _ ("Lasts until"),
           self->end_figure,
           end,
           self->end_line,
           sublet_billing_text_dup_end_line (&facts));
  gtk_widget_set_visible (self->low_icon, facts.low);
  if (self->outlook != NULL)
    update_month (self);
  sublet_money_clock_start (&self->clock,
                            GTK_WIDGET (self),
                            sublet_rental_engine_get_clock (self->engine),
                            &facts,
                            on_due);
}

static void
sublet_billing_tiles_constructed (GObject *object)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  G_OBJECT_CLASS (sublet_billing_tiles_parent_class)->constructed (object);

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* What is known of the month is asked for while somebody looks. */
static void
watch (SubletBillingTiles *self, gboolean watching)
{
  watching = watching && self->outlook != NULL;
  if (self->watching == watching)
    return;

  self->watching = watching;
  sublet_outlook_set_watched (self->outlook, watching);
}

static void
sublet_billing_tiles_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_billing_tiles_parent_class)->map (widget);

  watch (SUBLET_BILLING_TILES (widget), TRUE);
  update (SUBLET_BILLING_TILES (widget));
}

static void
sublet_billing_tiles_unmap (GtkWidget *widget)
{
  sublet_money_clock_stop (&SUBLET_BILLING_TILES (widget)->clock);
  watch (SUBLET_BILLING_TILES (widget), FALSE);

  GTK_WIDGET_CLASS (sublet_billing_tiles_parent_class)->unmap (widget);
}

static void
sublet_billing_tiles_dispose (GObject *object)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  sublet_money_clock_stop (&self->clock);
  sublet_billing_tiles_set_outlook (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_TILES);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_billing_tiles_parent_class)->dispose (object);
}

static void
sublet_billing_tiles_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  switch ((SubletBillingTilesProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_tiles_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  switch ((SubletBillingTilesProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingTiles, child)

static void
sublet_billing_tiles_class_init (SubletBillingTilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_billing_tiles_constructed;
  object_class->dispose = sublet_billing_tiles_dispose;
  object_class->get_property = sublet_billing_tiles_get_property;
  object_class->set_property = sublet_billing_tiles_set_property;
  widget_class->map = sublet_billing_tiles_map;
  widget_class->unmap = sublet_billing_tiles_unmap;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL_ENGINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-tiles.ui");
  BIND (layout);
  BIND (credit_tile);
  BIND (credit_figure);
  BIND (credit_line);
  BIND (spending_tile);
  BIND (spending_figure);
  BIND (spending_line);
  BIND (end_tile);
  BIND (end_figure);
  BIND (end_line);
  BIND (low_icon);
  BIND (month_tile);
  BIND (month_figure);
  BIND (month_line);
  gtk_widget_class_set_css_name (widget_class, "billingtiles");
}

static void
sublet_billing_tiles_init (SubletBillingTiles *self)
{
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_billing_tiles_new:
 * @engine: what knows the money
 *
 * Returns: (transfer floating): the tiles
 */
GtkWidget *
sublet_billing_tiles_new (SubletRentalEngine *engine)
{
  return g_object_new (SUBLET_TYPE_BILLING_TILES, "engine", engine, NULL);
}

/* Beside the caption and what is added to it, or between them. */
static void
place_figure (GtkWidget *tile, GtkWidget *figure, gboolean beside)
{
  g_autoptr (GtkWidget) held = g_object_ref (figure);
  GtkWidget *column = gtk_widget_get_first_child (tile);
  GtkWidget *parent = gtk_widget_get_parent (figure);

  gtk_label_set_xalign (GTK_LABEL (figure), beside ? 1 : 0);
  gtk_box_set_spacing (GTK_BOX (column), beside ? BESIDE_SPACING : SPACING);
  if (parent == (beside ? tile : column))
    return;

  gtk_box_remove (GTK_BOX (parent), figure);
  if (beside)
    gtk_box_append (GTK_BOX (tile), figure);
  else
    gtk_box_insert_child_after (GTK_BOX (column), figure, gtk_widget_get_first_child (column));
}

/**
 * sublet_billing_tiles_set_size_class:
 * @self: the tiles
 * @size_class: how much room there is
 *
 * Below each other when narrow, and with the figures on the page's right edge unless the text is
 * too large for that.
 */
void
sublet_billing_tiles_set_size_class (SubletBillingTiles *self, SubletSizeClass size_class)
{
  gboolean narrow = size_class == SUBLET_SIZE_CLASS_NARROW;
  gboolean beside;

  g_return_if_fail (SUBLET_IS_BILLING_TILES (self));

  beside = narrow && sublet_ui_get_text_scale (GTK_WIDGET (self)) < LARGE_TEXT;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->layout),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_homogeneous (self->layout, !narrow);
  place_figure (self->credit_tile, self->credit_figure, beside);
  place_figure (self->spending_tile, self->spending_figure, beside);
  place_figure (self->end_tile, self->end_figure, beside);
  place_figure (self->month_tile, self->month_figure, beside);
}

/**
 * sublet_billing_tiles_set_low_credit_hours:
 * @self: the tiles
 * @low_credit_hours: when the credit lasts less than this it is low; 0: never
 */
void
sublet_billing_tiles_set_low_credit_hours (SubletBillingTiles *self, int low_credit_hours)
{
  g_return_if_fail (SUBLET_IS_BILLING_TILES (self));

  if (self->low_credit_hours == low_credit_hours)
    return;

  self->low_credit_hours = low_credit_hours;
  update (self);
}

/**
 * sublet_billing_tiles_set_outlook:
 * @self: the tiles
 * @outlook: (nullable): what knows what the month cost so far, and of which budget; NULL: that is
 *   not shown
 */
void
sublet_billing_tiles_set_outlook (SubletBillingTiles *self, SubletOutlook *outlook)
{
  g_return_if_fail (SUBLET_IS_BILLING_TILES (self));
  g_return_if_fail (outlook == NULL || SUBLET_IS_OUTLOOK (outlook));

  if (self->outlook == outlook)
    return;

  watch (self, FALSE);
  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  g_set_object (&self->outlook, outlook);
  if (self->month_tile != NULL)
    gtk_widget_set_visible (self->month_tile, outlook != NULL);
  if (outlook == NULL)
    return;

  g_signal_connect_object (outlook, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  watch (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
  update (self);
}
