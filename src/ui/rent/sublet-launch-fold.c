/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-launch-fold.h"

#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/rent/sublet-env-list.h"
#include "ui/rent/sublet-launch-text.h"
#include "ui/rent/sublet-packages-field.h"
#include "ui/rent/sublet-port-list.h"
#include "ui/rent/sublet-rent-number.h"

#include <glib/gi18n.h>

struct _SubletLaunchFold
{
  AdwExpanderRow parent_instance;

  /* state */
  int direct_ports; /* -1: not known */
  gboolean filling;
  char *problem; /* (owned) (nullable) */

  /* template children */
  SubletFieldRow *mode_row;
  GtkBox *mode_box;
  GtkToggleButton *ssh_button;
  GtkToggleButton *jupyter_button;
  GtkToggleButton *args_button;
  SubletFieldRow *route_row;
  GtkDropDown *route_choice;
  SubletFieldRow *lab_row;
  GtkSwitch *lab_switch;
  SubletFieldRow *folder_row;
  GtkEntry *folder_entry;
  SubletFieldRow *args_row;
  GtkEntry *args_entry;
  SubletEnvList *env_list;
  SubletPortList *port_list;
  SubletPackagesField *packages_field;
};

G_DEFINE_FINAL_TYPE (SubletLaunchFold, sublet_launch_fold, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletLaunchFoldSignal;

static guint signals[N_SIGNALS];

static SubletLaunchMode
get_mode (SubletLaunchFold *self)
{
  if (gtk_toggle_button_get_active (self->jupyter_button))
    return SUBLET_LAUNCH_MODE_JUPYTER;
  if (gtk_toggle_button_get_active (self->args_button))
    return SUBLET_LAUNCH_MODE_ARGS;
  return SUBLET_LAUNCH_MODE_SSH;
}

static SubletLaunchRoute
get_route (SubletLaunchFold *self)
{
  return (SubletLaunchRoute) gtk_drop_down_get_selected (self->route_choice);
}

static const char *
get_mode_hint (SubletLaunchMode mode)
{
  switch (mode)
    {
    case SUBLET_LAUNCH_MODE_JUPYTER:
      return _ ("Notebooks in the browser, and SSH.");
    case SUBLET_LAUNCH_MODE_ARGS:
      return _ ("The image's own program, without SSH.");
    case SUBLET_LAUNCH_MODE_SSH:
    default:
      return _ ("A terminal on the instance.");
    }
}

static const char *
get_route_hint (SubletLaunchRoute route)
{
  switch (route)
    {
    case SUBLET_LAUNCH_ROUTE_DIRECT:
      return _ ("Faster, over a port of the machine.");
    case SUBLET_LAUNCH_ROUTE_PROXY:
      return _ ("Slower, over a server of Vast's.");
    case SUBLET_LAUNCH_ROUTE_AUTO:
    default:
      return _ ("Direct where the machine has a port for it.");
    }
}

/* What belongs to another mode is not seen, and keeps what was typed. */
static void
show_mode (SubletLaunchFold *self)
{
  SubletLaunchMode mode = get_mode (self);
  gboolean jupyter = mode == SUBLET_LAUNCH_MODE_JUPYTER;
  gboolean args = mode == SUBLET_LAUNCH_MODE_ARGS;

  sublet_field_row_set_hint (self->mode_row, get_mode_hint (mode));
  sublet_field_row_set_hint (self->route_row, get_route_hint (get_route (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->route_row), !args);
  gtk_widget_set_visible (GTK_WIDGET (self->lab_row), jupyter);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), jupyter);
  gtk_widget_set_visible (GTK_WIDGET (self->args_row), args);
  /* Without SSH nothing is looked for. */
  gtk_widget_set_visible (GTK_WIDGET (self->packages_field), !args);
}

static void
on_changed (SubletLaunchFold *self)
{
  if (self->filling)
    return;

  show_mode (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* One of a group goes off, another on: once is enough. */
static void
on_mode_toggled (SubletLaunchFold *self, GParamSpec *pspec, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    on_changed (self);
}

static void
sublet_launch_fold_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_LAUNCH_FOLD);

  G_OBJECT_CLASS (sublet_launch_fold_parent_class)->dispose (object);
}

static void
sublet_launch_fold_finalize (GObject *object)
{
  g_free (SUBLET_LAUNCH_FOLD (object)->problem);

  G_OBJECT_CLASS (sublet_launch_fold_parent_class)->finalize (object);
}

static void
sublet_launch_fold_class_init (SubletLaunchFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_launch_fold_dispose;
  object_class->finalize = sublet_launch_fold_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (SUBLET_TYPE_ENV_LIST);
  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  g_type_ensure (SUBLET_TYPE_PACKAGES_FIELD);
  g_type_ensure (SUBLET_TYPE_PORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-launch-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, mode_row);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, mode_box);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, ssh_button);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, jupyter_button);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, args_button);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, route_row);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, route_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, lab_row);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, lab_switch);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, folder_row);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, folder_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, args_row);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, args_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, env_list);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, packages_field);
  gtk_widget_class_bind_template_child (widget_class, SubletLaunchFold, port_list);
}

static void
connect_changed (SubletLaunchFold *self, gpointer control, const char *signal)
{
  g_signal_connect_swapped (control, signal, G_CALLBACK (on_changed), self);
}

static void
sublet_launch_fold_init (SubletLaunchFold *self)
{
  GtkToggleButton *modes[3];
  gsize i;

  self->direct_ports = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  modes[0] = self->ssh_button;
  modes[1] = self->jupyter_button;
  modes[2] = self->args_button;
  for (i = 0; i < G_N_ELEMENTS (modes); i++)
    g_signal_connect_swapped (modes[i], "notify::active", G_CALLBACK (on_mode_toggled), self);
  connect_changed (self, self->route_choice, "notify::selected");
  connect_changed (self, self->lab_switch, "notify::active");
  connect_changed (self, self->folder_entry, "notify::text");
  connect_changed (self, self->args_entry, "notify::text");
  connect_changed (self, self->env_list, "changed");
  connect_changed (self, self->packages_field, "changed");
  connect_changed (self, self->port_list, "changed");
  show_mode (self);
}

static void
set_text (GtkEntry *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
}

/**
 * sublet_launch_fold_fill:
 * @self: a fold
 * @launch: what to show
 */
void
sublet_launch_fold_fill (SubletLaunchFold *self, SubletLaunch *launch)
{
  GtkToggleButton *button;

  g_return_if_fail (SUBLET_IS_LAUNCH_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  switch (sublet_launch_get_mode (launch))
    {
    case SUBLET_LAUNCH_MODE_JUPYTER:
      button = self->jupyter_button;
      break;
    case SUBLET_LAUNCH_MODE_ARGS:
      button = self->args_button;
      break;
    case SUBLET_LAUNCH_MODE_SSH:
    default:
      button = self->ssh_button;
    }

  self->filling = TRUE;
  gtk_toggle_button_set_active (button, TRUE);
  gtk_drop_down_set_selected (self->route_choice, sublet_launch_get_route (launch));
  gtk_switch_set_active (self->lab_switch, sublet_launch_get_jupyter_lab (launch));
  set_text (self->folder_entry, sublet_launch_get_jupyter_dir (launch));
  set_text (self->args_entry, sublet_launch_get_args (launch));
  sublet_env_list_fill (self->env_list, launch);
  sublet_port_list_fill (self->port_list, launch);
  sublet_packages_field_fill (self->packages_field, launch);
  self->filling = FALSE;
  show_mode (self);
}

static const char *
get_text (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *text == '\0' ? NULL : text;
}

/**
 * sublet_launch_fold_write:
 * @self: a fold
 * @launch: where to. What belongs to another mode is left out of it.
 */
void
sublet_launch_fold_write (SubletLaunchFold *self, SubletLaunch *launch)
{
  SubletLaunchMode mode;
  gboolean jupyter;
  gboolean args;

  g_return_if_fail (SUBLET_IS_LAUNCH_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  mode = get_mode (self);
  jupyter = mode == SUBLET_LAUNCH_MODE_JUPYTER;
  args = mode == SUBLET_LAUNCH_MODE_ARGS;
  sublet_launch_set_mode (launch, mode);
  sublet_launch_set_route (launch, args ? SUBLET_LAUNCH_ROUTE_AUTO : get_route (self));
  sublet_launch_set_jupyter_lab (launch, jupyter && gtk_switch_get_active (self->lab_switch));
  sublet_launch_set_jupyter_dir (launch, jupyter ? get_text (self->folder_entry) : NULL);
  sublet_launch_set_args (launch, args ? get_text (self->args_entry) : NULL);
  sublet_env_list_write (self->env_list, launch);
  sublet_port_list_write (self->port_list, launch);
  if (args)
    sublet_launch_set_packages (launch, (const char *const[]){ NULL });
  else
    sublet_packages_field_write (self->packages_field, launch);
}

/* As the request's own check, which has the last word. */
static char *
dup_route_problem (SubletLaunchFold *self, SubletLaunch *launch)
{
  if (sublet_launch_get_route (launch) != SUBLET_LAUNCH_ROUTE_DIRECT ||
      (guint) MAX (self->direct_ports, 0) >= sublet_launch_get_n_own_ports (launch))
    return NULL;

  if (self->direct_ports > 0)
    return g_strdup (_ ("Jupyter needs two ports for this, and the machine has one."));
  return g_strdup (_ ("This machine has no port for a direct connection."));
}

static char *
dup_ports_problem (SubletLaunchFold *self, SubletLaunch *launch, guint *at)
{
  char *problem = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_PORTS, at);
  guint n_ports = sublet_launch_get_ports (launch)->len;

  if (problem != NULL || self->direct_ports < 0 || n_ports <= (guint) self->direct_ports)
    return problem;

  *at = n_ports - 1;
  if (self->direct_ports == 0)
    return g_strdup (_ ("This machine has no port to open."));
  /* TRANSLATORS: %d is how many ports can be opened at most */
  return g_strdup_printf (ngettext ("This machine can open %d port.",
                                    "This machine can open %d ports.",
                                    (gulong) self->direct_ports),
                          self->direct_ports);
}

/* The first one stays. */
static void
note (SubletLaunchFold *self, const char *problem)
{
  if (self->problem == NULL)
    self->problem = g_strdup (problem);
}

/**
 * sublet_launch_fold_check:
 * @self: a fold
 * @launch: what was written here
 *
 * Marks what is wrong, and says in the subtitle what is set.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_launch_fold_check (SubletLaunchFold *self, SubletLaunch *launch)
{
  g_autofree char *route = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *args = NULL;
  g_autofree char *env = NULL;
  g_autofree char *ports = NULL;
  g_autofree char *packages = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *markup = NULL;
  guint env_at = 0;
  guint port_at = 0;

  g_return_val_if_fail (SUBLET_IS_LAUNCH_FOLD (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  route = dup_route_problem (self, launch);
  folder = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, NULL);
  args = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_ARGS, NULL);
  env = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_ENV, &env_at);
  ports = dup_ports_problem (self, launch, &port_at);
  packages = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_PACKAGES, NULL);
  subtitle = sublet_launch_text_mode (launch);

  sublet_field_row_set_problem (self->route_row, route);
  sublet_field_row_set_problem (self->folder_row, folder);
  sublet_field_row_set_problem (self->args_row, args);
  sublet_env_list_set_problem (self->env_list, env_at, env);
  sublet_env_list_set_of_template (self->env_list,
                                   sublet_launch_get_template_hash (launch) != NULL);
  sublet_port_list_set_problem (self->port_list, port_at, ports);
  sublet_packages_field_set_problem (self->packages_field, packages);

  g_clear_pointer (&self->problem, g_free);
  note (self, route);
  note (self, folder);
  note (self, args);
  note (self, env);
  note (self, ports);
  note (self, packages);
  /* What was typed may stand in it. */
  markup = g_markup_escape_text (self->problem == NULL ? subtitle : self->problem, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), markup);

  return self->problem;
}

/**
 * sublet_launch_fold_set_direct_ports:
 * @self: a fold
 * @count: how many ports the machine can map; -1: it does not say
 */
void
sublet_launch_fold_set_direct_ports (SubletLaunchFold *self, int count)
{
  g_return_if_fail (SUBLET_IS_LAUNCH_FOLD (self));

  self->direct_ports = count;
}

/**
 * sublet_launch_fold_set_account_secrets:
 * @self: a fold
 * @names: (nullable) (array zero-terminated=1): see sublet_env_list_set_account_secrets()
 */
void
sublet_launch_fold_set_account_secrets (SubletLaunchFold *self, const char *const *names)
{
  g_return_if_fail (SUBLET_IS_LAUNCH_FOLD (self));

  sublet_env_list_set_account_secrets (self->env_list, names);
}

/**
 * sublet_launch_fold_set_narrow:
 * @self: a fold
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_launch_fold_set_narrow (SubletLaunchFold *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_LAUNCH_FOLD (self));

  sublet_ui_fit_row (self->mode_box, narrow ? SUBLET_RENT_NARROW_ROOM : 0);
  sublet_field_row_set_stacked (self->mode_row, narrow);
  sublet_field_row_set_stacked (self->folder_row, narrow);
  sublet_field_row_set_stacked (self->args_row, narrow);
  sublet_field_row_set_stacked (self->route_row, tight);
  sublet_field_row_set_stacked (self->lab_row, tight);
  sublet_env_list_set_stacked (self->env_list, narrow);
}
