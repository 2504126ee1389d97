/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-page-private.h"

#include "ui/logs/sublet-log-text.h"

/* What comes sooner needs no face of its own. */
#define SLOW_MS 300

static const char *
get_face (SubletLogPage *self)
{
  switch (sublet_log_get_state (self->log))
    {
    case SUBLET_LOG_STATE_EMPTY:
      return "empty";

    case SUBLET_LOG_STATE_LINES:
      return "lines";

    case SUBLET_LOG_STATE_ERROR:
      return "error";

    case SUBLET_LOG_STATE_NEVER:
    case SUBLET_LOG_STATE_LOADING:
    default:
      return self->slow ? "loading" : "nothing";
    }
}

void
sublet_log_page_update_status (SubletLogPage *self)
{
  SubletLogState state = sublet_log_get_state (self->log);
  gboolean known = state == SUBLET_LOG_STATE_EMPTY || state == SUBLET_LOG_STATE_LINES;
  g_autofree char *status = NULL;

  gtk_widget_set_visible (self->status_box, known);
  if (!known)
    return;

  gtk_widget_set_visible (self->again_button, sublet_log_get_error (self->log) != NULL);
  status = sublet_log_text_dup_status (self->log, sublet_log_view_get_n_lines (self->view));
  gtk_label_set_label (self->status_line, status);
}

void
sublet_log_page_update_new (SubletLogPage *self)
{
  guint n_new = sublet_log_view_get_n_new (self->view);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->new_revealer, n_new > 0);
  if (n_new == 0)
    return;

  text = sublet_log_text_dup_new (n_new);
  gtk_label_set_label (self->new_label, text);
  sublet_announcer_say (self->announcer, text);
}

static void
update_error (SubletLogPage *self)
{
  const GError *error = sublet_log_get_error (self->log);
  g_autofree char *failure = NULL;
  g_autofree char *markup = NULL;

  if (error == NULL)
    return;

  failure = sublet_log_text_dup_failure (error);
  markup = g_markup_escape_text (failure, -1);
  adw_status_page_set_description (self->error_page, markup);
  gtk_label_set_label (self->error_message, error->message);
}

static gboolean
on_slow (gpointer user_data)
{
  SubletLogPage *self = user_data;

  self->slow_id = 0;
  self->slow = TRUE;
  gtk_stack_set_visible_child_name (self->stack, get_face (self));
  return G_SOURCE_REMOVE;
}

void
sublet_log_page_update (SubletLogPage *self)
{
  SubletLogState state = sublet_log_get_state (self->log);

  if (state != SUBLET_LOG_STATE_LOADING)
    {
      g_clear_handle_id (&self->slow_id, g_source_remove);
      self->slow = FALSE;
    }
  else if (self->slow_id == 0 && !self->slow)
    self->slow_id = g_timeout_add (SLOW_MS, on_slow, self);

  update_error (self);
  sublet_log_page_update_status (self);
  gtk_stack_set_visible_child_name (self->stack, get_face (self));
}
