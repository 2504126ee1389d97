/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/common/sublet-closures.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/terminal/sublet-terminal-lease.h"
#include "ui/terminal/sublet-terminal-search.h"

G_DEFINE_FINAL_TYPE (SubletTerminalWindow, sublet_terminal_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_CLOCK,
  PROP_DEMO,
  PROP_SSH_PROBLEM,
} SubletTerminalWindowProperty;

static GParamSpec *properties[PROP_SSH_PROBLEM + 1];

static void
sublet_terminal_window_constructed (GObject *object)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (object);

  G_OBJECT_CLASS (sublet_terminal_window_parent_class)->constructed (object);

  g_return_if_fail (self->settings != NULL && self->clock != NULL);

  /* The application's keys are put before those that are there: ours have to come after it. */
  g_signal_connect (self,
                    "notify::application",
                    G_CALLBACK (sublet_terminal_window_add_keys),
                    NULL);
  sublet_terminal_window_add_keys (self);
  sublet_terminal_window_connect_tabs (self);
  sublet_terminal_window_update (self);
}

static void
sublet_terminal_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_terminal_window_parent_class)->map (widget);

  sublet_terminal_window_update (SUBLET_TERMINAL_WINDOW (widget));
}

static void
sublet_terminal_window_unmap (GtkWidget *widget)
{
  sublet_terminal_window_stop_ticking (SUBLET_TERMINAL_WINDOW (widget));

  GTK_WIDGET_CLASS (sublet_terminal_window_parent_class)->unmap (widget);
}

static gboolean
sublet_terminal_window_close_request (GtkWindow *window)
{
  if (sublet_terminal_window_on_close_request (SUBLET_TERMINAL_WINDOW (window)))
    return TRUE;

  return GTK_WINDOW_CLASS (sublet_terminal_window_parent_class)->close_request (window);
}

static void
sublet_terminal_window_dispose (GObject *object)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  sublet_terminal_window_stop_ticking (self);
  if (self->search != NULL)
    sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (self->search), NULL);
  if (self->tab_view != NULL)
    g_signal_handlers_disconnect_by_data (self->tab_view, self);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TERMINAL_WINDOW);
  if (self->status != NULL)
    g_object_run_dispose (G_OBJECT (self->status));
  g_clear_object (&self->status);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_terminal_window_parent_class)->dispose (object);
}

static void
sublet_terminal_window_finalize (GObject *object)
{
  g_free (SUBLET_TERMINAL_WINDOW (object)->ssh_problem);

  G_OBJECT_CLASS (sublet_terminal_window_parent_class)->finalize (object);
}

static void
sublet_terminal_window_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (object);

  switch ((SubletTerminalWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_SSH_PROBLEM:
      g_value_set_string (value, self->ssh_problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_terminal_window_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (object);

  switch ((SubletTerminalWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    case PROP_SSH_PROBLEM:
      self->ssh_problem = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (GType type)
{
  g_signal_new ("show-rental",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);
  g_signal_new ("destroy-rental",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);
  g_signal_new ("extend-lease",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                2,
                SUBLET_TYPE_RENTAL,
                GTK_TYPE_WIDGET);
  g_signal_new ("window-created",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_TERMINAL_WINDOW);
  g_signal_new ("show-instances", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Told in this window, by whoever has the engine. */
static void
on_extend (SubletTerminalWindow *self)
{
  g_signal_emit_by_name (self,
                         "extend-lease",
                         sublet_terminal_lease_get_rental (SUBLET_TERMINAL_LEASE (self->lease)),
                         self->lease);
}

static void
on_end (SubletTerminalWindow *self)
{
  g_signal_emit_by_name (self,
                         "destroy-rental",
                         sublet_terminal_lease_get_rental (SUBLET_TERMINAL_LEASE (self->lease)));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_SIZE_BIN);
  g_type_ensure (SUBLET_TYPE_TERMINAL_LEASE);
  g_type_ensure (SUBLET_TYPE_TERMINAL_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-window.ui");
  sublet_closures_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, header);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, search);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, lease);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalWindow, tab_view);
  gtk_widget_class_bind_template_callback (widget_class, on_extend);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
}

static void
sublet_terminal_window_class_init (SubletTerminalWindowClass *klass)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_terminal_window_constructed;
  object_class->dispose = sublet_terminal_window_dispose;
  object_class->finalize = sublet_terminal_window_finalize;
  object_class->get_property = sublet_terminal_window_get_property;
  object_class->set_property = sublet_terminal_window_set_property;
  widget_class->map = sublet_terminal_window_map;
  widget_class->unmap = sublet_terminal_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = sublet_terminal_window_close_request;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, SUBLET_TYPE_SETTINGS, fixed);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SUBLET_TYPE_CLOCK, fixed);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, fixed);
  properties[PROP_SSH_PROBLEM] = g_param_spec_string ("ssh-problem", NULL, NULL, NULL, fixed);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  sublet_terminal_window_class_install_actions (widget_class);
  bind_template (widget_class);
}

static void
sublet_terminal_window_init (SubletTerminalWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->status = sublet_assistive_status_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->size_bin,
                           "notify::size-class",
                           G_CALLBACK (sublet_terminal_window_update),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_terminal_window_new:
 * @application: (nullable): what it belongs to
 * @settings: the person's
 * @clock: the engine's
 * @demo: whether nothing here costs money
 * @ssh_problem: (nullable): why no instance can be reached, a sentence for the person: its tabs
 * show it and try nothing
 *
 * Returns: (transfer none): a window without a tab that GTK owns, for gtk_window_present()
 */
SubletTerminalWindow *
sublet_terminal_window_new (GtkApplication *application,
                            SubletSettings *settings,
                            SubletClock *clock,
                            gboolean demo,
                            const char *ssh_problem)
{
  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);

  return g_object_new (SUBLET_TYPE_TERMINAL_WINDOW,
                       "application",
                       application,
                       "settings",
                       settings,
                       "clock",
                       clock,
                       "demo",
                       demo,
                       "ssh-problem",
                       ssh_problem,
                       NULL);
}
