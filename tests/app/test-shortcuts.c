/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/sublet-application-private.h"
#include "app/sublet-window.h"
#include "support/sublet-test.h"
#include "ui/terminal/sublet-terminal-window-private.h"

/* The table of keys, the help page and the actions are three lists that say the same. */

static SubletApplication *application; /* (owned): for its resources */

/* Those between blanks; "<Alt>1...9" is nine of them. */
static GStrv
split_accelerators (const char *accelerator)
{
  const char *dots = strstr (accelerator, "...");
  g_autoptr (GStrvBuilder) each = g_strv_builder_new ();
  char key;

  if (dots == NULL)
    return g_strsplit (accelerator, " ", -1);

  for (key = dots[-1]; key <= dots[3]; key++)
    {
      g_autofree char *one =
        g_strdup_printf ("%.*s%c", (int) (dots - accelerator) - 1, accelerator, key);

      g_strv_builder_add (each, one);
    }

  return g_strv_builder_end (each);
}

static void
collect (GtkWidget *widget, const char *group, GHashTable *accelerators)
{
  GtkWidget *child;

  if (GTK_IS_SHORTCUTS_GROUP (widget))
    {
      g_autofree char *title = NULL;

      g_object_get (widget, "title", &title, NULL);
      for (child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        collect (child, title, accelerators);
      return;
    }

  /* The window has copies for its search outside of all groups. */
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget) && group != NULL)
    {
      g_autofree char *accelerator = NULL;
      g_auto (GStrv) each = NULL;
      guint i;

      g_object_get (widget, "accelerator", &accelerator, NULL);
      g_assert_nonnull (accelerator);
      each = split_accelerators (accelerator);
      for (i = 0; each[i] != NULL; i++)
        {
          guint key = 0;
          GdkModifierType modifiers = 0;
          g_autofree char *name = NULL;

          if (!gtk_accelerator_parse (each[i], &key, &modifiers))
            g_error ("the help page has a key that is none: %s", each[i]);
          name = g_strdup_printf ("%s: %s", group, each[i]);
          if (!g_hash_table_add (accelerators, g_steal_pointer (&name)))
            g_error ("the help page has %s twice in %s", each[i], group);
        }
      return;
    }

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, group, accelerators);
}

static GHashTable *
read_help (void)
{
  g_autoptr (GtkBuilder)
    builder = gtk_builder_new_from_resource (RESOURCE_PATH "/app/sublet-help-overlay.ui");
  GHashTable *accelerators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  g_assert_nonnull (window);
  collect (window, NULL, accelerators);
  gtk_window_destroy (GTK_WINDOW (window));

  return accelerators;
}

static void
test_help (void)
{
  g_autoptr (GHashTable) help = read_help ();
  const SubletAccelerator *table;
  GHashTableIter iter;
  gpointer name;
  gsize n, i, j;
  guint n_everywhere = 0;

  table = sublet_application_get_accelerators (&n);
  for (i = 0; i < n; i++)
    {
      for (j = 0; table[i].accelerators[j] != NULL; j++)
        {
          g_autofree char *expected = g_strdup_printf ("Everywhere: %s", table[i].accelerators[j]);

          if (!g_hash_table_contains (help, expected))
            g_error ("%s of %s is not in the help page", table[i].accelerators[j], table[i].action);
          n_everywhere++;
        }
    }

  /* And nothing else is; F10 is GtkMenuButton's own. */
  g_hash_table_iter_init (&iter, help);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_prefix (name, "Everywhere: ") && !g_str_has_suffix (name, ": F10"))
        n_everywhere--;
    }
  g_assert_cmpuint (n_everywhere, ==, 0);
  g_assert_cmpuint (g_hash_table_size (help), >, n);
}

/* What the page of one instance adds to the keys of the page of all. */
static void
test_instance_help (void)
{
  static const char *const keys[] = { "Return", "<Control>t", "Delete", "Escape" };
  g_autoptr (GHashTable) help = read_help ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *expected = g_strdup_printf ("One Instance: %s", keys[i]);

      g_assert_true (g_hash_table_contains (help, expected));
    }
}

/* The terminal's keys are a table of their own; the help page has the first of each. */
static void
test_terminal_help (void)
{
  g_autoptr (GHashTable) help = read_help ();
  const SubletTerminalKey *table;
  GHashTableIter iter;
  gpointer name;
  gsize n, i;
  guint n_terminal = 0;

  table = sublet_terminal_window_get_keys (&n);
  for (i = 0; i < n; i++)
    {
      g_auto (GStrv) each = g_strsplit (table[i].accelerators, " ", -1);
      g_autofree char *expected = g_strdup_printf ("Terminal: %s", each[0]);

      if (!g_hash_table_contains (help, expected))
        g_error ("%s of %s is not in the help page", each[0], table[i].action);
    }

  g_hash_table_iter_init (&iter, help);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_prefix (name, "Terminal: "))
        n_terminal++;
    }
  g_assert_cmpuint (n_terminal, ==, n);
}

static bool
has_class_action (const char *name)
{
  g_autoptr (GTypeClass) window_class = g_type_class_ref (SUBLET_TYPE_WINDOW);
  const char *action_name;
  const char *property_name;
  const GVariantType *parameter_type;
  GType owner;
  guint i;

  for (i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (window_class),
                                             i,
                                             &owner,
                                             &action_name,
                                             &parameter_type,
                                             &property_name);
       i++)
    {
      if (g_str_equal (action_name, name))
        return true;
    }

  return false;
}

static void
test_actions (void)
{
  const SubletAccelerator *table;
  gsize n, i;

  table = sublet_application_get_accelerators (&n);
  for (i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_auto (GStrv) set = NULL;
      g_autoptr (GError) error = NULL;

      g_action_parse_detailed_name (table[i].action, &name, &target, &error);
      g_assert_no_error (error);
      if (g_str_has_prefix (name, "app."))
        {
          if (!g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app.")))
            g_error ("there is no %s", name);
        }
      else if (!has_class_action (name))
        {
          g_error ("there is no %s", name);
        }

      set = gtk_application_get_accels_for_action (GTK_APPLICATION (application), table[i].action);
      g_assert_cmpuint (g_strv_length (set), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = sublet_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/app/shortcuts/help", test_help);
  g_test_add_func ("/app/shortcuts/instance-help", test_instance_help);
  g_test_add_func ("/app/shortcuts/terminal-help", test_terminal_help);
  g_test_add_func ("/app/shortcuts/actions", test_actions);

  status = g_test_run ();
  g_clear_object (&application);
  return status;
}
