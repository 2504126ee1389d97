/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/common/sublet-error-text.h"

#include <glib/gi18n.h>

/* The window's face: waiting, failed, welcome or its pages. */

/* Nothing is shown of a wait that is shorter. */
#define SLOW_MS 300

/* Which of the window's faces the state of things asks for. */
static const char *
choose_root (SubletWindow *self)
{
  switch (sublet_services_get_state (self->services))
    {
    case SUBLET_SERVICES_STATE_STARTING:
      return "starting";
    case SUBLET_SERVICES_STATE_FAILED:
      return "failed";
    case SUBLET_SERVICES_STATE_READY:
      break;
    default:
      g_assert_not_reached ();
    }

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_STARTING:
      /* A keyring that asks the person may take for ever; there are other ways to a key. */
      return self->slow || sublet_session_get_has_environment_key (self->session) ? "welcome"
                                                                                  : "starting";
    case SUBLET_SESSION_STATE_SIGNED_IN:
      return self->replacing || sublet_welcome_page_get_waiting (self->welcome_page) ? "welcome"
                                                                                     : "main";
    case SUBLET_SESSION_STATE_SIGNED_OUT:
    case SUBLET_SESSION_STATE_REJECTED:
      return self->looking ? "main" : "welcome";
    default:
      g_assert_not_reached ();
    }
}

static gboolean
on_slow (gpointer user_data)
{
  SubletWindow *self = SUBLET_WINDOW (user_data);

  self->slow_id = 0;
  self->slow = TRUE;
  sublet_window_update (self);
  return G_SOURCE_REMOVE;
}

/* Until it is known what to show: a person sees nothing of that unless it lasts. */
static void
update_unsure (SubletWindow *self)
{
  SubletServicesState state = sublet_services_get_state (self->services);
  gboolean unsure = state == SUBLET_SERVICES_STATE_STARTING ||
                    (state == SUBLET_SERVICES_STATE_READY &&
                     sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_STARTING);

  if (unsure && !self->slow && self->slow_id == 0)
    self->slow_id = g_timeout_add (SLOW_MS, on_slow, self);
  if (!unsure)
    {
      g_clear_handle_id (&self->slow_id, g_source_remove);
      self->slow = FALSE;
    }
}

static void
update_starting (SubletWindow *self, gboolean shown)
{
  gtk_widget_set_visible (self->starting_box, self->slow);
  gtk_spinner_set_spinning (self->starting_spinner, shown && self->slow);
  gtk_label_set_label (self->starting_label,
                       sublet_services_get_demo (self->services)
                       ? _ ("Opening the demo market…")
                       : _ ("Asking the keyring…"));
}

static void
update_failed (SubletWindow *self)
{
  const GError *error = sublet_services_get_error (self->services);
  g_autofree char *description = NULL;

  if (error == NULL)
    return;

  if (sublet_services_get_demo (self->services))
    {
      adw_status_page_set_title (self->failed_page, _ ("The Demo Market Is Closed"));
      adw_status_page_set_description (self->failed_page,
                                       _ ("The program that plays the market has ended or is not installed."));
    }
  else
    {
      description = sublet_error_text_dup_both (error);
      adw_status_page_set_title (self->failed_page, sublet_error_text_get_title (error));
      adw_status_page_set_description (self->failed_page, description);
    }
  gtk_label_set_label (self->failed_details, error->message);
}

/* GTK 4.8 tells nobody who reads the screen which page of a stack is seen: the others could be
 * heard, and their buttons pressed in vain. */
static void
tell_root (SubletWindow *self)
{
  GtkWidget *seen = gtk_stack_get_visible_child (self->root_stack);
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->root_stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page),
                                 GTK_ACCESSIBLE_STATE_HIDDEN,
                                 page != seen,
                                 -1);
}

/**
 * sublet_window_update:
 * @self: the window
 *
 * Shows what services, session and size say.
 */
void
sublet_window_update (SubletWindow *self)
{
  const char *root;
  const char *before = gtk_stack_get_visible_child_name (self->root_stack);

  /* While the services are being connected, and while the window goes. */
  if (self->services == NULL ||
      (self->session == NULL &&
       sublet_services_get_state (self->services) == SUBLET_SERVICES_STATE_READY))
    return;

  update_unsure (self);
  root = choose_root (self);
  if (g_str_equal (root, "main"))
    sublet_window_fill (self);
  update_starting (self, g_str_equal (root, "starting"));
  update_failed (self);
  gtk_stack_set_visible_child_name (self->root_stack, root);
  tell_root (self);
  sublet_window_update_header (self, root);
  sublet_window_update_actions (self);
  if (g_str_equal (root, "main"))
    sublet_window_run_errand (self);

  if (g_str_equal (root, "welcome") && g_strcmp0 (before, "welcome") != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->welcome_page));
}
