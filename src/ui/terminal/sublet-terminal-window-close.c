/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* Before a tab or the window goes: does something end with it? */

typedef struct
{
  SubletTerminalWindow *self; /* (owned) */
  AdwTabPage *page;           /* (owned) (nullable): NULL, all of the window */
} Closing;

static void
closing_free (Closing *closing)
{
  g_object_unref (closing->self);
  g_clear_object (&closing->page);
  g_free (closing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Closing, closing_free)

static void
ask (SubletTerminalWindow *self,
     AdwTabPage *page,
     const char *heading,
     const char *body,
     GAsyncReadyCallback callback)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "close", _ ("Close"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  const SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };
  Closing *closing = g_new0 (Closing, 1);

  closing->self = g_object_ref (self);
  closing->page = page == NULL ? NULL : g_object_ref (page);
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, self->cancellable, callback, closing);
}

/* ---- one tab ---- */

static void
on_page_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Closing) closing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  /* Cancelled: the window went away, and the tab with it. */
  if (closing->self->tab_view == NULL)
    return;

  adw_tab_view_close_page_finish (closing->self->tab_view,
                                  closing->page,
                                  g_strcmp0 (answer, "close") == 0);
}

static gboolean
is_busy (SubletTerminalTab *tab)
{
  return sublet_terminal_tab_is_busy (tab) || sublet_terminal_tab_is_uploading (tab);
}

/**
 * sublet_terminal_window_on_close_page:
 * @self: a window
 * @page: the tab that is to go
 *
 * Returns: GDK_EVENT_STOP: the answer is given later, or was given
 */
gboolean
sublet_terminal_window_on_close_page (SubletTerminalWindow *self, AdwTabPage *page)
{
  SubletTerminalTab *tab = SUBLET_TERMINAL_TAB (adw_tab_page_get_child (page));
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (!is_busy (tab))
    {
      adw_tab_view_close_page_finish (self->tab_view, page, TRUE);
      return GDK_EVENT_STOP;
    }

  title = sublet_terminal_tab_dup_title (tab);
  name = sublet_rental_text_dup_name (sublet_terminal_tab_get_rental (tab));
  /* TRANSLATORS: %s is a terminal, as in "ada-1 (2)" */
  heading = g_strdup_printf (_ ("Close the Terminal %s?"), title);
  if (sublet_terminal_tab_is_uploading (tab))
    body =
      g_strdup (_ ("A file is being uploaded. It will not arrive, and nothing of it is kept."));
  else if (self->demo)
    body = g_strdup (_ ("What runs in it may end with it."));
  else
    /* TRANSLATORS: %s is an instance's label */
    body = g_strdup_printf (_ ("What runs in it may end with it. %s keeps billing."), name);
  ask (self, page, heading, body, on_page_answered);

  return GDK_EVENT_STOP;
}

/* ---- the window ---- */

static guint
count_busy (SubletTerminalWindow *self)
{
  guint count = 0;
  int i;

  for (i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tab_view, i);

      if (is_busy (SUBLET_TERMINAL_TAB (adw_tab_page_get_child (page))))
        count++;
    }

  return count;
}

static void
on_window_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Closing) closing = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  SubletTerminalWindow *self = closing->self;

  self->asking = FALSE;
  /* Cancelled: it is gone already. */
  if (self->tab_view == NULL || g_strcmp0 (answer, "close") != 0)
    return;

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * sublet_terminal_window_on_close_request:
 * @self: a window
 *
 * Shells that are still being connected are given up without a question.
 *
 * Returns: whether it stays, for now
 */
gboolean
sublet_terminal_window_on_close_request (SubletTerminalWindow *self)
{
  guint n_busy = count_busy (self);
  g_autofree char *body = NULL;

  if (self->may_close || n_busy == 0)
    return FALSE;
  if (self->asking)
    return TRUE;

  self->asking = TRUE;
  if (self->demo)
    /* TRANSLATORS: %u is a number of terminals */
    body = g_strdup_printf (ngettext ("What runs in %u terminal may end with it.",
                                      "What runs in %u terminals may end with them.",
                                      n_busy),
                            n_busy);
  else
    body = g_strdup_printf (
      /* TRANSLATORS: %u is a number of terminals */
      ngettext ("What runs in %u terminal may end with it. What you rent keeps billing.",
                "What runs in %u terminals may end with them. What you rent keeps billing.",
                n_busy),
      n_busy);
  ask (self, NULL, _ ("Close This Window?"), body, on_window_answered);

  return TRUE;
}
