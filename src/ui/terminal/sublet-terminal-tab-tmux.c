/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-tab-private.h"

#include "core/ssh/sublet-tmux.h"

/*
 * A shell that is kept in tmux outlives its connection. The tab's first shell is a plain one, which
 * is there at once, unless the person wants all of them kept; whether it could be kept is asked
 * while it is used.
 */

static gboolean
has_mode (SubletTerminalTab *self, const char *wanted)
{
  g_autofree char *mode = NULL;

  g_object_get (self->settings, "terminal-tmux", &mode, NULL);

  return g_strcmp0 (mode, wanted) == 0;
}

/**
 * sublet_terminal_tab_prepare_tmux:
 * @self: a tab whose shell is about to be asked for
 *
 * What was kept once stays so when it is opened again.
 */
void
sublet_terminal_tab_prepare_tmux (SubletTerminalTab *self)
{
  g_autofree char *session = NULL;

  if (has_mode (self, "always"))
    self->kept = TRUE;
  if (self->kept)
    session = sublet_tmux_dup_session (self->number);
  sublet_terminal_line_set_tmux (self->line, session);
}

/**
 * sublet_terminal_tab_look_for_tmux:
 * @self: a tab whose shell answers
 */
void
sublet_terminal_tab_look_for_tmux (SubletTerminalTab *self)
{
  if (!self->kept && has_mode (self, "offer"))
    sublet_terminal_line_look_for_tmux (self->line);
}

/**
 * sublet_terminal_tab_can_keep:
 * @self: a tab
 *
 * Returns: whether its shell is a plain one that could be kept in tmux
 */
gboolean
sublet_terminal_tab_can_keep (SubletTerminalTab *self)
{
  SubletTerminalLineFacts facts;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), FALSE);

  sublet_terminal_tab_read_facts (self, &facts);

  return facts.state == SUBLET_TERMINAL_LINE_OPEN && facts.has_tmux && !self->kept;
}

/**
 * sublet_terminal_tab_update_offer:
 * @self: a tab
 */
void
sublet_terminal_tab_update_offer (SubletTerminalTab *self)
{
  gboolean shown = sublet_terminal_tab_can_keep (self) && !self->declined;

  if (shown != sublet_terminal_offer_get_shown (self->offer))
    sublet_terminal_offer_show (self->offer, shown, FALSE);
}

/**
 * sublet_terminal_tab_keep:
 * @self: a tab
 *
 * Another shell takes the plain one's place, in tmux; not while something runs that would end.
 */
void
sublet_terminal_tab_keep (SubletTerminalTab *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_TAB (self));

  if (!sublet_terminal_tab_can_keep (self))
    return;
  if (sublet_terminal_tab_is_busy (self))
    {
      sublet_terminal_offer_show (self->offer, TRUE, TRUE);
      return;
    }

  self->kept = TRUE;
  self->reopening = TRUE;
  sublet_terminal_line_close (self->line);
}

/**
 * sublet_terminal_tab_reopen:
 * @self: a tab without a shell
 *
 * Returns: whether its shell was closed for another, which is asked for now
 */
gboolean
sublet_terminal_tab_reopen (SubletTerminalTab *self)
{
  gboolean reopening = self->reopening;

  self->reopening = FALSE;
  if (reopening)
    sublet_terminal_tab_open (self);

  return reopening;
}

static void
on_decline (SubletTerminalTab *self)
{
  self->declined = TRUE;
  sublet_terminal_tab_update_offer (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * sublet_terminal_tab_make_offer:
 * @self: a tab that is being made
 *
 * Returns: (transfer floating): the strip over its terminal
 */
GtkWidget *
sublet_terminal_tab_make_offer (SubletTerminalTab *self)
{
  GtkWidget *offer = g_object_new (SUBLET_TYPE_TERMINAL_OFFER, NULL);

  g_signal_connect_object (offer,
                           "keep",
                           G_CALLBACK (sublet_terminal_tab_keep),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (offer, "decline", G_CALLBACK (on_decline), self, G_CONNECT_SWAPPED);

  return offer;
}
