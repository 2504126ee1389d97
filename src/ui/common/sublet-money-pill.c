/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-money-pill.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-money-clock.h"
#include "ui/common/sublet-money-rows.h"
#include "ui/common/sublet-money-text.h"
#include "ui/common/sublet-tooltip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

struct _SubletMoneyPill
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine; /* (owned) */

  /* state */
  SubletSizeClass size_class;
  int low_credit_hours;
  gboolean has_key;
  SubletMoneyClock clock; /* until a figure changes by itself */
  SubletOutlook *outlook; /* (owned) (nullable) */

  /* template children */
  GtkWidget *button;
  GtkWidget *warning_icon;
  GtkWidget *label;
  GtkWidget *popover;
  GtkWidget *spending_label;
  GtkWidget *parts_box;
  GtkWidget *credit_row;
  GtkWidget *credit_label;
  GtkWidget *end_row;
  GtkWidget *end_label;
  GtkWidget *budgets_box;
  AdwBin *extra_slot;
  GtkWidget *age_label;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (SubletMoneyPill, sublet_money_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENGINE = 1,
  PROP_SIZE_CLASS,
  PROP_LOW_CREDIT_HOURS,
  PROP_HAS_KEY,
} SubletMoneyPillProperty;

static GParamSpec *properties[PROP_HAS_KEY + 1];

static void update (SubletMoneyPill *self);

static void
on_due (gpointer widget)
{
  update (SUBLET_MONEY_PILL (widget));
}

static void
on_part_clicked (SubletMoneyPill *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit_by_name (self, "show-instances");
}

static void
on_add_clicked (SubletMoneyPill *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit_by_name (self, "add-credit");
}

static void
on_billing_clicked (SubletMoneyPill *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit_by_name (self, "show-billing");
}

/* Only while it is open: nobody looks at it otherwise. */
static void
update_popover (SubletMoneyPill *self, const SubletMoneyFacts *facts)
{
  g_autofree char *age = sublet_money_facts_dup_age (facts);
  g_autofree char *credit = sublet_format_amount (facts->credit_uusd);
  g_autofree char *rate = facts->knowledge == SUBLET_KNOWLEDGE_NEVER
                            ? sublet_format_rate_short (SUBLET_MONEY_UNKNOWN)
                            : sublet_format_rate_short (facts->rate_nusd);
  g_autofree char *end = sublet_format_time_ahead (facts->end_local_us, facts->now_local_us);

  gtk_label_set_label (GTK_LABEL (self->spending_label), rate);
  gtk_label_set_label (GTK_LABEL (self->credit_label), credit);
  gtk_label_set_label (GTK_LABEL (self->end_label), end);
  gtk_label_set_label (GTK_LABEL (self->age_label), age);
  gtk_widget_set_visible (self->credit_row, facts->credit_uusd != SUBLET_MONEY_UNKNOWN);
  gtk_widget_set_visible (self->end_row, facts->end_local_us > 0);

  sublet_money_rows_fill_parts (self->parts_box,
                                self->engine,
                                self->outlook,
                                G_CALLBACK (on_part_clicked),
                                G_OBJECT (self));
  sublet_money_rows_fill_budgets (self->budgets_box, self->outlook);
}

static void
update (SubletMoneyPill *self)
{
  SubletMoneyFacts facts;
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;

  if (self->engine == NULL)
    return;

  sublet_money_facts_read (&facts, self->engine, self->low_credit_hours);
  text = sublet_money_facts_dup_pill (&facts, self->size_class);
  sentence = sublet_money_facts_dup_sentence (&facts);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->warning_icon,
                          facts.low || sublet_rental_engine_get_error (self->engine) != NULL);
  sublet_tooltip_set (self->button, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
  if (gtk_widget_get_visible (self->popover))
    update_popover (self, &facts);
  sublet_money_clock_start (&self->clock,
                            GTK_WIDGET (self),
                            sublet_rental_engine_get_clock (self->engine),
                            &facts,
                            on_due);
}

static void
on_popover_shown (SubletMoneyPill *self)
{
  SubletMoneyFacts facts;

  sublet_money_facts_read (&facts, self->engine, self->low_credit_hours);
  update_popover (self, &facts);
}

static void
sublet_money_pill_constructed (GObject *object)
{
  SubletMoneyPill *self = SUBLET_MONEY_PILL (object);

  G_OBJECT_CLASS (sublet_money_pill_parent_class)->constructed (object);

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_money_pill_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_money_pill_parent_class)->map (widget);

  update (SUBLET_MONEY_PILL (widget));
}

static void
sublet_money_pill_unmap (GtkWidget *widget)
{
  sublet_money_clock_stop (&SUBLET_MONEY_PILL (widget)->clock);

  GTK_WIDGET_CLASS (sublet_money_pill_parent_class)->unmap (widget);
}

static void
follow_outlook (SubletMoneyPill *self, SubletOutlook *outlook)
{
  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  g_set_object (&self->outlook, outlook);
  if (outlook != NULL)
    g_signal_connect_object (outlook, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
sublet_money_pill_dispose (GObject *object)
{
  SubletMoneyPill *self = SUBLET_MONEY_PILL (object);

  /* It may say something as it goes, and nothing is left to show it. */
  follow_outlook (self, NULL);
  sublet_money_clock_stop (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_MONEY_PILL);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_money_pill_parent_class)->dispose (object);
}

static void
sublet_money_pill_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMoneyPill *self = SUBLET_MONEY_PILL (object);

  switch ((SubletMoneyPillProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_LOW_CREDIT_HOURS:
      g_value_set_int (value, self->low_credit_hours);
      break;
    case PROP_HAS_KEY:
      g_value_set_boolean (value, self->has_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_money_pill_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  SubletMoneyPill *self = SUBLET_MONEY_PILL (object);

  switch ((SubletMoneyPillProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_money_pill_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_LOW_CREDIT_HOURS:
      sublet_money_pill_set_low_credit_hours (self, g_value_get_int (value));
      break;
    case PROP_HAS_KEY:
      sublet_money_pill_set_has_key (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL_ENGINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] = g_param_spec_enum ("size-class",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_SIZE_CLASS,
                                                   SUBLET_SIZE_CLASS_WIDE,
                                                   writable);
  properties[PROP_LOW_CREDIT_HOURS] = g_param_spec_int ("low-credit-hours",
                                                        NULL,
                                                        NULL,
                                                        0,
                                                        G_MAXINT,
                                                        DEFAULT_LOW_CREDIT_HOURS,
                                                        writable);
  properties[PROP_HAS_KEY] = g_param_spec_boolean ("has-key", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletMoneyPill, child)

static void
sublet_money_pill_class_init (SubletMoneyPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->constructed = sublet_money_pill_constructed;
  object_class->dispose = sublet_money_pill_dispose;
  object_class->get_property = sublet_money_pill_get_property;
  object_class->set_property = sublet_money_pill_set_property;
  widget_class->map = sublet_money_pill_map;
  widget_class->unmap = sublet_money_pill_unmap;

  install_properties (object_class);
  g_signal_new ("show-instances", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("show-billing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("add-credit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-money-pill.ui");
  BIND (button);
  BIND (warning_icon);
  BIND (label);
  BIND (popover);
  BIND (spending_label);
  BIND (parts_box);
  BIND (credit_row);
  BIND (credit_label);
  BIND (end_row);
  BIND (end_label);
  BIND (budgets_box);
  BIND (extra_slot);
  BIND (age_label);
  BIND (add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_billing_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown);
  gtk_widget_class_set_css_name (widget_class, "moneypill");
}

static void
sublet_money_pill_init (SubletMoneyPill *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  self->has_key = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_money_pill_new:
 * @engine: what knows the money
 *
 * Returns: (transfer floating): a pill
 */
GtkWidget *
sublet_money_pill_new (SubletRentalEngine *engine)
{
  return g_object_new (SUBLET_TYPE_MONEY_PILL, "engine", engine, NULL);
}

/**
 * sublet_money_pill_set_size_class:
 * @self: a pill
 * @size_class: how much room the window has
 */
void
sublet_money_pill_set_size_class (SubletMoneyPill *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_money_pill_set_low_credit_hours:
 * @self: a pill
 * @low_credit_hours: when the credit lasts less than this it is low; 0: never
 */
void
sublet_money_pill_set_low_credit_hours (SubletMoneyPill *self, int low_credit_hours)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));

  if (self->low_credit_hours == low_credit_hours)
    return;

  self->low_credit_hours = low_credit_hours;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_CREDIT_HOURS]);
}

/**
 * sublet_money_pill_set_has_key:
 * @self: a pill
 * @has_key: whether there is somebody whose money could be shown
 */
void
sublet_money_pill_set_has_key (SubletMoneyPill *self, gboolean has_key)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));

  if (self->has_key == has_key)
    return;

  self->has_key = has_key;
  gtk_widget_set_visible (GTK_WIDGET (self), has_key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEY]);
}

/**
 * sublet_money_pill_set_extra:
 * @self: a pill
 * @extra: (nullable): something more that its popover says, above the age of what it says
 */
void
sublet_money_pill_set_extra (SubletMoneyPill *self, GtkWidget *extra)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));
  g_return_if_fail (extra == NULL || GTK_IS_WIDGET (extra));

  adw_bin_set_child (self->extra_slot, extra);
}

/**
 * sublet_money_pill_set_outlook:
 * @self: a pill
 * @outlook: (nullable): what knows volumes, traffic and budgets
 */
void
sublet_money_pill_set_outlook (SubletMoneyPill *self, SubletOutlook *outlook)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));
  g_return_if_fail (outlook == NULL || SUBLET_IS_OUTLOOK (outlook));

  if (self->outlook == outlook)
    return;

  follow_outlook (self, outlook);
  update (self);
}

/**
 * sublet_money_pill_popup:
 * @self: a pill
 *
 * Shows what is behind the figures, for the keyboard.
 */
void
sublet_money_pill_popup (SubletMoneyPill *self)
{
  g_return_if_fail (SUBLET_IS_MONEY_PILL (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
