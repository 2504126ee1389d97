/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-locale.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>

/* English, and any letter: the C locale has no umlauts. glibc brings it along. */
#define FALLBACK "C.UTF-8"

static const struct
{
  int category;
  const char *variable;
} categories[] = {
  { LC_CTYPE, "LC_CTYPE" }, { LC_MESSAGES, "LC_MESSAGES" }, { LC_NUMERIC, "LC_NUMERIC" },
  { LC_TIME, "LC_TIME" },   { LC_COLLATE, "LC_COLLATE" },   { LC_MONETARY, "LC_MONETARY" },
};

static char *missing;

/* What the environment asks for; the first that says something counts. */
static const char *
get_wanted (const char *variable)
{
  const char *const variables[] = { "LC_ALL", variable, "LANG" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return value;
    }

  return "C";
}

/* One that is not there takes only what it stands for with it, never the others. */
static void
set_locale (void)
{
  g_autoptr (GString) names = NULL;
  gsize i;

  if (setlocale (LC_ALL, "") != NULL)
    return;

  names = g_string_new (NULL);
  for (i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      const char *wanted = get_wanted (categories[i].variable);

      if (setlocale (categories[i].category, "") != NULL)
        continue;

      setlocale (categories[i].category, FALLBACK);
      if (strstr (names->str, wanted) == NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", wanted);
    }
  /* Nothing, where one failed of which no use is made here, as paper. */
  if (names->len > 0)
    missing = g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * sublet_locale_start:
 *
 * Takes the person's language, numbers and dates, and where a locale is not installed says so and
 * goes on in English. To be called once, first of all.
 */
void
sublet_locale_start (void)
{
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* GTK would ask for everything again, and fail again. */
  gtk_disable_setlocale ();

  if (missing != NULL)
    {
      g_autofree char *sentence = NULL;

      sentence =
        /* TRANSLATORS: %s is the name of a locale, as in de_DE.UTF-8 */
        g_strdup_printf (_ ("English stands in for a locale that is not installed: %s"), missing);
      g_printerr ("%s\n", sentence);
    }
}

/**
 * sublet_locale_get_missing:
 *
 * Returns: (nullable): the names of the locales that are asked for and not installed
 */
const char *
sublet_locale_get_missing (void)
{
  return missing;
}
