/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-package-row.h"

#include "ui/common/sublet-field-mark.h"
#include "ui/common/sublet-list-line.h"

#include <glib/gi18n.h>

struct _SubletPackageRow
{
  AdwPreferencesRow parent_instance;

  GtkEditable *name_entry;
  GtkEditable *range_entry;
  GtkCheckButton *required_check;
  GtkButton *remove_button;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (SubletPackageRow, sublet_package_row, ADW_TYPE_PREFERENCES_ROW)

/* Of several rows each is told apart; the title is what the preferences' search looks at. */
static void
name_controls (SubletPackageRow *self)
{
  const char *name = gtk_editable_get_text (self->name_entry);
  g_autofree char *remove = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  /* TRANSLATORS: %s is a package's name */
  remove = *name != '\0' ? g_strdup_printf (_ ("Remove %s"), name) : g_strdup (_ ("Remove"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove,
                                  -1);
}

static void
on_changed (SubletPackageRow *self)
{
  name_controls (self);
  sublet_list_line_changed (GTK_WIDGET (self));
}

static void
sublet_package_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_PACKAGE_ROW);

  G_OBJECT_CLASS (sublet_package_row_parent_class)->dispose (object);
}

static void
sublet_package_row_class_init (SubletPackageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_package_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-package-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPackageRow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletPackageRow, range_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletPackageRow, required_check);
  gtk_widget_class_bind_template_child (widget_class, SubletPackageRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, SubletPackageRow, problem_label);

  sublet_list_line_install (widget_class, "package.remove");
}

static void
sublet_package_row_init (SubletPackageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_package_row_new:
 * @package: what it shows
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
sublet_package_row_new (const SubletRuntimePackage *package)
{
  SubletPackageRow *self;

  g_return_val_if_fail (package != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_PACKAGE_ROW, NULL);
  gtk_editable_set_text (self->name_entry, package->name);
  gtk_editable_set_text (self->range_entry, package->range);
  gtk_check_button_set_active (self->required_check, package->required);
  name_controls (self);
  g_signal_connect_swapped (self->name_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->range_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->required_check, "notify::active", G_CALLBACK (on_changed), self);

  return GTK_WIDGET (self);
}

/**
 * sublet_package_row_dup_package:
 * @self: a row
 *
 * Returns: (transfer full): what is typed; sublet_runtime_package_check() says what is wrong with
 * it
 */
SubletRuntimePackage *
sublet_package_row_dup_package (SubletPackageRow *self)
{
  g_return_val_if_fail (SUBLET_IS_PACKAGE_ROW (self), NULL);

  return sublet_runtime_package_new (gtk_editable_get_text (self->name_entry),
                                     gtk_editable_get_text (self->range_entry),
                                     gtk_check_button_get_active (self->required_check));
}

/**
 * sublet_package_row_is_blank:
 * @self: a row
 *
 * Returns: whether nothing is typed
 */
gboolean
sublet_package_row_is_blank (SubletPackageRow *self)
{
  g_autoptr (SubletRuntimePackage) package = sublet_package_row_dup_package (self);

  return *package->name == '\0' && *package->range == '\0';
}

static const char *
get_problem_text (SubletRuntimePackageProblem problem)
{
  switch (problem)
    {
    case SUBLET_RUNTIME_PACKAGE_NO_NAME:
      return _ ("The name is missing.");
    case SUBLET_RUNTIME_PACKAGE_BAD_NAME:
      return _ ("A name has letters, digits and, between them, “.”, “-” and “_”.");
    case SUBLET_RUNTIME_PACKAGE_BAD_RANGE:
      return _ ("These are no versions. Write them as in >=2.4,<3 or ==1.2.*");
    case SUBLET_RUNTIME_PACKAGE_FINE:
    default:
      return "";
    }
}

/**
 * sublet_package_row_set_problem:
 * @self: a row
 * @problem: what is wrong with it
 * @twice: whether another row has its name
 */
void
sublet_package_row_set_problem (SubletPackageRow *self,
                                SubletRuntimePackageProblem problem,
                                gboolean twice)
{
  gboolean bad_range = problem == SUBLET_RUNTIME_PACKAGE_BAD_RANGE;
  gboolean bad_name = !bad_range && (problem != SUBLET_RUNTIME_PACKAGE_FINE || twice);

  g_return_if_fail (SUBLET_IS_PACKAGE_ROW (self));

  gtk_label_set_label (self->problem_label,
                       problem == SUBLET_RUNTIME_PACKAGE_FINE && twice
                       ? _ ("This package is in the list already.")
                       : get_problem_text (problem));
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), bad_name || bad_range);
  sublet_field_mark (GTK_WIDGET (self->name_entry), bad_name ? self->problem_label : NULL);
  sublet_field_mark (GTK_WIDGET (self->range_entry), bad_range ? self->problem_label : NULL);
}

/**
 * sublet_package_row_focus:
 * @self: a row
 */
void
sublet_package_row_focus (SubletPackageRow *self)
{
  g_return_if_fail (SUBLET_IS_PACKAGE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
