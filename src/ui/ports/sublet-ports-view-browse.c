/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-ports-view-private.h"

#include "core/base/sublet-error.h"

#include <glib/gi18n.h>

void
sublet_ports_view_set_failure (SubletPortsView *self, const char *failure)
{
  gtk_label_set_label (GTK_LABEL (self->failure_label), failure != NULL ? failure : "");
  gtk_widget_set_visible (self->failure_label, failure != NULL);
}

/* What was to be opened, and what the person is told of it: the one may be let in by a number that
 * works once, which helps nobody later. */
typedef struct
{
  SubletPortsView *view; /* (owned) */
  char *told;            /* (owned) */
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->view);
  g_free (visit->told);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *failure = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Not with its words, in which the address may be. */
  g_message ("no browser could be opened");
  /* TRANSLATORS: %s is an address, "http://localhost:8888/" */
  failure = g_strdup_printf (_ ("No browser could be opened. The page is at %s"), visit->told);
  sublet_ports_view_set_failure (visit->view, failure);
}

/* Takes the visit. */
static void
launch (Visit *visit, const char *address)
{
  SubletPortsView *self = visit->view;
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  sublet_ports_view_set_failure (self, NULL);
  g_app_info_launch_default_for_uri_async (address,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           self->cancellable,
                                           on_launched,
                                           visit);
}

static Visit *
visit_new (SubletPortsView *self, const char *told)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->view = g_object_ref (self);
  visit->told = g_strdup (told);

  return visit;
}

void
sublet_ports_view_browse (SubletPortsView *self, const char *address)
{
  launch (visit_new (self, address), address);
}

static char *
dup_failure (SubletPortsView *self, const GError *error)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK))
    /* TRANSLATORS: %s is the name of an instance */
    return g_strdup_printf (_ ("%s cannot be reached right now."), self->name);

  return g_strdup (_ ("The tunnel was closed before its page opened."));
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
    sublet_connection_find_page_finish (SUBLET_CONNECTION (source), result, &error);
  g_autofree char *failure = NULL;

  if (address != NULL)
    launch (g_steal_pointer (&visit), address);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      failure = dup_failure (visit->view, error);
      sublet_ports_view_set_failure (visit->view, failure);
    }
}

void
sublet_ports_view_browse_tunnel (SubletPortsView *self, SubletTunnel *tunnel)
{
  g_autofree char *told = sublet_tunnel_dup_address (tunnel);

  if (told == NULL || self->connection == NULL)
    return;
  sublet_connection_find_page_async (self->connection,
                                     tunnel,
                                     self->cancellable,
                                     on_page,
                                     visit_new (self, told));
}
