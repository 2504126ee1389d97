/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-digest.h"

#include "ui/common/sublet-text-scale.h"

struct _SubletBillingDigest
{
  GtkWidget parent_instance;

  char *section; /* (owned) */

  /* template children */
  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *button;
  GtkWidget *list;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (SubletBillingDigest, sublet_billing_digest, GTK_TYPE_WIDGET)

static void
on_row_activated (SubletBillingDigest *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "billing.show-section", "s", self->section);
}

/* In large text the button stands below the title. */
static void
update_head (SubletBillingDigest *self)
{
  sublet_ui_stack_large_line (GTK_BOX (self->head), 6);
}

static void
sublet_billing_digest_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_billing_digest_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_head));
  update_head (SUBLET_BILLING_DIGEST (widget));
}

static void
sublet_billing_digest_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_head, widget);

  GTK_WIDGET_CLASS (sublet_billing_digest_parent_class)->unroot (widget);
}

static void
sublet_billing_digest_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_BILLING_DIGEST);

  G_OBJECT_CLASS (sublet_billing_digest_parent_class)->dispose (object);
}

static void
sublet_billing_digest_finalize (GObject *object)
{
  g_free (SUBLET_BILLING_DIGEST (object)->section);

  G_OBJECT_CLASS (sublet_billing_digest_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingDigest, child)

static void
sublet_billing_digest_class_init (SubletBillingDigestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_billing_digest_dispose;
  object_class->finalize = sublet_billing_digest_finalize;
  widget_class->root = sublet_billing_digest_root;
  widget_class->unroot = sublet_billing_digest_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/billing/sublet-billing-digest.ui");
  BIND (head);
  BIND (title);
  BIND (button);
  BIND (list);
  BIND (nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_set_css_name (widget_class, "billingdigest");
}

static void
sublet_billing_digest_init (SubletBillingDigest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_billing_digest_new:
 * @title: what the rows are
 * @all: what the button to all of them says
 * @section: name of the section that has them
 *
 * Returns: (transfer floating): a digest without rows
 */
GtkWidget *
sublet_billing_digest_new (const char *title, const char *all, const char *section)
{
  SubletBillingDigest *self = g_object_new (SUBLET_TYPE_BILLING_DIGEST, NULL);

  self->section = g_strdup (section);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->button), all);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", section);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * sublet_billing_digest_take_row:
 * @self: a digest
 * @place: not more than there are rows
 *
 * Rows stay, with the focus that one of them may have.
 *
 * Returns: (transfer none): the row there
 */
SubletBillingRow *
sublet_billing_digest_take_row (SubletBillingDigest *self, guint place)
{
  GtkListBoxRow *there;
  GtkWidget *row;

  g_return_val_if_fail (SUBLET_IS_BILLING_DIGEST (self), NULL);

  there = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) place);
  if (there != NULL)
    return SUBLET_BILLING_ROW (gtk_list_box_row_get_child (there));

  row = sublet_billing_row_new ();
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  /* The focus is on what is around it, which says nothing by itself. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  row,
                                  NULL,
                                  -1);

  return SUBLET_BILLING_ROW (row);
}

/**
 * sublet_billing_digest_end:
 * @self: a digest
 * @n_rows: how many rows were taken
 * @nothing: what is said where there are none
 */
void
sublet_billing_digest_end (SubletBillingDigest *self, guint n_rows, const char *nothing)
{
  GtkListBoxRow *row;

  g_return_if_fail (SUBLET_IS_BILLING_DIGEST (self));

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) n_rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  gtk_widget_set_visible (self->list, n_rows > 0);
  gtk_widget_set_visible (self->nothing, n_rows == 0);
  gtk_label_set_text (GTK_LABEL (self->nothing), nothing);
}
