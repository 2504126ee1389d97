/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include "app/sublet-window-private.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-passphrase-question.h"

/* ---- what the engine tells ---- */

/**
 * sublet_window_update_attention:
 * @self: a window
 *
 * Says at the page of the instances how many run, and whether one needs the person.
 */
void
sublet_window_update_attention (SubletWindow *self)
{
  AdwViewStackPage *page;

  if (self->instances_page == NULL)
    return;

  page = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->instances_place));
  adw_view_stack_page_set_badge_number (page,
                                        sublet_rental_engine_get_running_count (self->engine));
  adw_view_stack_page_set_needs_attention (page,
                                           sublet_rental_engine_get_attention_count (self->engine) >
                                             0);
}

static void
on_notice (SubletWindow *self, const GError *error)
{
  g_autofree char *body = sublet_error_text_dup_both (error);

  sublet_window_tell (self, sublet_error_text_get_title (error), body);
}

static void
connect_engine (SubletWindow *self)
{
  g_signal_group_connect_object (self->engine_group,
                                 "notify::running-count",
                                 G_CALLBACK (sublet_window_update_attention),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->engine_group,
                                 "notify::attention-count",
                                 G_CALLBACK (sublet_window_update_attention),
                                 self,
                                 G_CONNECT_SWAPPED);
  /* What waits may be there now, or known not to be. */
  g_signal_group_connect_object (self->engine_group,
                                 "notify::knowledge",
                                 G_CALLBACK (sublet_window_run_errand),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->engine_group,
                                 "notice",
                                 G_CALLBACK (on_notice),
                                 self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sublet_window_init_services:
 * @self: a window under construction
 *
 * What is connected once, whichever engine comes.
 */
void
sublet_window_init_services (SubletWindow *self)
{
  self->engine_group = g_signal_group_new (SUBLET_TYPE_RENTAL_ENGINE);
  connect_engine (self);
}

/* ---- the services ---- */

/**
 * sublet_window_connect_services:
 * @self: a window whose services are ready
 *
 * Follows what the services hand down.
 */
void
sublet_window_connect_services (SubletWindow *self)
{
  self->engine = g_object_ref (sublet_services_get_engine (self->services));
  self->session = g_object_ref (sublet_services_get_session (self->services));
  g_signal_group_set_target (self->session_group, self->session);
  g_signal_group_set_target (self->engine_group, self->engine);
  g_signal_group_set_target (self->rentals_group, sublet_rental_engine_get_rentals (self->engine));
  sublet_welcome_page_set_session (self->welcome_page, self->session);
  sublet_passphrase_question_follow (GTK_WINDOW (self),
                                     sublet_services_get_identity_store (self->services));
  sublet_rental_engine_set_visible (self->engine, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * sublet_window_disconnect_services:
 * @self: a window
 *
 * Lets go of everything that the services handed down.
 */
void
sublet_window_disconnect_services (SubletWindow *self)
{
  if (self->session == NULL)
    return;

  sublet_window_stop_renting_again (self);
  sublet_window_close_terminal (self);
  sublet_window_close_logs (self);
  g_signal_group_set_target (self->session_group, NULL);
  g_signal_group_set_target (self->engine_group, NULL);
  g_signal_group_set_target (self->rentals_group, NULL);
  g_clear_object (&self->session);
  sublet_welcome_page_set_session (self->welcome_page, NULL);
  adw_bin_set_child (self->strip_slot, NULL);
  adw_bin_set_child (self->pill_slot, NULL);
  sublet_window_remove_pages (self);
  g_clear_object (&self->engine);
}
