/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-connection-row-private.h"

#include "ui/common/sublet-connection-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-runtime-list.h"
#include "ui/instances/sublet-runtime-text.h"
#include "ui/instances/sublet-state-icon.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* What changes every second draws the eye. */
#define TICK_US (10 * G_TIME_SPAN_SECOND)

/**
 * sublet_connection_row_has_content:
 * @connection: (nullable): a connection
 *
 * Returns: whether there is anything to show of it
 */
gboolean
sublet_connection_row_has_content (SubletConnection *connection)
{
  return connection != NULL &&
         (sublet_connection_get_state (connection) != SUBLET_CONNECTION_STATE_IDLE ||
          sublet_connection_get_report (connection) != NULL);
}

/* In two lines of links the second has no times yet: without room for them what comes below is as
 * far from it as on any card. */
static void
update_link (SubletLinkWidgets *widgets, const SubletLinkResult *result, bool narrow)
{
  g_autofree char *time = NULL;
  bool waits = result->state == SUBLET_LINK_STATE_WAITING;

  switch (result->state)
    {
    case SUBLET_LINK_STATE_DONE:
      sublet_state_icon_set (SUBLET_STATE_ICON (widgets->icon),
                             "object-select-symbolic",
                             "state-success",
                             -1);
      if (result->duration_us > 0)
        time = sublet_connection_text_dup_duration (result->duration_us);
      break;
    case SUBLET_LINK_STATE_FAILED:
      sublet_state_icon_set (SUBLET_STATE_ICON (widgets->icon),
                             "window-close-symbolic",
                             "state-error",
                             -1);
      /* TRANSLATORS: under a link of the chain that is broken */
      time = g_strdup (C_ ("link", "broken"));
      break;
    case SUBLET_LINK_STATE_WAITING:
    case SUBLET_LINK_STATE_TRYING:
    default:
      sublet_state_icon_set (SUBLET_STATE_ICON (widgets->icon),
                             "sublet-state-provisioning-symbolic",
                             waits ? "state-todo" : "state-accent",
                             waits ? 0.0 : 0.5);
      /* TRANSLATORS: under a link of the chain that is being tried */
      time = g_strdup (waits ? "" : C_ ("link", "trying"));
    }

  gtk_label_set_label (GTK_LABEL (widgets->time_label), time != NULL ? time : "");
  gtk_widget_set_visible (widgets->time_label, !narrow || (time != NULL && *time != '\0'));
  if (waits)
    gtk_widget_add_css_class (widgets->name_label, "subdued");
  else
    gtk_widget_remove_css_class (widgets->name_label, "subdued");
}

/* "40 s of 2 min" */
static char *
dup_progress (SubletConnection *connection, SubletClock *clock)
{
  gint64 started_us = sublet_connection_get_started_us (connection);
  gint64 elapsed_us = sublet_clock_get_monotonic_us (clock) - started_us;
  gint64 limit_us = sublet_connection_get_deadline_us (connection) - started_us;
  g_autofree char *elapsed = NULL;
  g_autofree char *limit = NULL;

  elapsed_us -= elapsed_us % TICK_US;
  if (elapsed_us < TICK_US || limit_us < TICK_US)
    return NULL;

  elapsed = sublet_format_duration (MIN (elapsed_us, limit_us));
  limit = sublet_format_duration (limit_us);
  /* TRANSLATORS: how long something was tried, and how long it will be: "40 s of 2 min" */
  return g_strdup_printf (_ ("%1$s of %2$s"), elapsed, limit);
}

static char *
dup_checking (SubletConnection *connection, const char *name, SubletClock *clock)
{
  SubletConnectionLink link = sublet_connection_get_broken_link (connection);
  g_autofree char *progress = dup_progress (connection, clock);
  g_autofree char *broken = NULL;

  if (link == SUBLET_CONNECTION_N_LINKS)
    return progress == NULL ? g_strdup_printf (_ ("Connecting to %s…"), name)
                            /* TRANSLATORS: an instance's label, and "40 s of 2 min" */
                            : g_strdup_printf (_ ("Connecting to %1$s, %2$s."), name, progress);

  broken = sublet_connection_text_dup_broken (link, sublet_connection_get_error (connection), name);
  return progress == NULL
    /* TRANSLATORS: a sentence that says what failed */
    ? g_strdup_printf (_ ("%s Trying again."), broken)
    /* TRANSLATORS: a sentence that says what failed, and "40 s of 2 min" */
    : g_strdup_printf (_ ("%1$s Trying again, %2$s."), broken, progress);
}

static char *
dup_broken (SubletConnection *connection, const char *name)
{
  SubletConnectionLink link = sublet_connection_get_broken_link (connection);
  const GError *error = sublet_connection_get_error (connection);
  g_autofree char *broken = sublet_connection_text_dup_broken (link, error, name);

  if (sublet_connection_get_problem (connection) != NULL)
    return g_strdup (sublet_connection_get_problem (connection)->message);

  /* TRANSLATORS: two sentences: what failed, and what to do */
  return g_strdup_printf (_ ("%1$s %2$s"),
    broken,
    sublet_connection_text_get_next_step (link, error, sublet_connection_has_own_key (connection)));
}

static char *
dup_ready (SubletConnection *connection)
{
  SubletRuntimeReport *report = sublet_connection_get_report (connection);
  g_autofree char *route = sublet_connection_text_dup_route (connection);
  g_autofree char *headline = NULL;

  if (sublet_connection_get_checking_runtime (connection))
    headline = g_strdup (_ ("Checking what was rented…"));
  else if (sublet_connection_get_runtime_error (connection) != NULL)
    headline = g_strdup (_ ("The checks could not run"));
  else if (report != NULL)
    headline = sublet_runtime_text_dup_headline (report);

  if (headline == NULL || route == NULL)
    return g_strdup (headline != NULL ? headline : route);

  return g_strdup_printf ("%s · %s", headline, route);
}

static void
set_sign (SubletConnectionRow *self, const char *icon_name, const char *icon_class)
{
  sublet_state_icon_set (SUBLET_STATE_ICON (self->sign), icon_name, icon_class, -1);
}

/* So that the line begins where others do. */
static void
set_working (SubletConnectionRow *self)
{
  sublet_state_icon_set (SUBLET_STATE_ICON (self->sign),
                         "sublet-state-provisioning-symbolic",
                         "state-accent",
                         0.5);
}

static void
update_sign (SubletConnectionRow *self, SubletConnection *connection)
{
  SubletRuntimeReport *report = sublet_connection_get_report (connection);

  if (sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_CHECKING ||
      sublet_connection_get_checking_runtime (connection))
    set_working (self);
  else if (sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_FAILED ||
           sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_LOST)
    set_sign (self, "dialog-warning-symbolic", "state-error");
  else if (report == NULL)
    set_sign (self, "object-select-symbolic", "state-success");
  else
    switch (sublet_runtime_report_get_verdict (report))
      {
      case SUBLET_RUNTIME_VERDICT_UNFIT:
        set_sign (self, "window-close-symbolic", "state-error");
        break;
      case SUBLET_RUNTIME_VERDICT_GAPS:
        set_sign (self, "dialog-warning-symbolic", "state-warning");
        break;
      case SUBLET_RUNTIME_VERDICT_FINE:
      default:
        set_sign (self, "object-select-symbolic", "state-success");
      }
}

/* The one way on. */
static void
update_fix (SubletConnectionRow *self, SubletConnection *connection)
{
  SubletConnectionState state = sublet_connection_get_state (connection);
  SubletConnectionLink link = sublet_connection_get_broken_link (connection);
  const char *label = _ ("Check Again");
  const char *action = "instance.connect";

  if (link == SUBLET_CONNECTION_LINK_KEY || link == SUBLET_CONNECTION_LINK_AUTHENTICATION)
    label = _ ("Attach the Key");
  else if (link == SUBLET_CONNECTION_LINK_COMMAND)
    {
      label = _ ("Reboot…");
      action = "instance.reboot";
    }

  gtk_widget_set_visible (self->cause_button,
                          (state == SUBLET_CONNECTION_STATE_FAILED ||
                           state == SUBLET_CONNECTION_STATE_LOST) &&
                            sublet_connection_get_problem (connection) == NULL);
  /* The same key would come again: a person has to look at it first. */
  gtk_widget_set_visible (self->fix_button,
                          gtk_widget_get_visible (self->cause_button) &&
                            sublet_connection_get_presented_key (connection) == NULL);
  gtk_button_set_label (GTK_BUTTON (self->fix_button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fix_button), action);
}

static char *
dup_line (SubletConnection *connection, const char *name, SubletClock *clock)
{
  switch (sublet_connection_get_state (connection))
    {
    case SUBLET_CONNECTION_STATE_CHECKING:
      return dup_checking (connection, name, clock);
    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      return dup_broken (connection, name);
    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_READY:
    default:
      return dup_ready (connection);
    }
}

/**
 * sublet_connection_row_dup_news:
 * @connection: a connection
 * @name: the instance's label
 * @property: what changed
 *
 * Its rental's state tells when it connects and is ready.
 *
 * Returns: (transfer full) (nullable): a sentence, when it was given up or its checks are through
 */
char *
sublet_connection_row_dup_news (SubletConnection *connection,
                                const char *name,
                                const char *property)
{
  SubletRuntimeReport *report = sublet_connection_get_report (connection);
  g_autofree char *headline = NULL;

  if (g_strcmp0 (property, "state") == 0)
    return sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_FAILED
             ? dup_broken (connection, name)
             : NULL;
  if (report == NULL || sublet_connection_get_state (connection) != SUBLET_CONNECTION_STATE_READY)
    return NULL;

  headline = sublet_runtime_text_dup_headline (report);
  /* TRANSLATORS: said aloud: an instance's label, and what its checks found: "Fit for work" */
  return g_strdup_printf (_ ("%1$s: %2$s."), name, headline);
}

/**
 * sublet_connection_row_update:
 * @self: a row
 * @connection: what it shows
 * @name: the instance's label
 * @clock: the engine's
 */
void
sublet_connection_row_update (SubletConnectionRow *self,
                              SubletConnection *connection,
                              const char *name,
                              SubletClock *clock)
{
  SubletConnectionState state = sublet_connection_get_state (connection);
  SubletRuntimeReport *report = sublet_connection_get_report (connection);
  bool walks = state == SUBLET_CONNECTION_STATE_CHECKING || state == SUBLET_CONNECTION_STATE_FAILED;
  g_autofree char *line = dup_line (connection, name, clock);
  g_autofree char *details = sublet_connection_text_dup_details (connection);
  int i;

  g_return_if_fail (SUBLET_IS_CONNECTION_ROW (self));

  gtk_widget_set_visible (self->grid, walks && sublet_connection_get_problem (connection) == NULL);
  for (i = 0; walks && i < SUBLET_CONNECTION_N_LINKS; i++)
    update_link (&self->links[i], sublet_connection_get_link (connection, i), self->narrow);

  gtk_label_set_label (GTK_LABEL (self->line_label), line != NULL ? line : "");
  update_sign (self, connection);
  update_fix (self, connection);
  gtk_label_set_label (GTK_LABEL (self->details_label), details != NULL ? details : "");
  /* The page of the cause has them as well, and in a narrow window each button is a line. */
  gtk_widget_set_visible (self->details_button,
                          details != NULL &&
                            !(self->narrow && gtk_widget_get_visible (self->cause_button)));
  gtk_widget_set_visible (self->checks_button, !walks && report != NULL);
  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (self->checks_list), clock);
  sublet_runtime_list_show_connection (SUBLET_RUNTIME_LIST (self->checks_list), connection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  line != NULL ? line : "",
                                  -1);
}
