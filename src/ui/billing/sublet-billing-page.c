/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/sublet-billing-actions.h"
#include "ui/billing/sublet-billing-bar.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-tiles.h"

#include <adwaita.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

G_DEFINE_FINAL_TYPE (SubletBillingPage, sublet_billing_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BILLING = 1,
  PROP_ENGINE,
  PROP_SIZE_CLASS,
  PROP_LOW_CREDIT_HOURS,
} SubletBillingPageProperty;

static GParamSpec *properties[PROP_LOW_CREDIT_HOURS + 1];

/* ---- actions ---- */

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  sublet_billing_bar_follow_days (SUBLET_BILLING_BAR (self->bar));
  sublet_billing_refresh (self->billing);
}

/* ---- the widget ---- */

static void
sublet_billing_page_constructed (GObject *object)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  G_OBJECT_CLASS (sublet_billing_page_parent_class)->constructed (object);

  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_billing_get_clock (self->billing));
  sublet_billing_page_make_rows (self);
  g_signal_connect_object (self->billing,
                           "notify",
                           G_CALLBACK (sublet_billing_page_on_billing),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_billing_page_on_billing (self);
}

static void
sublet_billing_page_map (GtkWidget *widget)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->map (widget);

  sublet_billing_bar_follow_days (SUBLET_BILLING_BAR (self->bar));
  sublet_billing_set_visible (self->billing, TRUE);
  sublet_billing_page_on_billing (self);
}

static void
sublet_billing_page_unmap (GtkWidget *widget)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  sublet_billing_page_stop_waiting (self);
  sublet_billing_set_visible (self->billing, FALSE);

  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->unmap (widget);
}

/* The chooser: all of the rest is to be read. */
static gboolean
sublet_billing_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_BILLING_PAGE (widget)->bar);
}

static void
sublet_billing_page_dispose (GObject *object)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  sublet_billing_page_stop_waiting (self);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->before_spending);
  g_clear_object (&self->between);
  g_clear_object (&self->after_payments);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_PAGE);
  g_clear_object (&self->tiles);
  g_clear_object (&self->bar);
  g_clear_object (&self->face);
  g_clear_object (&self->spending_caption);
  g_clear_object (&self->no_spending_label);
  g_clear_object (&self->payments_caption);
  g_clear_object (&self->no_payments_label);
  g_clear_object (&self->engine);
  g_clear_object (&self->billing);

  G_OBJECT_CLASS (sublet_billing_page_parent_class)->dispose (object);
}

static void
sublet_billing_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  switch ((SubletBillingPageProperty) prop_id)
    {
    case PROP_BILLING:
      g_value_set_object (value, self->billing);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_LOW_CREDIT_HOURS:
      g_value_set_int (value, self->low_credit_hours);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_page_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  switch ((SubletBillingPageProperty) prop_id)
    {
    case PROP_BILLING:
      self->billing = g_value_dup_object (value);
      break;
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_billing_page_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_LOW_CREDIT_HOURS:
      sublet_billing_page_set_low_credit_hours (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_BILLING] =
    g_param_spec_object ("billing", NULL, NULL, SUBLET_TYPE_BILLING, fixed);
  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, fixed);
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
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_billing_page_class_init (SubletBillingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_billing_page_constructed;
  object_class->dispose = sublet_billing_page_dispose;
  object_class->get_property = sublet_billing_page_get_property;
  object_class->set_property = sublet_billing_page_set_property;
  widget_class->grab_focus = sublet_billing_page_grab_focus;
  widget_class->map = sublet_billing_page_map;
  widget_class->unmap = sublet_billing_page_unmap;

  install_properties (object_class);
  gtk_widget_class_install_action (widget_class, "billing.refresh", NULL, on_refresh);
  sublet_billing_actions_install (widget_class);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBillingPage, announcer);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingPage, list);
  gtk_widget_class_set_css_name (widget_class, "billingpage");
}

static void
sublet_billing_page_init (SubletBillingPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_billing_page_new:
 * @billing: the bill
 * @engine: what is rented
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_billing_page_new (SubletBilling *billing, SubletRentalEngine *engine)
{
  return g_object_new (SUBLET_TYPE_BILLING_PAGE, "billing", billing, "engine", engine, NULL);
}

/**
 * sublet_billing_page_set_size_class:
 * @self: a page
 * @size_class: how much room the window has
 */
void
sublet_billing_page_set_size_class (SubletBillingPage *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_BILLING_PAGE (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_billing_tiles_set_size_class (SUBLET_BILLING_TILES (self->tiles), size_class);
  sublet_billing_bar_set_size_class (SUBLET_BILLING_BAR (self->bar), size_class);
  sublet_billing_face_set_size_class (SUBLET_BILLING_FACE (self->face), size_class);
  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_billing_page_set_low_credit_hours:
 * @self: a page
 * @low_credit_hours: when the credit lasts less than this it is low; 0: never
 */
void
sublet_billing_page_set_low_credit_hours (SubletBillingPage *self, int low_credit_hours)
{
  g_return_if_fail (SUBLET_IS_BILLING_PAGE (self));

  if (self->low_credit_hours == low_credit_hours)
    return;

  self->low_credit_hours = low_credit_hours;
  sublet_billing_tiles_set_low_credit_hours (SUBLET_BILLING_TILES (self->tiles), low_credit_hours);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_CREDIT_HOURS]);
}

/**
 * sublet_billing_page_set_outlook:
 * @self: a page
 * @outlook: (nullable): what knows what the month cost so far; NULL: that is not shown
 */
void
sublet_billing_page_set_outlook (SubletBillingPage *self, SubletOutlook *outlook)
{
  g_return_if_fail (SUBLET_IS_BILLING_PAGE (self));

  sublet_billing_tiles_set_outlook (SUBLET_BILLING_TILES (self->tiles), outlook);
}
