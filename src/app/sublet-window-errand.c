/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include <glib/gi18n.h>

#include "ui/common/sublet-order-question.h"
#include "ui/common/sublet-sections.h"
#include "ui/common/sublet-toast.h"
#include "ui/instance/sublet-instance-sections.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/instances/sublet-rental-text.h"

/*
 * What somebody outside of the window wants of it: a notification, the desktop, a terminal. It may
 * come before there is a key, a journal or a list, so it waits until it can be done, and the latest
 * one counts.
 */

/**
 * sublet_window_find_rental:
 * @self: a window whose services are ready
 * @id: a rental's id
 *
 * Returns: (transfer full) (nullable): the rental, NULL when the list has none of that id
 */
SubletRental *
sublet_window_find_rental (SubletWindow *self, const char *id)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (g_str_equal (sublet_rental_get_id (rental), id))
        return g_steal_pointer (&rental);
    }

  return NULL;
}

/* What came of it is on the card. */
static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_order_ask_finish (result, &error))
    g_info ("no order: %s", error->message);
}

static void
ask (SubletWindow *self, SubletRental *rental, SubletOrder order)
{
  sublet_order_ask_async (GTK_WIDGET (self), self->engine, rental, order, NULL, on_ordered, NULL);
}

/* While the journal is read and Vast was not heard yet, that a lease is none says nothing, nor that
 * no bid can be changed. By what it comes: a signal of the rental; NULL when it does not. */
static const char *
get_coming (SubletWindow *self, SubletRental *rental)
{
  if (sublet_rental_engine_get_knowledge (self->engine) == SUBLET_KNOWLEDGE_KNOWN)
    return NULL;
  if (self->errand == SUBLET_ERRAND_EXTEND && !sublet_rental_can_extend (rental))
    return "notify::lease-state";
  if (self->errand == SUBLET_ERRAND_BID && !sublet_rental_can_change_bid (rental))
    return "notify::stale";

  return NULL;
}

static void
extend (SubletWindow *self, SubletRental *rental)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (sublet_rental_can_extend (rental))
    {
      sublet_lease_change_extend (self->instances_page, self->engine, rental, NULL);
      return;
    }

  name = sublet_rental_text_dup_name (rental);
  /* TRANSLATORS: %s is an instance's label */
  text = g_strdup_printf (_ ("The lease of %s cannot be put off any more."), name);
  sublet_toast_show (GTK_WIDGET (self->toasts), text);
}

static void
do_errand (SubletWindow *self, SubletErrand errand, SubletRental *rental)
{
  sublet_window_leave_instance (self);
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->instances_place));
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page), rental);

  switch (errand)
    {
    case SUBLET_ERRAND_TERMINAL:
      sublet_window_open_terminal (self, rental);
      break;
    case SUBLET_ERRAND_CAUSE:
      sublet_window_open_instance (self, rental, SUBLET_SECTION_CONNECTION);
      break;
    case SUBLET_ERRAND_STOP:
      if (sublet_rental_can_stop (rental))
        ask (self, rental, SUBLET_ORDER_STOP);
      break;
    case SUBLET_ERRAND_DESTROY:
      if (sublet_rental_can_destroy (rental))
        ask (self, rental, SUBLET_ORDER_DESTROY);
      break;
    case SUBLET_ERRAND_REPLACE:
      sublet_instances_page_try_another (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
      break;
    case SUBLET_ERRAND_BID:
      sublet_instances_page_change_bid (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
      break;
    case SUBLET_ERRAND_EXTEND:
      extend (self, rental);
      break;
    case SUBLET_ERRAND_SHOW:
    default:
      break;
    }
}

/**
 * sublet_window_run_errand:
 * @self: a window
 *
 * Does what waits, if it can be done by now.
 */
void
sublet_window_run_errand (SubletWindow *self)
{
  g_autoptr (SubletRental) rental = NULL;
  const char *coming;

  if (self->errand_rental == NULL || self->instances_page == NULL)
    return;

  rental = sublet_window_find_rental (self, self->errand_rental);
  /* On an unknown list it may still come. */
  if (rental == NULL && sublet_rental_engine_get_knowledge (self->engine) != SUBLET_KNOWLEDGE_KNOWN)
    return;
  if (rental != NULL)
    g_signal_handlers_disconnect_by_func (rental, sublet_window_run_errand, self);
  coming = rental != NULL ? get_coming (self, rental) : NULL;
  if (coming != NULL)
    {
      g_signal_connect_object (rental,
                               coming,
                               G_CALLBACK (sublet_window_run_errand),
                               self,
                               G_CONNECT_SWAPPED);
      return;
    }

  g_clear_pointer (&self->errand_rental, g_free);
  if (rental != NULL)
    do_errand (self, self->errand, rental);
  else
    {
      adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->instances_place));
      sublet_toast_show (GTK_WIDGET (self->toasts), _ ("That instance is not listed any more."));
    }
}

/**
 * sublet_window_take_errand:
 * @self: a window
 * @errand: what is wanted
 * @rental_id: of which rental
 *
 * Does it as soon as what is rented is known. Nothing is ended without a question.
 */
void
sublet_window_take_errand (SubletWindow *self, SubletErrand errand, const char *rental_id)
{
  g_return_if_fail (SUBLET_IS_WINDOW (self));
  g_return_if_fail (rental_id != NULL);

  g_free (self->errand_rental);
  self->errand_rental = g_strdup (rental_id);
  self->errand = errand;
  sublet_window_run_errand (self);
}

/**
 * sublet_window_show_page:
 * @self: a window
 * @page: "market", "instances" or "billing"
 *
 * At once, or as soon as there are pages.
 */
void
sublet_window_show_page (SubletWindow *self, const char *page)
{
  g_return_if_fail (SUBLET_IS_WINDOW (self));
  g_return_if_fail (page != NULL);

  /* The pages begin with the one that is remembered. */
  if (self->market_page == NULL)
    g_object_set (sublet_services_get_settings (self->services), "page", page, NULL);
  else if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
}

/**
 * sublet_window_show_billing_section:
 * @self: a window
 * @section: the name of one that the billing page has
 *
 * At once, or as soon as there are pages.
 */
void
sublet_window_show_billing_section (SubletWindow *self, const char *section)
{
  g_return_if_fail (SUBLET_IS_WINDOW (self));
  g_return_if_fail (section != NULL);

  sublet_window_show_page (self, "billing");
  if (self->billing_page == NULL)
    g_object_set (sublet_services_get_settings (self->services), "billing-section", section, NULL);
  else
    sublet_sections_show (SUBLET_SECTIONS (self->billing_page), section);
}
