/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-tiles.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-billing-text.h"
#include "ui/billing/sublet-billing-tile.h"
#include "ui/common/sublet-budget-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-money-clock.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

/* Nothing has room beside something else in a narrow window from here on. */
#define LARGE_TEXT 1.5

struct _SubletBillingTiles
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletOutlook *outlook; /* (owned) */

  /* state */
  SubletRentalEngine *engine; /* (owned): the outlook's */
  int low_credit_hours;
  SubletMoneyClock clock; /* until a figure changes by itself */

  /* template children */
  GtkBoxLayout *layout;
  SubletBillingTile *credit_tile;
  SubletBillingTile *spending_tile;
  SubletBillingTile *end_tile;
  SubletBillingTile *month_tile;
};

G_DEFINE_FINAL_TYPE (SubletBillingTiles, sublet_billing_tiles, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_OUTLOOK = 1,
} SubletBillingTilesProperty;

static GParamSpec *properties[PROP_OUTLOOK + 1];

static void update (SubletBillingTiles *self);

static void
on_due (gpointer widget)
{
  update (SUBLET_BILLING_TILES (widget));
}

/* (nullable) */
static const SubletAccountData *
get_account (SubletBillingTiles *self)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);

  return account != NULL ? sublet_account_get_data (account) : NULL;
}

static const char *
get_month_line (bool known, bool some)
{
  if (known)
    return _ ("Spent so far, UTC days");

  return some ? _ ("Or more: not all days are known yet") : _ ("Not known yet");
}

/* What is charged says nothing before a day of it is known. That there may be more is the line's to
 * say, for the figure has no room. */
static void
update_month (SubletBillingTiles *self)
{
  g_autofree char *figure = NULL;
  SubletSpent spent;
  bool known;
  bool some;

  sublet_outlook_read_spent (self->outlook, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  known = spent.known;
  some = known || spent.spent_uusd > 0;
  spent.known = true;
  figure =
    some
      ? sublet_budget_text_dup_figure (&spent,
                                       sublet_outlook_get_budget_uusd (self->outlook,
                                                                       SUBLET_BUDGET_PERIOD_MONTH))
      : sublet_format_amount (SUBLET_MONEY_UNKNOWN);
  sublet_billing_tile_show (self->month_tile, figure, g_strdup (get_month_line (known, some)));
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

  sublet_billing_tile_show (self->credit_tile,
                            credit,
                            sublet_billing_text_dup_credit_line (&facts, get_account (self)));
  sublet_billing_tile_show (self->spending_tile,
                            rate,
                            sublet_billing_text_dup_spending_line (&facts, parts));
  sublet_billing_tile_show (self->end_tile, end, sublet_billing_text_dup_end_line (&facts));
  sublet_billing_tile_set_warns (self->end_tile, facts.low);
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

  self->engine = g_object_ref (sublet_outlook_get_engine (self->outlook));
  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outlook, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* What is known of the month is asked for while somebody looks. */
static void
sublet_billing_tiles_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_billing_tiles_parent_class)->map (widget);

  sublet_outlook_set_watched (SUBLET_BILLING_TILES (widget)->outlook, TRUE);
  update (SUBLET_BILLING_TILES (widget));
}

static void
sublet_billing_tiles_unmap (GtkWidget *widget)
{
  sublet_money_clock_stop (&SUBLET_BILLING_TILES (widget)->clock);
  sublet_outlook_set_watched (SUBLET_BILLING_TILES (widget)->outlook, FALSE);

  GTK_WIDGET_CLASS (sublet_billing_tiles_parent_class)->unmap (widget);
}

static gboolean
sublet_billing_tiles_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_BILLING_TILES (widget)->credit_tile));
}

static void
sublet_billing_tiles_dispose (GObject *object)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  sublet_money_clock_stop (&self->clock);
  /* They may change while somebody else still holds this, and nothing is left to show it. */
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_TILES);
  g_clear_object (&self->engine);
  g_clear_object (&self->outlook);

  G_OBJECT_CLASS (sublet_billing_tiles_parent_class)->dispose (object);
}

static void
sublet_billing_tiles_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingTiles *self = SUBLET_BILLING_TILES (object);

  switch ((SubletBillingTilesProperty) prop_id)
    {
    case PROP_OUTLOOK:
      g_value_set_object (value, self->outlook);
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
    case PROP_OUTLOOK:
      self->outlook = g_value_dup_object (value);
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
  widget_class->grab_focus = sublet_billing_tiles_grab_focus;
  widget_class->map = sublet_billing_tiles_map;
  widget_class->unmap = sublet_billing_tiles_unmap;

  properties[PROP_OUTLOOK] =
    g_param_spec_object ("outlook",
                         NULL,
                         NULL,
                         SUBLET_TYPE_OUTLOOK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SUBLET_TYPE_BILLING_TILE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-tiles.ui");
  BIND (layout);
  BIND (credit_tile);
  BIND (spending_tile);
  BIND (end_tile);
  BIND (month_tile);
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
 * @outlook: what knows the money, and what the month cost so far, of which budget
 *
 * Returns: (transfer floating): the tiles
 */
GtkWidget *
sublet_billing_tiles_new (SubletOutlook *outlook)
{
  return g_object_new (SUBLET_TYPE_BILLING_TILES, "outlook", outlook, NULL);
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
  sublet_billing_tile_set_beside (self->credit_tile, beside);
  sublet_billing_tile_set_beside (self->spending_tile, beside);
  sublet_billing_tile_set_beside (self->end_tile, beside);
  sublet_billing_tile_set_beside (self->month_tile, beside);
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
