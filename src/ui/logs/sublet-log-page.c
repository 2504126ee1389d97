/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-page-private.h"

#include "ui/common/sublet-seen.h"

#include <glib/gi18n.h>

typedef enum
{
  PROP_LOG = 1,
  PROP_FOLLOW,
  PROP_SEARCH_MODE,
  PROP_HAS_LINES,
} SubletLogPageProperty;

static GParamSpec *properties[PROP_HAS_LINES + 1];

G_DEFINE_FINAL_TYPE (SubletLogPage, sublet_log_page, GTK_TYPE_WIDGET)

/* ---- what it tells ---- */

static void
on_log (SubletLogPage *self)
{
  bool has_lines = sublet_log_page_get_has_lines (self);

  sublet_log_page_update (self);
  if (has_lines == self->has_lines)
    return;

  self->has_lines = has_lines;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_LINES]);
}

static void
on_new (SubletLogPage *self)
{
  sublet_log_page_update_new (self);
}

static void
on_lines (SubletLogPage *self)
{
  sublet_log_page_update_status (self);
}

static void
on_follow (SubletLogPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOW]);
}

static void
on_search_mode (SubletLogPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/* The end would take it out of sight again. */
static void
on_found (SubletLogPage *self)
{
  sublet_log_view_set_follow (self->view, FALSE);
}

/* ---- what a person does ---- */

static void
on_ask (SubletLogPage *self)
{
  sublet_log_ask (self->log);
}

static void
on_down (SubletLogPage *self)
{
  sublet_log_view_set_follow (self->view, TRUE);
  /* The button goes, and must not take the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- the widget ---- */

/* It is asked for by itself only then. */
static void
on_seen (GtkWidget *widget, gboolean seen)
{
  sublet_log_set_watched (SUBLET_LOG_PAGE (widget)->log, seen);
}

static void
sublet_log_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_log_page_parent_class)->map (widget);

  sublet_seen_follow (widget, on_seen);
}

static void
sublet_log_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_log_page_parent_class)->unmap (widget);

  sublet_seen_follow (widget, on_seen);
}

/* The text, or the way on of another face. */
static gboolean
sublet_log_page_grab_focus (GtkWidget *widget)
{
  SubletLogPage *self = SUBLET_LOG_PAGE (widget);

  if (sublet_log_page_get_has_lines (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));

  return gtk_widget_get_mapped (self->ask_button) && gtk_widget_grab_focus (self->ask_button);
}

static void
sublet_log_page_constructed (GObject *object)
{
  SubletLogPage *self = SUBLET_LOG_PAGE (object);
  static const char *const properties_shown[] = { "notify::state",
                                                  "notify::error",
                                                  "notify::known-at-us" };
  gsize i;

  G_OBJECT_CLASS (sublet_log_page_parent_class)->constructed (object);

  g_return_if_fail (self->log != NULL);

  adw_status_page_set_description (self->empty_page,
                                   sublet_log_get_host (self->log)
                                   ? _ ("The host has written nothing about it yet.")
                                   : _ ("The container has written nothing yet."));
  sublet_announcer_set_clock (self->announcer, sublet_log_get_clock (self->log));
  sublet_log_search_set_text_view (self->search, sublet_log_view_get_text_view (self->view));
  sublet_log_view_set_lines (self->view, G_LIST_MODEL (self->log));
  for (i = 0; i < G_N_ELEMENTS (properties_shown); i++)
    g_signal_connect_object (self->log,
                             properties_shown[i],
                             G_CALLBACK (on_log),
                             self,
                             G_CONNECT_SWAPPED);
  on_log (self);
}

static void
sublet_log_page_dispose (GObject *object)
{
  SubletLogPage *self = SUBLET_LOG_PAGE (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_LOG_PAGE);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (sublet_log_page_parent_class)->dispose (object);
}

static void
sublet_log_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletLogPage *self = SUBLET_LOG_PAGE (object);

  switch ((SubletLogPageProperty) prop_id)
    {
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, sublet_log_page_get_follow (self));
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, sublet_log_page_get_search_mode (self));
      break;
    case PROP_HAS_LINES:
      g_value_set_boolean (value, sublet_log_page_get_has_lines (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_log_page_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SubletLogPage *self = SUBLET_LOG_PAGE (object);

  switch ((SubletLogPageProperty) prop_id)
    {
    case PROP_LOG:
      self->log = g_value_dup_object (value);
      break;
    case PROP_FOLLOW:
      sublet_log_page_set_follow (self, g_value_get_boolean (value));
      break;
    case PROP_SEARCH_MODE:
      sublet_log_page_set_search_mode (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_LINES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_LOG] =
    g_param_spec_object ("log",
                         NULL,
                         NULL,
                         SUBLET_TYPE_LOG,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLLOW] =
    g_param_spec_boolean ("follow", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_HAS_LINES] = g_param_spec_boolean ("has-lines", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletLogPage, child)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_LOG_SEARCH);
  g_type_ensure (SUBLET_TYPE_LOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/logs/sublet-log-page.ui");
  BIND (content);
  BIND (search);
  BIND (stack);
  BIND (spinner);
  BIND (empty_page);
  BIND (error_page);
  BIND (ask_button);
  BIND (error_message);
  BIND (view);
  BIND (new_revealer);
  BIND (new_label);
  BIND (down_button);
  BIND (status_box);
  BIND (status_line);
  BIND (again_button);
  BIND (announcer);
  gtk_widget_class_bind_template_callback (widget_class, on_ask);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_bind_template_callback (widget_class, on_follow);
  gtk_widget_class_bind_template_callback (widget_class, on_found);
  gtk_widget_class_bind_template_callback (widget_class, on_lines);
  gtk_widget_class_bind_template_callback (widget_class, on_new);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode);
}

static void
sublet_log_page_class_init (SubletLogPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_log_page_constructed;
  object_class->dispose = sublet_log_page_dispose;
  object_class->get_property = sublet_log_page_get_property;
  object_class->set_property = sublet_log_page_set_property;
  widget_class->map = sublet_log_page_map;
  widget_class->unmap = sublet_log_page_unmap;
  widget_class->grab_focus = sublet_log_page_grab_focus;

  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "logpage");
  bind_template (widget_class);
}

static void
sublet_log_page_init (SubletLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It turns only while it is seen. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
}

/**
 * sublet_log_page_new:
 * @log: what it shows
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_log_page_new (SubletLog *log)
{
  g_return_val_if_fail (SUBLET_IS_LOG (log), NULL);

  return g_object_new (SUBLET_TYPE_LOG_PAGE, "log", log, NULL);
}

/**
 * sublet_log_page_get_log:
 * @self: a page
 *
 * Returns: (transfer none): what it shows
 */
SubletLog *
sublet_log_page_get_log (SubletLogPage *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_PAGE (self), NULL);

  return self->log;
}

/**
 * sublet_log_page_get_has_lines:
 * @self: a page
 *
 * Returns: whether there are lines to search, follow and save
 */
gboolean
sublet_log_page_get_has_lines (SubletLogPage *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_PAGE (self), FALSE);

  return sublet_log_get_state (self->log) == SUBLET_LOG_STATE_LINES;
}

/**
 * sublet_log_page_get_search_mode:
 * @self: a page
 *
 * Returns: whether its search is open
 */
gboolean
sublet_log_page_get_search_mode (SubletLogPage *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_PAGE (self), FALSE);

  return sublet_find_bar_get_search_mode (SUBLET_FIND_BAR (self->search));
}

/**
 * sublet_log_page_set_search_mode:
 * @self: a page
 * @search_mode: whether its search is to be open
 */
void
sublet_log_page_set_search_mode (SubletLogPage *self, gboolean search_mode)
{
  g_return_if_fail (SUBLET_IS_LOG_PAGE (self));

  sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (self->search), search_mode);
}

/**
 * sublet_log_page_get_follow:
 * @self: a page
 *
 * Returns: whether the end of the log stays in sight
 */
gboolean
sublet_log_page_get_follow (SubletLogPage *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_PAGE (self), FALSE);

  return sublet_log_view_get_follow (self->view);
}

/**
 * sublet_log_page_set_follow:
 * @self: a page
 * @follow: whether the end of the log is to stay in sight
 */
void
sublet_log_page_set_follow (SubletLogPage *self, gboolean follow)
{
  g_return_if_fail (SUBLET_IS_LOG_PAGE (self));

  sublet_log_view_set_follow (self->view, follow);
}
