/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "app/sublet-window.h"

struct _SubletApplication
{
  AdwApplication parent_instance;

  gboolean demo; /* set before the application registers, never after */
};

G_DEFINE_FINAL_TYPE (SubletApplication, sublet_application, ADW_TYPE_APPLICATION)

static int
sublet_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SubletApplication *self = SUBLET_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Sublet %s\n", VERSION);
      return EXIT_SUCCESS;
    }

  if (g_variant_dict_contains (options, "demo"))
    {
      /* A program of its own for the desktop: it neither raises the real window nor is raised by
       * it. */
      self->demo = TRUE;
      g_application_set_application_id (application, APPLICATION_ID ".Demo");
    }

  return -1;
}

static void
sublet_application_startup (GApplication *application)
{
  SubletApplication *self = SUBLET_APPLICATION (application);

  G_APPLICATION_CLASS (sublet_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  sublet_application_install_actions (self);
}

static void
sublet_application_activate (GApplication *application)
{
  SubletApplication *self = SUBLET_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (sublet_window_new (self));

  gtk_window_present (window);
}

static void
sublet_application_class_init (SubletApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = sublet_application_activate;
  application_class->handle_local_options = sublet_application_handle_local_options;
  application_class->startup = sublet_application_startup;
}

static void
sublet_application_init (SubletApplication *self)
{
  /* What a person may need; nothing here is for tests. */
  const GOptionEntry options[] = {
    { .long_name = "demo",
      .arg = G_OPTION_ARG_NONE,
      .description = N_("Explore a demo market: no account, nothing costs money") },
      { .long_name = "version",
        .arg = G_OPTION_ARG_NONE,
        .description = N_("Show the version and quit") },
        { NULL },
    };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * sublet_application_new:
 *
 * Returns: (transfer full): the application, for the demo once `--demo` was read
 */
SubletApplication *
sublet_application_new (void)
{
  return g_object_new (SUBLET_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "resource-base-path",
                       RESOURCE_PATH,
                       NULL);
}

/**
 * sublet_application_get_demo:
 * @self: the application
 *
 * Returns: whether this is the demo: its own application id, its own folder, no keyring, loopback
 *   alone
 */
gboolean
sublet_application_get_demo (SubletApplication *self)
{
  g_return_val_if_fail (SUBLET_IS_APPLICATION (self), FALSE);

  return self->demo;
}
