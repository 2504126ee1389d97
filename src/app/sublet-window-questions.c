/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"

/* The question before closing, and what to do about the next time. */
typedef struct
{
  SubletWindow *window;     /* (owned) */
  GtkCheckButton *remember; /* (owned) */
} Closing;

static void
closing_free (Closing *closing)
{
  g_object_unref (closing->remember);
  g_object_unref (closing->window);
  g_free (closing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Closing, closing_free)

static void
on_closing_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Closing) closing = user_data;
  SubletWindow *self = closing->window;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  gboolean watch = g_strcmp0 (answer, "watch") == 0;

  if (self->services == NULL || (!watch && g_strcmp0 (answer, "leave") != 0))
    return;

  if (gtk_check_button_get_active (closing->remember))
    g_object_set (sublet_services_get_settings (self->services),
                  "ask-before-closing",
                  FALSE,
                  "keep-watching",
                  watch,
                  NULL);
  if (watch)
    {
      sublet_window_go_to_background (self);
      return;
    }
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * sublet_window_ask_before_closing:
 * @self: the window
 *
 * Asks when something goes on billing after the window has closed, unless the person wanted to hear
 * it once only: then what was answered holds. Who quits does not want it watched.
 *
 * Returns: whether the window is not to close now: it asks, or goes out of sight
 */
gboolean
sublet_window_ask_before_closing (SubletWindow *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "leave", _ ("Leave Them"), SUBLET_ANSWER_PLAIN },
        { "watch", _ ("Keep Watching in the Background"), SUBLET_ANSWER_SUGGESTED },
      };
  gboolean can_watch = sublet_window_can_go_to_background (self);
  SubletQuestion question = {
    .heading = _ ("Close Sublet?"),
                  .answers = answers,
                  .n_answers = can_watch ? G_N_ELEMENTS (answers) : G_N_ELEMENTS (answers) - 1,
                  .default_answer = can_watch ? "watch" : "cancel",
                  .close_answer = "cancel",
    };
  guint count = sublet_services_count_open (self->services);
  g_autofree char *rate = NULL;
  g_autofree char *body = NULL;
  gboolean ask = FALSE;
  gboolean watch = FALSE;
  Closing *closing;

  g_object_get (sublet_services_get_settings (self->services),
                "ask-before-closing",
                &ask,
                "keep-watching",
                &watch,
                NULL);
  if (count == 0 || sublet_services_get_demo (self->services))
    return FALSE;
  if (!ask)
    {
      if (watch && can_watch)
        sublet_window_go_to_background (self);
      return watch && can_watch;
    }

  rate = sublet_format_rate_short (sublet_rental_engine_get_burn_rate_nusd (self->engine));
  body = g_strdup_printf (
    /* TRANSLATORS: %1$u is a number of instances, %2$s a rate like "$1.84/h" */
    ngettext ("%1$u instance bills %2$s and goes on without Sublet. Nothing ends it while Sublet "
              "is "
              "closed.",
              "%1$u instances bill %2$s and go on without Sublet. Nothing ends them while Sublet "
              "is closed.",
              count),
    count,
    rate);
  question.body = body;

  closing = g_new0 (Closing, 1);
  closing->window = g_object_ref (self);
  closing->remember =
    GTK_CHECK_BUTTON (g_object_ref_sink (gtk_check_button_new_with_label (_ ("Do not ask again"))));
  question.extra = GTK_WIDGET (closing->remember);
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_closing_answered, closing);

  return TRUE;
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
}

/**
 * sublet_window_tell:
 * @self: the window
 * @heading: translated
 * @body: translated
 *
 * Says something that asks for nothing but has to be read.
 */
void
sublet_window_tell (SubletWindow *self, const char *heading, const char *body)
{
  const SubletAnswer answers[] = { { "close", _ ("Close"), SUBLET_ANSWER_PLAIN } };
  SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "close",
    .close_answer = "close",
  };

  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_told, NULL);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWindow) self = SUBLET_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (sublet_session_forget_finish (SUBLET_SESSION (source), result, &error) ||
      self->services == NULL)
    return;

  g_info ("The key is not forgotten: %s", error->message);
  sublet_window_tell (self,
                      _ ("The Key May Still Be in the Keyring"),
                         _ ("The keyring did not answer. Sublet has signed out; unlock the keyring and "
                         "forget the key again, or remove it there."));
}

static void
on_forget_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWindow) self = SUBLET_WINDOW (user_data);
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, "forget") != 0 || self->session == NULL)
    return;

  self->looking = FALSE;
  self->replacing = FALSE;
  sublet_session_forget_async (self->session, NULL, on_forgotten, g_object_ref (self));
}

/**
 * sublet_window_ask_to_forget:
 * @self: a window with a key in use
 *
 * Asks with the figures of what is then out of reach, and signs out.
 */
void
sublet_window_ask_to_forget (SubletWindow *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "forget", _ ("Forget"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  SubletQuestion question = {
    .heading = _ ("Forget the Key?"),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "cancel",
                  .close_answer = "cancel",
    };
  guint count = sublet_services_count_open (self->services);
  g_autofree char *rate = NULL;
  g_autofree char *body = NULL;

  rate = sublet_format_rate_short (sublet_rental_engine_get_burn_rate_nusd (self->engine));
  if (count > 0)
    body = g_strdup_printf (
      /* TRANSLATORS: %1$u is a number of instances, %2$s a rate like "$1.84/h" */
      ngettext ("Sublet can then no longer see or end %1$u instance, %2$s.",
                "Sublet can then no longer see or end %1$u instances, %2$s.",
                count),
      count,
      rate);
  else
    body = g_strdup (_ ("Nothing is rented with it. Paste it again to come back."));
  question.body = body;
  sublet_ui_confirm_async (GTK_WIDGET (self),
                           &question,
                           NULL,
                           on_forget_answered,
                           g_object_ref (self));
}
