/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-language.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * SUBLET_SHOTS_LOCALE takes the pictures in another language: the name of a locale without its
 * encoding. de_DE, and whatever else has a catalogue in po/, speaks that language; en_XA and ar_XB
 * are the pseudo-locales of pseudo.py.
 *
 * No locale has to be installed. What was measured on Debian 12 (glibc 2.36):
 *  - LANGUAGE is ignored in the locales C and POSIX; in C.UTF-8 it counts. There are versions of
 *    gettext that ignore it there too, and C.UTF-8 knows neither the decimal comma nor "Okt".
 *  - glibc takes a locale from the folder LOCPATH under any name: a symbolic link en_XA.UTF-8 to
 *    /usr/lib/locale/C.utf8, which libc-bin brings, is a locale like others, and messages are
 *    looked for by its name, with and without LANGUAGE.
 *  - `localedef -f UTF-8 -i de_DE FOLDER/de_DE.UTF-8` needs no root and takes 5 s. Its sources are
 * in the package locales. Where they are missing, the link has to do: German words, English dates
 *    and figures.
 */

#define PLAIN_LOCALE "/usr/lib/locale/C.utf8"

static const char *const pseudo_locales[] = { "en_XA", "ar_XB", NULL };
static const char *const mirrored_languages[] = { "ar", "fa", "he", "ur", NULL };

static void fail (const char *format, ...) G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN;

static void
fail (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("shots: %s\n", message);
  exit (1);
}

/* Makes the locale in the folder, with its dates and figures where their sources are there. */
static void
make_locale (const char *folder, const char *name, bool pseudo)
{
  g_autofree char *file = g_strconcat (name, ".UTF-8", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  const char *command[] = { "localedef", "-f", "UTF-8", "-i", name, path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!pseudo)
    {
      if (g_spawn_sync (NULL,
                        (char **) command,
                        NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL,
                        NULL,
                        NULL,
                        NULL,
                        &status,
                        &error) &&
          g_spawn_check_wait_status (status, &error))
        return;
      g_printerr ("shots: dates and figures stay as they are in C.UTF-8: localedef has no %s "
                  "(%s)\n",
                  name,
                  error->message);
      /* It makes the folder first and looks for the sources then. */
      g_rmdir (path);
    }

  if (symlink (PLAIN_LOCALE, path) != 0)
    fail ("%s: %s", path, g_strerror (errno));
}

/* The folder where gettext finds the pseudo-locale's catalogue: it wants folders of its own. */
static void
link_catalogue (const char *folder, const char *name)
{
  g_autofree char *messages = g_build_filename (folder, name, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  g_autofree char *file = g_strconcat (name, ".mo", NULL);
  g_autofree char *target = g_build_filename (SHOTS_BUILD_DIR, file, NULL);

  if (g_mkdir_with_parents (messages, 0755) != 0 || symlink (target, path) != 0)
    fail ("%s: %s", path, g_strerror (errno));
}

ShotsLanguage
shots_language_start (void)
{
  ShotsLanguage language = { g_getenv ("SUBLET_SHOTS_LOCALE"), false };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *locale = NULL;
  bool pseudo;

  if (language.name == NULL || *language.name == '\0')
    {
      language.name = NULL;
      return language;
    }
  if (strchr (language.name, '/') != NULL || strchr (language.name, '.') != NULL)
    fail ("SUBLET_SHOTS_LOCALE is a name such as de_DE or en_XA, not \"%s\"", language.name);

  pseudo = g_strv_contains (pseudo_locales, language.name);
  parts = g_strsplit (language.name, "_", 2);
  language.mirrored = g_strv_contains (mirrored_languages, parts[0]);

  /* ui-env takes its folder for what is temporary away at the end. */
  folder = g_dir_make_tmp ("sublet-locale-XXXXXX", &error);
  if (folder == NULL)
    fail ("%s", error->message);
  make_locale (folder, language.name, pseudo);
  if (pseudo)
    link_catalogue (folder, language.name);

  locale = g_strconcat (language.name, ".UTF-8", NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", locale, TRUE);
  g_setenv ("LANGUAGE", language.name, TRUE);
  if (setlocale (LC_ALL, "") == NULL)
    fail ("%s could not be made a locale", locale);

  bindtextdomain (GETTEXT_PACKAGE, pseudo ? folder : SHOTS_CATALOGUES_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* The empty message is a catalogue's head. */
  if (*gettext ("") == '\0')
    fail ("no catalogue for %s", language.name);

  return language;
}
