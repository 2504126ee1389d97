/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application.h"
#include "app/sublet-locale.h"
#include "core/secrets/sublet-key-source.h"

int
main (int argc, char *argv[])
{
  g_autoptr (SubletApplication) application = NULL;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GError) error = NULL;
  const char *variable = NULL;
  int status;

  /* First of all, while there is one thread: no child inherits the key. */
  key = sublet_key_source_take_environment (&variable, &error);

  /* libsoup reads it when the first session is made: an HTTP/2 request cannot be cancelled before
   * its answer comes. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);

  sublet_locale_start ();

  if (error != NULL)
    g_message ("%s holds no key: %s", variable, error->message);

  application = sublet_application_new ();
  sublet_application_take_environment_key (application, g_steal_pointer (&key), variable);

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return sublet_application_is_complete (application) ? status : EXIT_FAILURE;
}
