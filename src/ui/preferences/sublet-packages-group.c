/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-packages-group.h"

#include "ui/preferences/sublet-package-row.h"

#include <glib/gi18n.h>
#include <stdbool.h>

struct _SubletPackagesGroup
{
  AdwPreferencesGroup parent_instance;

  SubletSettings *settings; /* (owned) */
  GPtrArray *rows;          /* (owned) (element-type SubletPackageRow): children */
  GStrv stored;             /* (owned) (nullable): what the settings have from here */

  GtkWidget *add_button;     /* (borrowed) */
  AdwActionRow *network_row; /* (borrowed): always the last one */
};

G_DEFINE_FINAL_TYPE (SubletPackagesGroup, sublet_packages_group, ADW_TYPE_PREFERENCES_GROUP)

/* Whether a row above it has the name. */
static bool
is_twice (SubletPackagesGroup *self, guint position, const char *name)
{
  guint i;

  for (i = 0; i < position; i++)
    {
      g_autoptr (SubletRuntimePackage)
        other = sublet_package_row_dup_package (self->rows->pdata[i]);

      if (sublet_runtime_package_names_equal (other->name, name))
        return true;
    }

  return false;
}

/* What is fine, as it is kept; each row says what is wrong with it. */
static GStrv
dup_texts (SubletPackagesGroup *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      SubletPackageRow *row = self->rows->pdata[i];
      g_autoptr (SubletRuntimePackage) package = sublet_package_row_dup_package (row);
      g_autofree char *text = sublet_runtime_package_to_text (package);
      SubletRuntimePackageProblem problem = sublet_runtime_package_check (package);
      bool twice = is_twice (self, i, package->name);

      /* One that was just added is not blamed for being empty. */
      if (sublet_package_row_is_blank (row))
        {
          sublet_package_row_set_problem (row, SUBLET_RUNTIME_PACKAGE_FINE, FALSE);
          continue;
        }
      sublet_package_row_set_problem (row, problem, twice);
      if (problem == SUBLET_RUNTIME_PACKAGE_FINE && !twice)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static void
update_add (SubletPackagesGroup *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "packages.add",
                                 self->rows->len < SUBLET_RUNTIME_MAX_PACKAGES);
}

static void
store (SubletPackagesGroup *self)
{
  g_strfreev (self->stored);
  self->stored = dup_texts (self);
  g_object_set (self->settings, "packages", self->stored, NULL);
  update_add (self);
}

static void
on_removed (SubletPackagesGroup *self, SubletPackageRow *row)
{
  guint i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return;

  g_ptr_array_remove_index (self->rows, i);
  /* The focus stays here: at the row that took its place, else at the button that adds. */
  if (i < self->rows->len)
    sublet_package_row_focus (self->rows->pdata[i]);
  else
    gtk_widget_grab_focus (self->add_button);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  store (self);
}

static SubletPackageRow *
add_row (SubletPackagesGroup *self, const SubletRuntimePackage *package)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *row = sublet_package_row_new (package);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (store), self);
  g_signal_connect_swapped (row, "remove", G_CALLBACK (on_removed), self);
  g_ptr_array_add (self->rows, row);
  /* Above the last one. */
  g_object_ref (self->network_row);
  adw_preferences_group_remove (group, GTK_WIDGET (self->network_row));
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, GTK_WIDGET (self->network_row));
  g_object_unref (self->network_row);

  return SUBLET_PACKAGE_ROW (row);
}

static void
on_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletPackagesGroup *self = SUBLET_PACKAGES_GROUP (widget);
  g_autoptr (SubletRuntimePackage) blank = sublet_runtime_package_new ("", "", true);

  sublet_package_row_focus (add_row (self, blank));
  update_add (self);
}

/* Somebody else may have changed them. What is nonsense there is shown, and said to be. */
static void
show_stored (SubletPackagesGroup *self)
{
  g_auto (GStrv) texts = NULL;
  guint i;

  g_object_get (self->settings, "packages", &texts, NULL);
  if (self->stored != NULL &&
      g_strv_equal ((const char *const *) self->stored, (const char *const *) texts))
    return;

  for (i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (i = 0; texts[i] != NULL && i < SUBLET_RUNTIME_MAX_PACKAGES; i++)
    {
      g_autoptr (SubletRuntimePackage) package = sublet_runtime_package_new_from_text (texts[i]);

      add_row (self, package);
    }
  g_strfreev (dup_texts (self));
  g_strfreev (self->stored);
  self->stored = g_steal_pointer (&texts);
  update_add (self);
}

static void
make_network_row (SubletPackagesGroup *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Measure the Network Too"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("When you run the checks yourself. The instance loads 16 MB from "
                                  "the internet, which its host may bill: about $0.0003 at $20 "
                                  "a TB."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_object_bind_property (self->settings,
                          "measure-network",
                          toggle,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->network_row = ADW_ACTION_ROW (row);
}

static void
make_header (SubletPackagesGroup *self)
{
  self->add_button = gtk_button_new_with_mnemonic (_ ("Add _Package"));
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "packages.add");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Packages to Check"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("Looked for in the Python of each instance after it "
                                            "starts."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
}

static void
sublet_packages_group_dispose (GObject *object)
{
  g_clear_object (&SUBLET_PACKAGES_GROUP (object)->settings);

  G_OBJECT_CLASS (sublet_packages_group_parent_class)->dispose (object);
}

static void
sublet_packages_group_finalize (GObject *object)
{
  SubletPackagesGroup *self = SUBLET_PACKAGES_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_strfreev (self->stored);

  G_OBJECT_CLASS (sublet_packages_group_parent_class)->finalize (object);
}

static void
sublet_packages_group_class_init (SubletPackagesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_packages_group_dispose;
  object_class->finalize = sublet_packages_group_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "packages.add", NULL, on_add);
}

static void
sublet_packages_group_init (SubletPackagesGroup *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * sublet_packages_group_new:
 * @settings: where the list is kept
 *
 * Returns: (transfer floating): a group
 */
GtkWidget *
sublet_packages_group_new (SubletSettings *settings)
{
  SubletPackagesGroup *self;

  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_PACKAGES_GROUP, NULL);
  self->settings = g_object_ref (settings);
  make_header (self);
  make_network_row (self);
  g_signal_connect_object (settings,
                           "notify::packages",
                           G_CALLBACK (show_stored),
                           self,
                           G_CONNECT_SWAPPED);
  show_stored (self);

  return GTK_WIDGET (self);
}
