/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* A short answer shows no loading face at all. */
#define LOADING_MS 300

/* ---- faces and views ---- */

/**
 * sublet_market_page_is_narrow:
 * @self: a page
 *
 * Returns: whether the offers are a list of two-line rows
 */
gboolean
sublet_market_page_is_narrow (SubletMarketPage *self)
{
  return self->size_class == SUBLET_SIZE_CLASS_NARROW;
}

/* The view that is not seen has no model: it would do everything twice. */
static void
show_offers (SubletMarketPage *self)
{
  if (sublet_market_page_is_narrow (self))
    {
      sublet_market_table_set_model (self->table, NULL);
      if (gtk_list_view_get_model (self->list_view) == NULL)
        {
          gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->model));
          sublet_scroll_anchor_set_model (self->anchor, self->model);
        }
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
  else
    {
      sublet_scroll_anchor_set_model (self->anchor, NULL);
      gtk_list_view_set_model (self->list_view, NULL);
      sublet_market_table_set_model (self->table, self->model);
      gtk_stack_set_visible_child_name (self->stack, "table");
    }
}

/* The first offers take the focus from whatever the window began with, never from a person who
 * types. */
static void
take_first_focus (SubletMarketPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  if (self->focused || root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->focused = TRUE;
  focus = gtk_root_get_focus (root);
  if (focus == NULL ||
      (!gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && !GTK_IS_EDITABLE (focus)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void on_loading_due (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * sublet_market_page_update_face:
 * @self: a page
 *
 * Loading, empty, error or offers, as the market says.
 */
void
sublet_market_page_update_face (SubletMarketPage *self)
{
  SubletMarketFaceKind kind = sublet_market_face_choose (self->market);

  if (kind != SUBLET_MARKET_FACE_LOADING)
    {
      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      self->loading_due = FALSE;
    }

  if (kind == SUBLET_MARKET_FACE_CONTENT)
    {
      show_offers (self);
      take_first_focus (self);
      return;
    }
  if (kind == SUBLET_MARKET_FACE_LOADING && !self->loading_due)
    {
      gtk_stack_set_visible_child_name (self->stack, "blank");
      if (self->loading == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        {
          self->loading = g_cancellable_new ();
          sublet_clock_wait_async (sublet_market_get_clock (self->market),
                                   LOADING_MS,
                                   self->loading,
                                   on_loading_due,
                                   g_object_ref (self));
        }
      return;
    }

  sublet_market_face_update (self->face, self->market);
  gtk_stack_set_visible_child_name (self->stack, "face");
}

static void
on_loading_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPage) self = g_steal_pointer (&user_data);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->loading);
  self->loading_due = TRUE;
  sublet_market_page_update_face (self);
}

/* ---- selection and details ---- */

static void
update_details (SubletMarketPage *self)
{
  guint selected = sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (self->model));
  gint64 selected_id = sublet_offer_list_model_get_selected_id (self->model);
  g_autoptr (SubletOffer) offer = NULL;
  SubletOffer *shown = sublet_offer_details_get_offer (self->details);
  SubletJob job;

  sublet_market_get_job (self->market, &job);
  if (selected != G_MAXUINT)
    offer = sublet_market_dup_offer (self->market, selected);
  /* What is gone stays in sight until something else is chosen. */
  if (offer == NULL && shown != NULL && sublet_offer_get_row (shown)->id == selected_id)
    offer = g_object_ref (shown);

  if (self->reason_id != selected_id)
    {
      self->reason_id = 0;
      sublet_offer_details_set_reason (self->details, NULL);
    }
  sublet_offer_details_show (self->details,
                             offer,
                             &job,
                             offer != NULL ? sublet_market_get_presence (self->market, offer)
                                           : SUBLET_PRESENCE_LISTED);
  sublet_offer_details_show_kinds (self->details, self->market, &job);
  sublet_market_page_update_note (self, offer);
}

static void
keep_selection (SubletMarketPage *self)
{
  gint64 selected_id = sublet_offer_list_model_get_selected_id (self->model);

  if (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (self->model)) != G_MAXUINT)
    return;
  /* Gone: the details say how. Hidden by a filter: the first one is as good as any. */
  if (selected_id != 0 && !sublet_market_has_offer (self->market, selected_id) &&
      sublet_market_get_total (self->market) > 0)
    return;

  if (sublet_market_get_shown (self->market) > 0)
    sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (self->model), 0);
  else
    sublet_offer_list_model_set_selected_id (self->model, 0);
}

/**
 * sublet_market_page_on_selected:
 * @self: a page
 *
 * Another offer is selected.
 */
void
sublet_market_page_on_selected (SubletMarketPage *self)
{
  update_details (self);
  sublet_market_page_update_actions (self);
}

/* ---- following ---- */

/**
 * sublet_market_page_apply_docked:
 * @self: a page
 *
 * A pane that covers the offers has a row above it that names it and leads back.
 */
void
sublet_market_page_apply_docked (SubletMarketPage *self)
{
  sublet_filter_pane_set_titled (self->filter_pane,
                                 sublet_pane_view_get_start_docked (self->panes));
  sublet_offer_details_set_closable (self->details, sublet_pane_view_get_end_docked (self->panes));
}

static void
announce (SubletMarketPage *self)
{
  g_autofree char *number = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *sentence = NULL;
  guint n_shown = sublet_market_get_shown (self->market);
  gint64 lowest_nusd = sublet_market_get_lowest_rate_nusd (self->market);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      sublet_market_get_state (self->market) != SUBLET_MARKET_STATE_KNOWN)
    return;

  number = sublet_format_number (n_shown, 0);
  if (lowest_nusd == SUBLET_MONEY_UNKNOWN)
    {
      sentence = g_strdup_printf (ngettext ("%s offer", "%s offers", n_shown), number);
    }
  else
    {
      rate = sublet_format_rate (lowest_nusd);
      /* TRANSLATORS: spoken: how many offers there are, and a rate like $0.334/h */
      sentence = g_strdup_printf (ngettext ("%1$s offer, cheapest %2$s",
                                            "%1$s offers, cheapest %2$s",
                                            n_shown),
                                  number,
                                  rate);
    }
  if (g_strcmp0 (sublet_announcer_get_said (self->announcer), sentence) != 0)
    sublet_announcer_say (self->announcer, sentence);
}

static void
update_filters_toggle (SubletMarketPage *self)
{
  guint n_active = sublet_offer_filter_count_active (sublet_market_get_filter (self->market));
  g_autofree char *number = g_strdup_printf ("%u", n_active);

  gtk_label_set_text (self->filters_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->filters_label),
                          sublet_market_page_is_narrow (self) && n_active > 0);
}

/**
 * sublet_market_page_on_view_changed:
 * @self: a page
 *
 * The market shows other offers, or the same ones in another order.
 */
void
sublet_market_page_on_view_changed (SubletMarketPage *self)
{
  sublet_market_page_update_face (self);
  keep_selection (self);
  update_details (self);
  sublet_market_page_store_order (self);
  sublet_market_page_update_menus (self);
  sublet_market_page_update_actions (self);
  update_filters_toggle (self);
  announce (self);
}

/**
 * sublet_market_page_on_kinds_changed:
 * @self: a page
 *
 * Another kind of price is known, or why it is not.
 */
void
sublet_market_page_on_kinds_changed (SubletMarketPage *self)
{
  update_details (self);
}

/**
 * sublet_market_page_on_state_changed:
 * @self: a page
 *
 * What is known of the market has changed, its offers have not.
 */
void
sublet_market_page_on_state_changed (SubletMarketPage *self)
{
  sublet_market_page_update_face (self);
  sublet_market_page_update_actions (self);
}

/**
 * sublet_market_page_apply_size_class:
 * @self: a page
 *
 * Shows what there is room for.
 */
void
sublet_market_page_apply_size_class (SubletMarketPage *self)
{
  sublet_job_bar_set_folded (self->job_bar, self->size_class != SUBLET_SIZE_CLASS_WIDE);
  sublet_market_status_set_narrow (self->status, sublet_market_page_is_narrow (self));
  gtk_widget_set_visible (self->details_toggle, !sublet_market_page_is_narrow (self));
  gtk_widget_set_visible (GTK_WIDGET (self->policy), !sublet_market_page_is_narrow (self));
  /* The switcher in the middle of the head needs the room. */
  sublet_policy_button_set_compact (self->policy, self->size_class == SUBLET_SIZE_CLASS_MEDIUM);
  if (self->search_button != NULL)
    sublet_search_button_set_compact (self->search_button,
                                      self->size_class != SUBLET_SIZE_CLASS_WIDE);
  update_filters_toggle (self);
  sublet_market_page_update_face (self);
}
