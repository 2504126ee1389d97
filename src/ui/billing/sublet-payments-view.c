/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-payments-view.h"

#include "core/base/sublet-error.h"
#include "ui/billing/sublet-billing-actions.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-row.h"

struct _SubletPaymentsView
{
  AdwBin parent_instance;

  /* construct-only */
  SubletPayments *payments; /* (owned) */
  SubletClock *clock;       /* (owned) */

  /* template children */
  GtkWidget *note_icon;
  GtkLabel *note_label;
  GtkStack *stack;
  GtkListView *list_view;
  SubletBillingFace *face;
};

G_DEFINE_FINAL_TYPE (SubletPaymentsView, sublet_payments_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_PAYMENTS = 1,
  PROP_CLOCK,
} SubletPaymentsViewProperty;

static GParamSpec *properties[PROP_CLOCK + 1];

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletPaymentsView *self)
{
  guint position = gtk_list_item_get_position (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);

  /* Selectable all the same, although nothing here can be selected: a row that is not takes no
   * focus, and the arrow keys would stop at it. */
  gtk_list_item_set_activatable (list_item, FALSE);
  if (row == NULL)
    {
      row = sublet_billing_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  sublet_billing_row_set_invoice (SUBLET_BILLING_ROW (row),
                                  SUBLET_INVOICE (gtk_list_item_get_item (list_item)),
                                  sublet_clock_get_service_us (self->clock));
  sublet_billing_row_set_ends (SUBLET_BILLING_ROW (row),
                               position == 0,
                               position + 1 ==
                                 g_list_model_get_n_items (G_LIST_MODEL (self->payments)));
}

static char *
dup_note (SubletPaymentsView *self)
{
  const GError *error = sublet_payments_get_error (self->payments);
  gint64 known_at_us = sublet_payments_get_known_at_us (self->payments);

  /* The face says so. */
  if (known_at_us == 0)
    return g_strdup ("");

  return error != NULL ? sublet_billing_text_dup_stale (self->clock, known_at_us, error)
                       : sublet_billing_text_dup_known_at (self->clock, known_at_us);
}

static void
show_face (SubletPaymentsView *self, SubletBillingFaceKind kind, const GError *error)
{
  sublet_billing_face_update (self->face, kind, error);
  gtk_stack_set_visible_child_name (self->stack, "face");
}

static void
update (SubletPaymentsView *self)
{
  const GError *error = sublet_payments_get_error (self->payments);
  bool known = sublet_payments_get_known_at_us (self->payments) != 0;
  g_autofree char *note = dup_note (self);

  gtk_label_set_label (self->note_label, note);
  gtk_widget_set_visible (self->note_icon, error != NULL && known);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->payments)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else if (known)
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  else
    show_face (self, sublet_billing_text_choose_face (error, TRUE), error);
}

static void
on_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_payments_refresh (SUBLET_PAYMENTS_VIEW (widget)->payments);
}

/* ---- object ---- */

static void
sublet_payments_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_payments_view_parent_class)->map (widget);

  sublet_payments_set_visible (SUBLET_PAYMENTS_VIEW (widget)->payments, TRUE);
}

static void
sublet_payments_view_unmap (GtkWidget *widget)
{
  sublet_payments_set_visible (SUBLET_PAYMENTS_VIEW (widget)->payments, FALSE);

  GTK_WIDGET_CLASS (sublet_payments_view_parent_class)->unmap (widget);
}

static void
sublet_payments_view_constructed (GObject *object)
{
  SubletPaymentsView *self = SUBLET_PAYMENTS_VIEW (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection)
    selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->payments)));

  G_OBJECT_CLASS (sublet_payments_view_parent_class)->constructed (object);

  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->payments, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_payments_view_dispose (GObject *object)
{
  SubletPaymentsView *self = SUBLET_PAYMENTS_VIEW (object);

  /* They may change while somebody else still holds this, and nothing is left to show it. */
  if (self->payments != NULL)
    g_signal_handlers_disconnect_by_data (self->payments, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_PAYMENTS_VIEW);
  g_clear_object (&self->payments);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_payments_view_parent_class)->dispose (object);
}

static void
sublet_payments_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletPaymentsView *self = SUBLET_PAYMENTS_VIEW (object);

  switch ((SubletPaymentsViewProperty) prop_id)
    {
    case PROP_PAYMENTS:
      g_value_set_object (value, self->payments);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_payments_view_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletPaymentsView *self = SUBLET_PAYMENTS_VIEW (object);

  switch ((SubletPaymentsViewProperty) prop_id)
    {
    case PROP_PAYMENTS:
      self->payments = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletPaymentsView, child)

static void
sublet_payments_view_class_init (SubletPaymentsViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_payments_view_constructed;
  object_class->dispose = sublet_payments_view_dispose;
  object_class->get_property = sublet_payments_view_get_property;
  object_class->set_property = sublet_payments_view_set_property;
  widget_class->map = sublet_payments_view_map;
  widget_class->unmap = sublet_payments_view_unmap;

  properties[PROP_PAYMENTS] =
    g_param_spec_object ("payments", NULL, NULL, SUBLET_TYPE_PAYMENTS, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SUBLET_TYPE_CLOCK, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "billing.refresh", NULL, on_refresh);
  sublet_billing_actions_install (widget_class);

  g_type_ensure (SUBLET_TYPE_BILLING_FACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-payments-view.ui");
  BIND (note_icon);
  BIND (note_label);
  BIND (stack);
  BIND (list_view);
  BIND (face);
}

static void
sublet_payments_view_init (SubletPaymentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_payments_view_new:
 * @payments: what there is
 * @clock: the service's time
 *
 * Returns: (transfer floating): a view
 */
GtkWidget *
sublet_payments_view_new (SubletPayments *payments, SubletClock *clock)
{
  return g_object_new (SUBLET_TYPE_PAYMENTS_VIEW, "payments", payments, "clock", clock, NULL);
}
