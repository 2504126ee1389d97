/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/sublet-billing-actions.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-tiles.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-text-scale.h"

#include <adwaita.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

/* At the page's edge. */
#define MARGIN 24
#define NARROW_MARGIN 12

G_DEFINE_FINAL_TYPE (SubletBillingPage, sublet_billing_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SIZE_CLASS = 1,
  PROP_LOW_CREDIT_HOURS,
} SubletBillingPageProperty;

static GParamSpec *properties[PROP_LOW_CREDIT_HOURS + 1];

static guint show_section_signal;
static guint show_instances_signal;

/* ---- actions ---- */

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  sublet_outlook_retry (self->outlook);
  sublet_payments_refresh (self->payments);
}

static void
on_show_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, show_section_signal, 0, g_variant_get_string (parameter, NULL));
}

static void
on_show_instances (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, show_instances_signal, 0);
}

/* ---- the widget ---- */

/* Only while somebody looks. */
static void
on_changed (SubletBillingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_billing_page_update (self);
}

static void
on_model_changed (SubletBillingPage *self)
{
  sublet_billing_page_check_bills (self);
}

static void
sublet_billing_page_map (GtkWidget *widget)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->map (widget);

  sublet_payments_set_visible (self->payments, TRUE);
  sublet_billing_page_update (self);
  sublet_billing_page_check_bills (self);
}

/* What goes says that it does, which is nothing to be shown any more. */
static void
sublet_billing_page_unmap (GtkWidget *widget)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->unmap (widget);

  sublet_payments_set_visible (self->payments, FALSE);
  sublet_billing_face_stop_waiting (SUBLET_BILLING_FACE (self->face));
  sublet_billing_page_stop_checking (self);
}

/**
 * sublet_billing_page_update_heads: (skip)
 * @self: a page
 *
 * In large text the buttons stand below the words, and in a narrow window below those that say what
 * is wrong.
 */
void
sublet_billing_page_update_heads (SubletBillingPage *self)
{
  bool sentences = gtk_widget_get_visible (self->note_icon);

  sublet_ui_stack_large_line (GTK_BOX (self->spending_head), 6);
  if (!sublet_ui_stack_large_line (GTK_BOX (self->bar), 6) && sentences &&
      self->size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), GTK_ORIENTATION_VERTICAL);
}

static void
sublet_billing_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (sublet_billing_page_update_heads));
  sublet_billing_page_update_heads (SUBLET_BILLING_PAGE (widget));
}

static void
sublet_billing_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget),
                                        sublet_billing_page_update_heads,
                                        widget);

  GTK_WIDGET_CLASS (sublet_billing_page_parent_class)->unroot (widget);
}

static gboolean
sublet_billing_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_BILLING_PAGE (widget)->tiles);
}

static void
sublet_billing_page_dispose (GObject *object)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  sublet_billing_page_stop_checking (self);
  /* They may change while somebody else still holds this, and nothing is left to show it. */
  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  if (self->payments != NULL)
    g_signal_handlers_disconnect_by_data (self->payments, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_PAGE);
  g_clear_object (&self->outlook);
  g_clear_object (&self->payments);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sublet_billing_page_parent_class)->dispose (object);
}

static void
sublet_billing_page_finalize (GObject *object)
{
  g_clear_pointer (&SUBLET_BILLING_PAGE (object)->bills, sublet_bill_check_free);

  G_OBJECT_CLASS (sublet_billing_page_parent_class)->finalize (object);
}

static void
sublet_billing_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingPage *self = SUBLET_BILLING_PAGE (object);

  switch ((SubletBillingPageProperty) prop_id)
    {
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
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

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
install_actions (GtkWidgetClass *widget_class)
{
  GType type = G_TYPE_FROM_CLASS (widget_class);
  const GSignalFlags flags = G_SIGNAL_RUN_LAST;

  show_section_signal =
    g_signal_new ("show-section", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  show_instances_signal =
    g_signal_new ("show-instances", type, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "billing.refresh", NULL, on_refresh);
  gtk_widget_class_install_action (widget_class, "billing.show-section", "s", on_show_section);
  gtk_widget_class_install_action (widget_class, "billing.show-instances", NULL, on_show_instances);
  sublet_billing_actions_install (widget_class);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingPage, child)

static void
sublet_billing_page_class_init (SubletBillingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_billing_page_dispose;
  object_class->finalize = sublet_billing_page_finalize;
  object_class->get_property = sublet_billing_page_get_property;
  object_class->set_property = sublet_billing_page_set_property;
  widget_class->grab_focus = sublet_billing_page_grab_focus;
  widget_class->map = sublet_billing_page_map;
  widget_class->unmap = sublet_billing_page_unmap;
  widget_class->root = sublet_billing_page_root;
  widget_class->unroot = sublet_billing_page_unroot;

  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_BILLING_FACE);
  g_type_ensure (SUBLET_TYPE_SPEND_FIGURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-page.ui");
  BIND (announcer);
  BIND (scrolled);
  BIND (column);
  BIND (bar);
  BIND (note_icon);
  BIND (note);
  BIND (retry_button);
  BIND (content);
  BIND (spending_head);
  BIND (spending_title);
  BIND (days);
  BIND (figure);
  BIND (no_spending);
  BIND (face);
  gtk_widget_class_set_css_name (widget_class, "billingpage");
}

static void
sublet_billing_page_init (SubletBillingPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  self->kind = SUBLET_BILLING_FACE_BLANK;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow (SubletBillingPage *self, gpointer object, void (*callback) (SubletBillingPage *))
{
  g_signal_connect_object (object, "changed", G_CALLBACK (callback), self, G_CONNECT_SWAPPED);
}

/**
 * sublet_billing_page_new:
 * @outlook: this month, and what is paid for now
 * @payments: what was paid in and back
 * @model: that of the section Spending, for the bills
 *
 * The days of the outlook are enough for the month. Bills are compared over what is known beside:
 * the range of Spending may be of years, and is not asked for.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_billing_page_new (SubletOutlook *outlook, SubletPayments *payments, SubletSpendModel *model)
{
  SubletBillingPage *self = g_object_new (SUBLET_TYPE_BILLING_PAGE, NULL);

  self->outlook = g_object_ref (outlook);
  self->payments = g_object_ref (payments);
  self->model = g_object_ref (model);
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_spend_model_get_clock (model));
  sublet_billing_face_set_clock (SUBLET_BILLING_FACE (self->face),
                                 sublet_spend_model_get_clock (model));
  sublet_billing_page_make_rows (self);
  g_signal_connect_object (self->face, "waited", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  follow (self, outlook, on_changed);
  follow (self, payments, on_changed);
  follow (self, model, on_model_changed);
  sublet_billing_page_update (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_billing_page_set_size_class:
 * @self: a page
 * @size_class: how much room the window has
 */
void
sublet_billing_page_set_size_class (SubletBillingPage *self, SubletSizeClass size_class)
{
  int margin = size_class == SUBLET_SIZE_CLASS_NARROW ? NARROW_MARGIN : MARGIN;

  g_return_if_fail (SUBLET_IS_BILLING_PAGE (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_billing_tiles_set_size_class (SUBLET_BILLING_TILES (self->tiles), size_class);
  sublet_billing_face_set_size_class (SUBLET_BILLING_FACE (self->face), size_class);
  gtk_widget_set_margin_top (self->column, margin);
  gtk_widget_set_margin_start (self->column, margin);
  gtk_widget_set_margin_end (self->column, margin);
  sublet_billing_page_update_heads (self);
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
