/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-view-private.h"

typedef enum
{
  PROP_FOLLOW = 1,
  PROP_N_NEW,
  PROP_N_LINES,
} SubletLogViewProperty;

static GParamSpec *properties[PROP_N_LINES + 1];

G_DEFINE_FINAL_TYPE (SubletLogView, sublet_log_view, GTK_TYPE_WIDGET)

static void
set_n_new (SubletLogView *self, guint n_new)
{
  if (self->n_new == n_new)
    return;

  self->n_new = n_new;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
}

static void
set_n_lines (SubletLogView *self, guint n_lines)
{
  if (self->n_lines == n_lines)
    return;

  self->n_lines = n_lines;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LINES]);
}

void
sublet_log_view_take_follow (SubletLogView *self, bool follow)
{
  if (self->follow == follow)
    return;

  self->follow = follow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOW]);
  if (follow)
    set_n_new (self, 0);
}

/* ---- the lines ---- */

static bool
has_time (GListModel *lines, guint at, guint n_items)
{
  guint i;

  for (i = at; i < at + n_items; i++)
    {
      g_autoptr (SubletLogLine) line = g_list_model_get_item (lines, i);
      gint64 time_us;

      if (sublet_log_line_get_time (line, &time_us) != SUBLET_LOG_TIME_NONE)
        return true;
    }

  return false;
}

/* Whether the column of times has to be made, and all lines moved beside it. */
static bool
needs_times (SubletLogView *self, guint at, guint added)
{
  return !self->timed && has_time (self->lines, at, added);
}

static void
on_items_changed (SubletLogView *self, guint at, guint removed, guint added)
{
  bool at_end = at + removed == self->shown->len && added > 0;
  guint n_before = self->n_lines;
  guint n_kept = self->n_lines - sublet_log_view_count_lines (self, at, removed);
  guint n_items = g_list_model_get_n_items (self->lines);
  guint row = sublet_log_view_count_rows (self, 0, at);

  sublet_log_view_remove_items (self, at, row, removed);
  if (needs_times (self, at, added))
    {
      sublet_log_view_remove_items (self, 0, 0, self->shown->len);
      self->timed = true;
      sublet_log_view_update_indent (self);
      sublet_log_view_insert_items (self, 0, 0, n_items);
    }
  else
    sublet_log_view_insert_items (self, at, row, added);

  set_n_lines (self, n_kept + sublet_log_view_count_lines (self, at, added));
  if (self->follow)
    sublet_log_view_go_to_end (self);
  else if (at_end && self->n_lines > n_before)
    set_n_new (self, self->n_new + self->n_lines - n_before);
}

/* ---- the widget ---- */

static void
sublet_log_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SubletLogView *self = SUBLET_LOG_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_log_view_parent_class)->css_changed (widget, change);

  if (self->buffer == NULL)
    return;
  sublet_log_view_update_colors (self);
  sublet_log_view_update_indent (self);
}

static gboolean
sublet_log_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_LOG_VIEW (widget)->text_view));
}

static void
sublet_log_view_dispose (GObject *object)
{
  SubletLogView *self = SUBLET_LOG_VIEW (object);

  if (self->lines != NULL)
    g_signal_handlers_disconnect_by_data (self->lines, self);
  g_clear_object (&self->lines);
  sublet_log_view_unwatch_scrolling (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_LOG_VIEW);

  G_OBJECT_CLASS (sublet_log_view_parent_class)->dispose (object);
}

static void
sublet_log_view_finalize (GObject *object)
{
  g_array_unref (SUBLET_LOG_VIEW (object)->shown);

  G_OBJECT_CLASS (sublet_log_view_parent_class)->finalize (object);
}

static void
sublet_log_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletLogView *self = SUBLET_LOG_VIEW (object);

  switch ((SubletLogViewProperty) prop_id)
    {
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_N_LINES:
      g_value_set_uint (value, self->n_lines);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_log_view_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((SubletLogViewProperty) prop_id)
    {
    case PROP_FOLLOW:
      sublet_log_view_set_follow (SUBLET_LOG_VIEW (object), g_value_get_boolean (value));
      break;
    case PROP_N_NEW:
    case PROP_N_LINES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_log_view_class_init (SubletLogViewClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_log_view_dispose;
  object_class->finalize = sublet_log_view_finalize;
  object_class->get_property = sublet_log_view_get_property;
  object_class->set_property = sublet_log_view_set_property;
  widget_class->css_changed = sublet_log_view_css_changed;
  widget_class->grab_focus = sublet_log_view_grab_focus;

  properties[PROP_FOLLOW] =
    g_param_spec_boolean ("follow", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_LINES] = g_param_spec_uint ("n-lines", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "logview");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/logs/sublet-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletLogView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletLogView, text_view);
  gtk_widget_class_bind_template_child (widget_class, SubletLogView, warning_probe);
  gtk_widget_class_bind_template_child (widget_class, SubletLogView, error_probe);
}

static void
sublet_log_view_init (SubletLogView *self)
{
  self->follow = true;
  self->shown = g_array_new (FALSE, FALSE, sizeof (SubletLogShown));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  sublet_log_view_make_tags (self);
  sublet_log_view_watch_scrolling (self);
}

/**
 * sublet_log_view_set_lines:
 * @self: a view
 * @lines: (nullable) (element-type SubletLogLine): what to show
 */
void
sublet_log_view_set_lines (SubletLogView *self, GListModel *lines)
{
  g_return_if_fail (SUBLET_IS_LOG_VIEW (self));
  g_return_if_fail (lines == NULL || G_IS_LIST_MODEL (lines));

  if (self->lines == lines)
    return;

  if (self->lines != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->lines, self);
      sublet_log_view_remove_items (self, 0, 0, self->shown->len);
      set_n_lines (self, 0);
      set_n_new (self, 0);
    }
  g_set_object (&self->lines, lines);
  if (lines == NULL)
    return;

  g_signal_connect_object (lines,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (lines));
}

/**
 * sublet_log_view_get_follow:
 * @self: a view
 *
 * Returns: whether its end stays in sight
 */
gboolean
sublet_log_view_get_follow (SubletLogView *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_VIEW (self), FALSE);

  return self->follow;
}

/**
 * sublet_log_view_set_follow:
 * @self: a view
 * @follow: whether its end is to stay in sight, and to come there now
 */
void
sublet_log_view_set_follow (SubletLogView *self, gboolean follow)
{
  g_return_if_fail (SUBLET_IS_LOG_VIEW (self));

  sublet_log_view_take_follow (self, follow);
  if (follow)
    sublet_log_view_go_to_end (self);
}

/**
 * sublet_log_view_get_n_new:
 * @self: a view
 *
 * Returns: how many lines came while its end was not to be in sight
 */
guint
sublet_log_view_get_n_new (SubletLogView *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_VIEW (self), 0);

  return self->n_new;
}

/**
 * sublet_log_view_get_n_lines:
 * @self: a view
 *
 * Returns: how many lines the log has, equal ones counted
 */
guint
sublet_log_view_get_n_lines (SubletLogView *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_VIEW (self), 0);

  return self->n_lines;
}

/**
 * sublet_log_view_get_text_view:
 * @self: a view
 *
 * Returns: (transfer none): its text
 */
GtkTextView *
sublet_log_view_get_text_view (SubletLogView *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_VIEW (self), NULL);

  return self->text_view;
}
