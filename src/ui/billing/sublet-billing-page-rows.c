/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/sublet-billing-bar.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-billing-tiles.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/*
 * All of the page is one list, so that it scrolls as one and a history of any length costs what is
 * seen of it. Its model is several, one after the other: widgets that are rows by themselves, the
 * charges, more widgets, the payments.
 */

/* ---- rows of the lists ---- */

static bool
is_at (GListModel *model, guint position, gpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (model, position);

  return there == item;
}

static void
set_ends (GtkWidget *row, GListModel *model, gpointer item)
{
  guint n_items = g_list_model_get_n_items (model);

  sublet_billing_row_set_ends (SUBLET_BILLING_ROW (row),
                               is_at (model, 0, item),
                               n_items > 0 && is_at (model, n_items - 1, item));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletBillingPage *self)
{
  GObject *item = gtk_list_item_get_item (list_item);
  gint64 now_us = sublet_clock_get_service_us (sublet_billing_get_clock (self->billing));
  GtkWidget *row;

  /* Selectable all the same, although nothing here can be selected: a row that is not takes no
   * focus, and the arrow keys would stop at it. */
  gtk_list_item_set_activatable (list_item, FALSE);
  if (GTK_IS_WIDGET (item))
    {
      gtk_list_item_set_child (list_item, GTK_WIDGET (item));
      return;
    }

  row = gtk_list_item_get_child (list_item);
  if (!SUBLET_IS_BILLING_ROW (row))
    {
      row = sublet_billing_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  if (SUBLET_IS_CHARGE (item))
    {
      sublet_billing_row_set_charge (SUBLET_BILLING_ROW (row), SUBLET_CHARGE (item), now_us);
      set_ends (row, sublet_billing_get_charges (self->billing), item);
    }
  else
    {
      sublet_billing_row_set_invoice (SUBLET_BILLING_ROW (row), SUBLET_INVOICE (item), now_us);
      set_ends (row, sublet_billing_get_invoices (self->billing), item);
    }
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  /* A widget that is a row by itself may come back elsewhere; the others are used again. */
  if (!SUBLET_IS_BILLING_ROW (gtk_list_item_get_child (list_item)))
    gtk_list_item_set_child (list_item, NULL);
}

/* ---- rows by themselves ---- */

static GtkWidget *
make_caption (const char *title, GtkWidget **figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  if (figure != NULL)
    {
      *figure = gtk_label_new (NULL);
      gtk_widget_add_css_class (*figure, "heading");
      gtk_widget_add_css_class (*figure, "numeric");
      gtk_box_append (GTK_BOX (box), *figure);
    }
  gtk_widget_add_css_class (box, "bill-caption");

  return g_object_ref_sink (box);
}

static GtkWidget *
make_nothing (const char *sentence)
{
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "bill-nothing");

  return g_object_ref_sink (label);
}

static void
append_model (GListStore *models, gpointer model)
{
  g_list_store_append (models, model);
}

/**
 * sublet_billing_page_make_rows: (skip)
 * @self: a page
 */
void
sublet_billing_page_make_rows (SubletBillingPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->tiles = g_object_ref_sink (sublet_billing_tiles_new (self->engine));
  self->bar = g_object_ref_sink (sublet_billing_bar_new (self->billing));
  self->face = g_object_ref_sink (sublet_billing_face_new ());
  self->spending_caption = make_caption (_ ("Spending"), &self->total_label);
  self->no_spending_label = make_nothing (_ ("Nothing was billed in these days."));
  self->payments_caption = make_caption (_ ("Payments"), NULL);
  gtk_widget_add_css_class (self->payments_caption, "next");
  self->no_payments_label = make_nothing (_ ("Nothing was paid in these days."));

  self->before_spending = g_list_store_new (GTK_TYPE_WIDGET);
  self->between = g_list_store_new (GTK_TYPE_WIDGET);
  self->after_payments = g_list_store_new (GTK_TYPE_WIDGET);
  g_list_store_append (self->before_spending, self->tiles);
  g_list_store_append (self->before_spending, self->bar);
  append_model (models, self->before_spending);
  append_model (models, sublet_billing_get_charges (self->billing));
  append_model (models, self->between);
  append_model (models, sublet_billing_get_invoices (self->billing));
  append_model (models, self->after_payments);

  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  selection =
    gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

/* What stands in the store from @position on: the widgets that are not NULL. Those that are there
 * already stay, with the focus that one of them may have. */
static void
put (GListStore *store, guint position, GtkWidget *first, GtkWidget *second)
{
  gpointer wanted[2];
  guint n_wanted = 0;
  guint n_there = g_list_model_get_n_items (G_LIST_MODEL (store)) - position;
  guint n_same = 0;

  if (first != NULL)
    wanted[n_wanted++] = first;
  if (second != NULL)
    wanted[n_wanted++] = second;

  while (n_same < MIN (n_wanted, n_there) &&
         is_at (G_LIST_MODEL (store), position + n_same, wanted[n_same]))
    n_same++;
  if (n_same < n_wanted || n_same < n_there)
    g_list_store_splice (store,
                         position + n_same,
                         n_there - n_same,
                         wanted + n_same,
                         n_wanted - n_same);
}

/**
 * sublet_billing_page_update_rows: (skip)
 * @self: a page
 *
 * Everything but the charges and payments, which come by themselves.
 */
void
sublet_billing_page_update_rows (SubletBillingPage *self)
{
  guint n_charges = g_list_model_get_n_items (sublet_billing_get_charges (self->billing));
  guint n_invoices = g_list_model_get_n_items (sublet_billing_get_invoices (self->billing));
  const GError *error = sublet_billing_get_error (self->billing);
  SubletBillingFaceKind kind =
    sublet_billing_text_choose_face (sublet_billing_get_state (self->billing),
                                     error,
                                     self->waited,
                                     n_charges + n_invoices);
  bool content = kind == SUBLET_BILLING_FACE_CONTENT;
  g_autofree char *total = sublet_format_amount (sublet_billing_get_total_uusd (self->billing));

  gtk_label_set_label (GTK_LABEL (self->total_label), total);
  if (!content)
    sublet_billing_face_update (SUBLET_BILLING_FACE (self->face), kind, error);
  put (self->before_spending,
       2,
       content ? self->spending_caption : self->face,
       content && n_charges == 0 ? self->no_spending_label : NULL);
  put (self->between, 0, content ? self->payments_caption : NULL, NULL);
  put (self->after_payments, 0, content && n_invoices == 0 ? self->no_payments_label : NULL, NULL);
}
