/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-view-private.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/terminal/sublet-terminal-paste.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the pointer does in a terminal. Gestures of the view come before the terminal's own. */

#define LONGEST_ADDRESS 2048

typedef struct
{
  SubletTerminalView *self; /* (owned) */
  char *address;            /* (owned) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_free (opening->address);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/**
 * sublet_terminal_view_may_open:
 * @address: what the other end says a word leads to
 *
 * Never a file: it would be one of this computer's, named by another one.
 *
 * Returns: whether it is an address of the web
 */
bool
sublet_terminal_view_may_open (const char *address)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;
  const char *p;

  g_return_val_if_fail (address != NULL, false);

  if (strlen (address) > LONGEST_ADDRESS)
    return false;
  /* An address is ASCII: letters that only look like others do not pass for them. */
  for (p = address; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return false;
    }
  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return false;

  scheme = g_uri_get_scheme (uri);
  return g_str_equal (scheme, "http") || g_str_equal (scheme, "https");
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The desktop tells the person by itself. The address is not ours to log. */
  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_info ("An address was not opened: %s", error->message);
}

static void
on_open_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, "open") == 0)
    g_app_info_launch_default_for_uri_async (opening->address, NULL, NULL, on_launched, NULL);
}

/* The word on screen may say anything; where it leads is shown first. */
static void
ask_to_open (SubletTerminalView *self, const char *address)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "open", _ ("Open"), SUBLET_ANSWER_SUGGESTED },
    };
  g_autofree char *shown = sublet_terminal_paste_dup_inline (address);
  const SubletQuestion question = {
    .heading = _ ("Open This Address?"),
                  .body = shown,
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "cancel",
                  .close_answer = "cancel",
    };
  Opening *opening = g_new0 (Opening, 1);

  opening->self = g_object_ref (self);
  opening->address = g_strdup (address);
  sublet_ui_confirm_async (GTK_WIDGET (self),
                           &question,
                           self->cancellable,
                           on_open_answered,
                           opening);
}

static char *
dup_address_at (SubletTerminalView *self, double x, double y)
{
  graphene_point_t at;

  if (!gtk_widget_compute_point (GTK_WIDGET (self),
                                 GTK_WIDGET (self->terminal),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &at))
    return NULL;

  return vte_terminal_check_hyperlink_at (self->terminal, (double) at.x, (double) at.y);
}

static void
on_primary_pressed (GtkGestureClick *gesture,
                    int n_press,
                    double x,
                    double y,
                    SubletTerminalView *self)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  g_autofree char *address = NULL;

  if ((modifiers & GDK_CONTROL_MASK) == 0 || n_press != 1)
    return;
  address = dup_address_at (self, x, y);
  if (address == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (sublet_terminal_view_may_open (address))
    ask_to_open (self, address);
  else
    g_signal_emit_by_name (self, "link-refused");
}

/* VTE would paste by itself, without a question; a program that wants the middle button does not
 * get it. */
static void
on_middle_pressed (GtkGestureClick *gesture,
                   int n_press,
                   double x,
                   double y,
                   SubletTerminalView *self)
{
  gboolean pastes = FALSE;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-enable-primary-paste",
                &pastes,
                NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->terminal));
  if (pastes)
    sublet_terminal_view_paste (self, true);
}

static void
on_secondary_pressed (GtkGestureClick *gesture,
                      int n_press,
                      double x,
                      double y,
                      SubletTerminalView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit_by_name (self, "context-menu", x, y);
}

static void
add_click (SubletTerminalView *self, guint button, GCallback on_pressed)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "pressed", on_pressed, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

/**
 * sublet_terminal_view_add_gestures:
 * @self: a view, once
 */
void
sublet_terminal_view_add_gestures (SubletTerminalView *self)
{
  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (on_primary_pressed));
  add_click (self, GDK_BUTTON_MIDDLE, G_CALLBACK (on_middle_pressed));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (on_secondary_pressed));
}
