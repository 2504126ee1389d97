/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-env-list.h"

#include "ui/rent/sublet-env-line.h"

#include <glib/gi18n.h>

struct _SubletEnvList
{
  AdwPreferencesRow parent_instance;

  /* state */
  GPtrArray *lines; /* (owned) (element-type SubletEnvLine): children of lines_box */
  gboolean stacked;

  /* template children */
  GtkBox *lines_box;
  GtkButton *add_button;
  GtkLabel *secrets_label;
  GtkLabel *template_label;
};

G_DEFINE_FINAL_TYPE (SubletEnvList, sublet_env_list, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletEnvListSignal;

static guint signals[N_SIGNALS];

static gboolean
is_blank (SubletEnvLine *line)
{
  const char *value = sublet_env_line_get_value (line);

  return *sublet_env_line_get_name (line) == '\0' && value != NULL && *value == '\0';
}

static void
on_line_changed (SubletEnvList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The focus stays in the list: at the line that took its place, else at the button that adds. */
static void
on_line_removed (SubletEnvList *self, SubletEnvLine *line)
{
  guint i;

  if (!g_ptr_array_find (self->lines, line, &i))
    return;

  g_ptr_array_remove_index (self->lines, i);
  if (i < self->lines->len)
    sublet_env_line_focus (g_ptr_array_index (self->lines, i));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  gtk_box_remove (self->lines_box, GTK_WIDGET (line));
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), self->lines->len > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static SubletEnvLine *
add_line (SubletEnvList *self, const char *name, const char *value)
{
  GtkWidget *line = sublet_env_line_new (name, value);

  sublet_env_line_set_stacked (SUBLET_ENV_LINE (line), self->stacked);
  g_signal_connect_swapped (line, "changed", G_CALLBACK (on_line_changed), self);
  g_signal_connect_swapped (line, "remove", G_CALLBACK (on_line_removed), self);
  gtk_box_append (self->lines_box, line);
  g_ptr_array_add (self->lines, line);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), TRUE);

  return SUBLET_ENV_LINE (line);
}

static void
on_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletEnvList *self = SUBLET_ENV_LIST (widget);

  sublet_env_line_focus (add_line (self, "", ""));
}

static void
sublet_env_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_ENV_LIST);

  G_OBJECT_CLASS (sublet_env_list_parent_class)->dispose (object);
}

static void
sublet_env_list_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_ENV_LIST (object)->lines);

  G_OBJECT_CLASS (sublet_env_list_parent_class)->finalize (object);
}

static void
sublet_env_list_class_init (SubletEnvListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_env_list_dispose;
  object_class->finalize = sublet_env_list_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-env-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletEnvList, lines_box);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvList, add_button);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvList, secrets_label);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvList, template_label);

  gtk_widget_class_install_action (widget_class, "env.add", NULL, on_add);
}

static void
sublet_env_list_init (SubletEnvList *self)
{
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_env_list_fill:
 * @self: a list
 * @launch: whose variables to show
 */
void
sublet_env_list_fill (SubletEnvList *self, SubletLaunch *launch)
{
  guint i;

  g_return_if_fail (SUBLET_IS_ENV_LIST (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  for (i = 0; i < self->lines->len; i++)
    gtk_box_remove (self->lines_box, g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), FALSE);

  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    add_line (self,
              sublet_launch_get_env_name (launch, i),
              sublet_launch_get_env_value (launch, i));
}

/**
 * sublet_env_list_write:
 * @self: a list
 * @launch: where to; its own variables go
 */
void
sublet_env_list_write (SubletEnvList *self, SubletLaunch *launch)
{
  guint i;

  g_return_if_fail (SUBLET_IS_ENV_LIST (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  sublet_launch_clear_env (launch);
  for (i = 0; i < self->lines->len; i++)
    {
      SubletEnvLine *line = g_ptr_array_index (self->lines, i);

      if (!is_blank (line))
        sublet_launch_add_env (launch,
                               sublet_env_line_get_name (line),
                               sublet_env_line_get_value (line));
    }
}

/**
 * sublet_env_list_set_problem:
 * @self: a list
 * @index: among those that were written
 * @problem: (nullable): what is wrong with it; %NULL: all are fine
 */
void
sublet_env_list_set_problem (SubletEnvList *self, guint index, const char *problem)
{
  guint written = 0;
  guint i;

  g_return_if_fail (SUBLET_IS_ENV_LIST (self));

  for (i = 0; i < self->lines->len; i++)
    {
      SubletEnvLine *line = g_ptr_array_index (self->lines, i);
      gboolean wrong = problem != NULL && !is_blank (line) && written == index;

      sublet_env_line_set_problem (line, wrong ? problem : NULL);
      if (!is_blank (line))
        written++;
    }
}

/**
 * sublet_env_list_set_account_secrets:
 * @self: a list
 * @names: (nullable) (array zero-terminated=1): what the service adds to every instance of this
 *   account; %NULL: nothing, or it is not known
 */
void
sublet_env_list_set_account_secrets (SubletEnvList *self, const char *const *names)
{
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_ENV_LIST (self));

  if (names != NULL && names[0] != NULL)
    {
      list = g_strjoinv (", ", (char **) names);
      /* TRANSLATORS: %s is a list of names of variables, as in "HF_TOKEN, WANDB_API_KEY" */
      text = g_strdup_printf (_ ("Already there, from your account: %s"), list);
    }
  gtk_label_set_label (self->secrets_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->secrets_label), text != NULL);
}

/**
 * sublet_env_list_set_of_template:
 * @self: a list
 * @of_template: whether the service adds what a template has beside it; fact sheet 3.1
 */
void
sublet_env_list_set_of_template (SubletEnvList *self, gboolean of_template)
{
  g_return_if_fail (SUBLET_IS_ENV_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self->template_label), of_template);
}

/**
 * sublet_env_list_set_stacked:
 * @self: a list
 * @stacked: whether values stand below their names
 */
void
sublet_env_list_set_stacked (SubletEnvList *self, gboolean stacked)
{
  guint i;

  g_return_if_fail (SUBLET_IS_ENV_LIST (self));

  self->stacked = stacked;
  for (i = 0; i < self->lines->len; i++)
    sublet_env_line_set_stacked (g_ptr_array_index (self->lines, i), stacked);
}
