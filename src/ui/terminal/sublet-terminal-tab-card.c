/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-tab-private.h"

#include "ui/common/sublet-announcer.h"

#include <glib/gi18n.h>

/* What a tab says of its line: the card over the terminal, aloud, and what it is called. */

/* A connection that stands gives a shell sooner: no card flashes up for it. */
#define CARD_AFTER_MS 300

/**
 * sublet_terminal_tab_read_facts:
 * @self: a tab
 * @facts: (out caller-allocates): its line's, or that the shell's end could not be joined
 */
void
sublet_terminal_tab_read_facts (SubletTerminalTab *self, SubletTerminalLineFacts *facts)
{
  sublet_terminal_line_read (self->line, facts);
  if (self->join_error == NULL)
    return;

  facts->state = SUBLET_TERMINAL_LINE_FAILED;
  facts->link = SUBLET_CONNECTION_N_LINKS;
  facts->error = self->join_error;
}

static void
fill_card (SubletTerminalTab *self,
           const SubletTerminalLineFacts *facts,
           SubletTerminalCardText *text)
{
  if (self->ssh_problem != NULL)
    {
      *text = (SubletTerminalCardText){ .title = g_strdup (_ ("No Terminal in This Demo")),
                                                           .line = g_strdup (self->ssh_problem),
                                                           .first = SUBLET_TERMINAL_DEED_CLOSE };
      return;
    }
  if (facts->state == SUBLET_TERMINAL_LINE_CONNECTING && !self->patient)
    {
      *text = (SubletTerminalCardText){ NULL };
      return;
    }
  if (facts->state == SUBLET_TERMINAL_LINE_IDLE && self->cancelled)
    {
      *text = (SubletTerminalCardText){ .title = g_strdup (_ ("Not Connected")),
                                                           .first = SUBLET_TERMINAL_DEED_TRY_AGAIN,
                                                           .second = SUBLET_TERMINAL_DEED_CLOSE };
      return;
    }

  sublet_terminal_card_text_fill (text,
                                  self->rental,
                                  facts,
                                  self->state_at_us,
                                  sublet_clock_get_wall_us (self->clock),
                                  self->demo);
}

static gboolean
has_focus_within (SubletTerminalTab *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * sublet_terminal_tab_show_state:
 * @self: a tab
 *
 * What the card says now; it is there only while there is no shell.
 */
void
sublet_terminal_tab_show_state (SubletTerminalTab *self)
{
  SubletTerminalLineFacts facts;
  SubletTerminalCardText text;
  gboolean had_focus = has_focus_within (self);
  gboolean was_visible = gtk_widget_get_visible (GTK_WIDGET (self->card));

  sublet_terminal_tab_read_facts (self, &facts);
  fill_card (self, &facts, &text);
  self->first_deed = text.title != NULL ? text.first : SUBLET_TERMINAL_DEED_NONE;
  sublet_terminal_card_update (self->card, &text);
  if (had_focus && was_visible != (text.title != NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  sublet_terminal_card_text_clear (&text);
}

/**
 * sublet_terminal_tab_say_state:
 * @self: a tab
 *
 * Aloud.
 */
void
sublet_terminal_tab_say_state (SubletTerminalTab *self)
{
  SubletTerminalLineFacts facts;
  SubletTerminalCardText text;
  g_autofree char *sentence = NULL;

  sublet_terminal_tab_read_facts (self, &facts);
  fill_card (self, &facts, &text);
  sentence = sublet_terminal_text_dup_spoken (self->rental, &facts, &text);
  if (sentence != NULL)
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
  sublet_terminal_card_text_clear (&text);
}

/**
 * sublet_terminal_tab_place_overlay:
 * @self: a tab
 * @overlay: what lies over its terminal
 * @place: (out): where
 *
 * The card's height is that of the width which it gets, not of the one that it wishes.
 *
 * Returns: whether it was placed
 */
gboolean
sublet_terminal_tab_place_overlay (SubletTerminalTab *self, GtkWidget *overlay, GdkRectangle *place)
{
  int width = gtk_widget_get_width (self->overlay);
  int height = gtk_widget_get_height (self->overlay);
  int minimum;
  int natural;

  if (overlay != GTK_WIDGET (self->card))
    return FALSE;

  gtk_widget_measure (overlay, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  place->width = MAX (minimum, MIN (natural, width));
  gtk_widget_measure (overlay,
                      GTK_ORIENTATION_VERTICAL,
                      place->width,
                      &minimum,
                      &natural,
                      NULL,
                      NULL);
  place->height = MAX (minimum, MIN (natural, height));
  place->x = (width - place->width) / 2;
  place->y = MAX ((height - place->height) / 2, 0);

  return TRUE;
}

/* ---- the wait before a card ---- */

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTerminalTab) self = user_data;

  /* Cancelled: it is not connecting any more. */
  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->waiting);
  self->patient = TRUE;
  sublet_terminal_tab_show_state (self);
  sublet_terminal_tab_say_state (self);
}

/**
 * sublet_terminal_tab_stop_waiting:
 * @self: a tab
 */
void
sublet_terminal_tab_stop_waiting (SubletTerminalTab *self)
{
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
}

/**
 * sublet_terminal_tab_start_waiting:
 * @self: a tab whose line begins to connect
 */
void
sublet_terminal_tab_start_waiting (SubletTerminalTab *self)
{
  sublet_terminal_tab_stop_waiting (self);
  self->patient = FALSE;
  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (self->clock,
                           CARD_AFTER_MS,
                           self->waiting,
                           on_waited,
                           g_object_ref (self));
}

/**
 * sublet_terminal_tab_resume_waiting:
 * @self: a tab
 *
 * What was stopped while it connected goes on.
 */
void
sublet_terminal_tab_resume_waiting (SubletTerminalTab *self)
{
  if (self->state == SUBLET_TERMINAL_LINE_CONNECTING && !self->patient && self->waiting == NULL)
    sublet_terminal_tab_start_waiting (self);
}

/* ---- what it is called ---- */

/**
 * sublet_terminal_tab_dup_title:
 * @self: a tab
 *
 * Returns: (transfer full): the instance's label and the terminal's number, never what the shell
 *   says
 */
char *
sublet_terminal_tab_dup_title (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), NULL);

  return sublet_terminal_text_dup_tab_title (self->rental, self->number);
}

/**
 * sublet_terminal_tab_dup_subtitle:
 * @self: a tab
 * @size_class: how much room there is
 *
 * Returns: (transfer full): GPU, way, money and lease
 */
char *
sublet_terminal_tab_dup_subtitle (SubletTerminalTab *self, SubletSizeClass size_class)
{
  SubletTerminalLineFacts facts;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), NULL);

  sublet_terminal_tab_read_facts (self, &facts);
  return sublet_terminal_text_dup_subtitle (self->rental, &facts, self->clock, size_class);
}

/**
 * sublet_terminal_tab_update_name:
 * @self: a tab
 *
 * The terminal's accessible name.
 */
void
sublet_terminal_tab_update_name (SubletTerminalTab *self)
{
  g_autofree char *title = sublet_terminal_tab_dup_title (self);
  /* TRANSLATORS: the accessible name of a terminal; %s as in "ada-1 (2)" */
  g_autofree char *name = g_strdup_printf (_ ("Terminal on %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (sublet_terminal_view_get_terminal (self->view)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}
