/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/sublet-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (SubletApplication) application = NULL;

  /* libsoup reads it when the first session is made: an HTTP/2 request cannot be cancelled before
   * its answer comes. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = sublet_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
