/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "core/base/sublet-money.h"
#include "ui/rent/sublet-rent-dialog-private.h"

#define WIDTH 1060
#define HEIGHT 720

G_DEFINE_FINAL_TYPE (SubletRentDialog, sublet_rent_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_RENTED,
  SIGNAL_PREFERENCES_REQUESTED,
  N_SIGNALS,
} SubletRentDialogSignal;

static guint signals[N_SIGNALS];

static void
on_rent_instead (SubletRentDialog *self, SubletOffer *offer)
{
  sublet_rent_dialog_open_offer (self, offer);
}

static void
on_spoken (SubletRentDialog *self, const char *sentence)
{
  sublet_announcer_say (self->announcer, sentence);
}

static void
on_checks_changed (SubletRentDialog *self)
{
  sublet_rent_dialog_show_credit (self);
  sublet_rent_dialog_update_money (self);
}

static void
on_show_keys (SubletRentDialog *self)
{
  sublet_rent_dialog_request_preferences (self, "connection");
}

static void
show_caps (SubletRentDialog *self)
{
  gint64 per_hour_nusd = 0;
  gint64 per_day_uusd = 0;

  sublet_money_nusd_from_usd (sublet_settings_get_spend_cap_per_hour (self->settings),
                              &per_hour_nusd);
  sublet_money_uusd_from_usd (sublet_settings_get_spend_cap_per_day (self->settings),
                              &per_day_uusd);
  sublet_check_list_set_caps (self->check_list, per_hour_nusd, per_day_uusd);
  if (self->preflight != NULL)
    sublet_preflight_check_again (self->preflight);
}

static gboolean
sublet_rent_dialog_close_request (GtkWindow *window)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (window);

  /* Whether the intent could be written is not known yet: go out of the way, and come back only to
   * say that it could not. */
  if (self->asking && !self->begun)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (sublet_rent_dialog_parent_class)->close_request (window);
}

static void
sublet_rent_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_rent_dialog_parent_class)->map (widget);

  if (!SUBLET_RENT_DIALOG (widget)->asking)
    sublet_rent_form_focus_image (SUBLET_RENT_DIALOG (widget)->form);
}

static void
sublet_rent_dialog_constructed (GObject *object)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (object);

  G_OBJECT_CLASS (sublet_rent_dialog_parent_class)->constructed (object);

  g_return_if_fail (self->engine != NULL && self->settings != NULL && self->offer != NULL);

  sublet_announcer_set_clock (self->announcer, sublet_rental_engine_get_clock (self->engine));
  sublet_rent_form_set_clock (self->form, sublet_rental_engine_get_clock (self->engine));
  g_signal_connect_object (self->settings,
                           "notify::spend-cap-per-hour",
                           G_CALLBACK (show_caps),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::spend-cap-per-day",
                           G_CALLBACK (show_caps),
                           self,
                           G_CONNECT_SWAPPED);
  show_caps (self);
  sublet_rent_dialog_open_offer (self, self->offer);
}

static void
sublet_rent_dialog_dispose (GObject *object)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (object);

  sublet_rent_dialog_stop_waiting (self);
  sublet_rent_dialog_drop_request (self);
  g_clear_object (&self->rental);
  g_clear_object (&self->batch);
  if (self->recipes != NULL)
    g_signal_handlers_disconnect_by_data (self->recipes, self);
  g_clear_object (&self->recipes);
  g_clear_object (&self->client);
  g_clear_object (&self->template_);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_object (&self->offer);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  g_clear_object (&self->market);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RENT_DIALOG);

  G_OBJECT_CLASS (sublet_rent_dialog_parent_class)->dispose (object);
}

static void
sublet_rent_dialog_finalize (GObject *object)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (object);

  g_free (self->account_label);
  g_free (self->looked_for);
  g_ptr_array_unref (self->volumes);

  G_OBJECT_CLASS (sublet_rent_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_BATCH_PROGRESS);
  g_type_ensure (SUBLET_TYPE_CHECK_LIST);
  g_type_ensure (SUBLET_TYPE_RECEIPT);
  g_type_ensure (SUBLET_TYPE_RENT_FORM);
  g_type_ensure (SUBLET_TYPE_RENT_PROGRESS);
  g_type_ensure (SUBLET_TYPE_SIZE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-rent-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, head_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, head_reason);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, failure_strip);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, failure_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, clamp);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, form);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, side);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, receipt_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, receipt_group);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, check_list);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, fold_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, fold_title);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, fold_icon);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, fold_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, fold_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, foot_reason);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, foot_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, batch_progress);
  gtk_widget_class_bind_template_child (widget_class, SubletRentDialog, announcer);
}

static void
sublet_rent_dialog_class_init (SubletRentDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_rent_dialog_constructed;
  object_class->dispose = sublet_rent_dialog_dispose;
  object_class->finalize = sublet_rent_dialog_finalize;
  widget_class->map = sublet_rent_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = sublet_rent_dialog_close_request;

  sublet_rent_dialog_install_properties (object_class);

  signals[SIGNAL_RENTED] = g_signal_new ("rented",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         SUBLET_TYPE_RENTAL);
  signals[SIGNAL_PREFERENCES_REQUESTED] = g_signal_new ("preferences-requested",
                                                        G_TYPE_FROM_CLASS (klass),
                                                        G_SIGNAL_RUN_LAST,
                                                        0,
                                                        NULL,
                                                        NULL,
                                                        NULL,
                                                        G_TYPE_NONE,
                                                        1,
                                                        G_TYPE_STRING);

  bind_template (widget_class);
  /* A plain window has a role that assistive programs look through. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  sublet_rent_dialog_install_actions (widget_class);
}

/* Until this one goes: a part that waits for something is held, and may go later. */
static void
follow (SubletRentDialog *self, gpointer part, const char *signal, GCallback callback)
{
  g_signal_connect_object (part, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
sublet_rent_dialog_init (SubletRentDialog *self)
{
  self->volumes = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  follow (self,
          self->size_bin,
          "notify::size-class",
          G_CALLBACK (sublet_rent_dialog_update_layout));
  follow (self, self->fold_button, "notify::active", G_CALLBACK (sublet_rent_dialog_update_layout));
  follow (self, self->form, "changed", G_CALLBACK (sublet_rent_dialog_on_form_changed));
  follow (self, self->form, "search-kind", G_CALLBACK (sublet_rent_dialog_on_search_kind));
  follow (self, self->form, "show-keys", G_CALLBACK (on_show_keys));
  follow (self, self->form, "choose-template", G_CALLBACK (sublet_rent_dialog_on_choose_template));
  follow (self, self->form, "launch-opened", G_CALLBACK (sublet_rent_dialog_on_launch_opened));
  follow (self, self->form, "access-opened", G_CALLBACK (sublet_rent_dialog_on_access_opened));
  follow (self, self->form, "policy-chosen", G_CALLBACK (sublet_rent_dialog_on_policy_chosen));
  follow (self, self->check_list, "changed", G_CALLBACK (on_checks_changed));
  follow (self, self->check_list, "fix", G_CALLBACK (sublet_rent_dialog_on_fix));
  follow (self, self->check_list, "worse", G_CALLBACK (on_spoken));
  follow (self, self->check_list, "order-failed", G_CALLBACK (sublet_rent_dialog_show_failure));
  follow (self, self->progress, "answered", G_CALLBACK (sublet_rent_dialog_on_answered));
  follow (self, self->progress, "refused", G_CALLBACK (sublet_rent_dialog_on_refused));
  follow (self, self->progress, "step", G_CALLBACK (on_spoken));
  follow (self, self->progress, "rent-instead", G_CALLBACK (on_rent_instead));
  follow (self, self->batch_progress, "step", G_CALLBACK (on_spoken));
  follow (self,
          self->batch_progress,
          "answered",
          G_CALLBACK (sublet_rent_dialog_on_batch_answered));
  follow (self, self->batch_progress, "ended", G_CALLBACK (sublet_rent_dialog_on_batch_ended));
  follow (self, self->progress, "back", G_CALLBACK (sublet_rent_dialog_on_back));
  follow (self, self->batch_progress, "back", G_CALLBACK (sublet_rent_dialog_on_batch_back));
}

void
sublet_rent_dialog_emit_rented (SubletRentDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_RENTED], 0, self->rental);
}

void
sublet_rent_dialog_request_preferences (SubletRentDialog *self, const char *page)
{
  g_signal_emit (self, signals[SIGNAL_PREFERENCES_REQUESTED], 0, page);
}

/**
 * sublet_rent_dialog_new:
 * @parent: (nullable): the window it stands before
 * @engine: what rents
 * @settings: the defaults
 * @market: (nullable): whose job the price is for
 * @offer: what was chosen
 *
 * Returns: (transfer none): a window that GTK owns, for gtk_window_present()
 */
SubletRentDialog *
sublet_rent_dialog_new (GtkWindow *parent,
                        SubletRentalEngine *engine,
                        SubletSettings *settings,
                        SubletMarket *market,
                        SubletOffer *offer)
{
  SubletRentDialog *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (SUBLET_TYPE_RENT_DIALOG,
                       "engine",
                       engine,
                       "settings",
                       settings,
                       "market",
                       market,
                       "offer",
                       offer,
                       NULL);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  /* Not beyond its parent: on a small screen it is a page of its own. */
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (parent))));

  return self;
}

/**
 * sublet_rent_dialog_set_recipes:
 * @self: a dialog
 * @recipes: (nullable): what it can be filled from, and saved to; %NULL: nothing is offered
 */
void
sublet_rent_dialog_set_recipes (SubletRentDialog *self, SubletRecipeStore *recipes)
{
  g_return_if_fail (SUBLET_IS_RENT_DIALOG (self));
  g_return_if_fail (recipes == NULL || SUBLET_IS_RECIPE_STORE (recipes));

  if (self->recipes != NULL)
    g_signal_handlers_disconnect_by_data (self->recipes, self);
  g_set_object (&self->recipes, recipes);
  if (recipes != NULL)
    g_signal_connect_swapped (recipes,
                              "items-changed",
                              G_CALLBACK (sublet_rent_dialog_update_recipes),
                              self);
  sublet_rent_dialog_update_recipes (self);
}

/**
 * sublet_rent_dialog_get_offer:
 * @self: a dialog
 *
 * Returns: (transfer none): what it is about: the one chosen first, or the one in its place
 */
SubletOffer *
sublet_rent_dialog_get_offer (SubletRentDialog *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_DIALOG (self), NULL);

  return self->offer;
}
