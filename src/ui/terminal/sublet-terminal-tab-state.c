/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-tab-private.h"

/*
 * A tab's way through the states of its line. What the terminal shows stays through all of them: a
 * shell that ended or was lost leaves its text, and the next one begins below it.
 */

/* ---- the shell's end ---- */

static void
join (SubletTerminalTab *self)
{
  int fd = sublet_terminal_line_steal_fd (self->line);
  int columns;
  int rows;

  if (fd < 0 || !sublet_terminal_view_join (self->view, fd, &self->join_error))
    {
      if (self->join_error == NULL)
        g_set_error_literal (&self->join_error,
                             G_IO_ERROR,
                             G_IO_ERROR_FAILED,
                             "the shell has no terminal to join");
      g_info ("A shell was not joined: %s", self->join_error->message);
      sublet_terminal_line_close (self->line);
      return;
    }

  /* It was opened with the size of that time. */
  sublet_terminal_view_get_size (self->view, &columns, &rows);
  sublet_terminal_line_resize (self->line, columns, rows);
}

/**
 * sublet_terminal_tab_on_resized:
 * @self: a tab
 * @columns: of its terminal
 * @rows: likewise
 */
void
sublet_terminal_tab_on_resized (SubletTerminalTab *self, int columns, int rows)
{
  if (self->state == SUBLET_TERMINAL_LINE_OPEN)
    sublet_terminal_line_resize (self->line, columns, rows);
}

static void
enter_state (SubletTerminalTab *self, SubletTerminalLineState state)
{
  self->state = state;
  self->state_at_us = sublet_clock_get_wall_us (self->clock);
  if (state != SUBLET_TERMINAL_LINE_CONNECTING)
    sublet_terminal_tab_stop_waiting (self);

  switch (state)
    {
    case SUBLET_TERMINAL_LINE_CONNECTING:
      sublet_terminal_tab_start_waiting (self);
      break;
    case SUBLET_TERMINAL_LINE_OPEN:
      join (self);
      sublet_terminal_tab_look_for_tmux (self);
      break;
    case SUBLET_TERMINAL_LINE_ENDED:
    case SUBLET_TERMINAL_LINE_LOST:
    case SUBLET_TERMINAL_LINE_FAILED:
      /* What it said last is still read. */
      vte_terminal_set_input_enabled (sublet_terminal_view_get_terminal (self->view), FALSE);
      break;
    case SUBLET_TERMINAL_LINE_IDLE:
    default:
      break;
    }
}

/**
 * sublet_terminal_tab_on_line_changed:
 * @self: a tab
 */
void
sublet_terminal_tab_on_line_changed (SubletTerminalTab *self)
{
  SubletTerminalLineFacts facts;
  gboolean entered;

  sublet_terminal_tab_read_facts (self, &facts);
  entered = facts.state != self->state;
  if (entered)
    enter_state (self, facts.state);
  if (entered && facts.state == SUBLET_TERMINAL_LINE_ENDED && sublet_terminal_tab_reopen (self))
    return;
  sublet_terminal_tab_update_offer (self);
  sublet_terminal_tab_show_state (self);
  if (entered)
    sublet_terminal_tab_say_state (self);
  g_signal_emit_by_name (self, "changed");
}

/**
 * sublet_terminal_tab_open:
 * @self: a tab without a shell
 *
 * Asks for one. What stands in the terminal stays; the new shell begins below it.
 */
void
sublet_terminal_tab_open (SubletTerminalTab *self)
{
  int columns;
  int rows;

  g_clear_error (&self->join_error);
  self->cancelled = FALSE;
  sublet_terminal_tab_prepare_tmux (self);
  sublet_terminal_view_get_size (self->view, &columns, &rows);
  sublet_terminal_line_open (self->line, columns, rows);
}

/**
 * sublet_terminal_tab_do:
 * @self: a tab
 * @deed: what its card offers
 */
void
sublet_terminal_tab_do (SubletTerminalTab *self, SubletTerminalDeed deed)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_TAB (self));

  switch (deed)
    {
    case SUBLET_TERMINAL_DEED_TRY_AGAIN:
    case SUBLET_TERMINAL_DEED_RECONNECT:
    case SUBLET_TERMINAL_DEED_NEW_SHELL:
      sublet_terminal_tab_open (self);
      break;
    case SUBLET_TERMINAL_DEED_CANCEL:
      self->cancelled = TRUE;
      sublet_terminal_line_close (self->line);
      break;
    case SUBLET_TERMINAL_DEED_FIND_CAUSE:
      g_signal_emit_by_name (self, "find-cause");
      break;
    case SUBLET_TERMINAL_DEED_CLOSE:
      g_signal_emit_by_name (self, "close-requested");
      break;
    case SUBLET_TERMINAL_DEED_NONE:
    default:
      break;
    }
}

/**
 * sublet_terminal_tab_get_first_deed:
 * @self: a tab
 *
 * Returns: what its card offers first
 */
SubletTerminalDeed
sublet_terminal_tab_get_first_deed (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), SUBLET_TERMINAL_DEED_NONE);

  return self->first_deed;
}

/**
 * sublet_terminal_tab_get_state:
 * @self: a tab
 *
 * Returns: where its line stands
 */
SubletTerminalLineState
sublet_terminal_tab_get_state (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), SUBLET_TERMINAL_LINE_IDLE);

  return self->state;
}

/**
 * sublet_terminal_tab_is_busy:
 * @self: a tab
 *
 * Returns: whether a program, or a command that is half typed, may end with it
 */
gboolean
sublet_terminal_tab_is_busy (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), FALSE);

  return self->state == SUBLET_TERMINAL_LINE_OPEN &&
         !sublet_terminal_view_is_at_prompt (self->view);
}
