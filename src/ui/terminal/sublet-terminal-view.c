/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-view-private.h"

#include "ui/compat/sublet-ui-terminal.h"

#include <adwaita.h>
#include <string.h>

/* Modes that outlive the program that set them: the other screen, the mouse, bracketed paste; then
 * a soft reset, and a line of its own. Leaving the other screen goes to where the cursor was saved,
 * from this one as well, so that it is saved first. Source: xterm's control sequences, DECRST and
 * DECSTR. */
#define BEGIN_AGAIN                                            \
  "\0337\033[?1049l\033[?47l\033[?1000l\033[?1002l\033[?1003l" \
  "\033[?1004l\033[?1006l\033[?1015l\033[?2004l\033[?1l\033>"  \
  "\033[!p\033[?25h\033[0m\r\n"

/* Where nothing can be typed nothing says so. Source: as above, DECTCEM. */
#define HIDE_CURSOR "\033[?25l"
#define SHOW_CURSOR "\033[?25h"

G_DEFINE_FINAL_TYPE (SubletTerminalView, sublet_terminal_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SETTINGS = 1,
} SubletTerminalViewProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

/* ---- what comes from the terminal ---- */

static void
on_bell (SubletTerminalView *self)
{
  g_signal_emit_by_name (self, "bell");
}

/* VTE has let go of the pseudo-terminal some time before it says so: another one may be joined. */
static void
on_eof (SubletTerminalView *self)
{
  if (vte_terminal_get_pty (self->terminal) != NULL)
    return;

  vte_terminal_set_input_enabled (self->terminal, FALSE);
  vte_terminal_feed (self->terminal, HIDE_CURSOR, strlen (HIDE_CURSOR));
}

/* ---- the widget ---- */

static void
sublet_terminal_view_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gtk_widget_measure (SUBLET_TERMINAL_VIEW (widget)->scrolled,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* VTE has no signal for it: its size in characters follows from the allocation, and is compared
 * after each. */
static void
sublet_terminal_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletTerminalView *self = SUBLET_TERMINAL_VIEW (widget);
  int columns;
  int rows;

  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  sublet_terminal_view_get_size (self, &columns, &rows);
  if (columns == self->columns && rows == self->rows)
    return;

  self->columns = columns;
  self->rows = rows;
  g_signal_emit_by_name (self, "resized", columns, rows);
}

/* What is pending holds a reference, which would postpone the end for as long as it takes. */
static void
sublet_terminal_view_unroot (GtkWidget *widget)
{
  SubletTerminalView *self = SUBLET_TERMINAL_VIEW (widget);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  GTK_WIDGET_CLASS (sublet_terminal_view_parent_class)->unroot (widget);
}

static gboolean
sublet_terminal_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_TERMINAL_VIEW (widget)->terminal));
}

static void
sublet_terminal_view_constructed (GObject *object)
{
  SubletTerminalView *self = SUBLET_TERMINAL_VIEW (object);
  AdwStyleManager *style = adw_style_manager_get_default ();

  G_OBJECT_CLASS (sublet_terminal_view_parent_class)->constructed (object);

  g_return_if_fail (self->settings != NULL);

  g_signal_connect_object (self->settings,
                           "notify",
                           G_CALLBACK (sublet_terminal_view_update_settings),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style,
                           "notify",
                           G_CALLBACK (sublet_terminal_view_update_colors),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_terminal_view_update_settings (self);
  sublet_terminal_view_update_colors (self);
  sublet_terminal_view_add_gestures (self);
}

static void
sublet_terminal_view_dispose (GObject *object)
{
  SubletTerminalView *self = SUBLET_TERMINAL_VIEW (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->terminal = NULL;
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_terminal_view_parent_class)->dispose (object);
}

static void
sublet_terminal_view_finalize (GObject *object)
{
  g_object_unref (SUBLET_TERMINAL_VIEW (object)->cancellable);

  G_OBJECT_CLASS (sublet_terminal_view_parent_class)->finalize (object);
}

static void
sublet_terminal_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletTerminalViewProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, SUBLET_TERMINAL_VIEW (object)->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_terminal_view_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((SubletTerminalViewProperty) prop_id)
    {
    case PROP_SETTINGS:
      SUBLET_TERMINAL_VIEW (object)->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (GType type)
{
  g_signal_new ("resized",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                2,
                G_TYPE_INT,
                G_TYPE_INT);
  g_signal_new ("bell", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("link-refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("context-menu",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                2,
                G_TYPE_DOUBLE,
                G_TYPE_DOUBLE);
}

static void
sublet_terminal_view_class_init (SubletTerminalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_terminal_view_constructed;
  object_class->dispose = sublet_terminal_view_dispose;
  object_class->finalize = sublet_terminal_view_finalize;
  object_class->get_property = sublet_terminal_view_get_property;
  object_class->set_property = sublet_terminal_view_set_property;
  widget_class->measure = sublet_terminal_view_measure;
  widget_class->size_allocate = sublet_terminal_view_size_allocate;
  widget_class->unroot = sublet_terminal_view_unroot;
  widget_class->grab_focus = sublet_terminal_view_grab_focus;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_css_name (widget_class, "terminalview");
}

static void
sublet_terminal_view_init (SubletTerminalView *self)
{
  self->cancellable = g_cancellable_new ();
  self->terminal = VTE_TERMINAL (vte_terminal_new ());
  /* Figures, addresses and what is drawn with characters run from left to right. */
  gtk_widget_set_direction (GTK_WIDGET (self->terminal), GTK_TEXT_DIR_LTR);
  vte_terminal_set_allow_hyperlink (self->terminal, TRUE);
  vte_terminal_set_cursor_blink_mode (self->terminal, VTE_CURSOR_BLINK_SYSTEM);
  vte_terminal_set_mouse_autohide (self->terminal, TRUE);
  vte_terminal_set_scroll_on_keystroke (self->terminal, TRUE);
  vte_terminal_set_scroll_on_output (self->terminal, FALSE);
  vte_terminal_set_input_enabled (self->terminal, FALSE);
  /* Pictures would be decoded from whatever the other end sends. */
  vte_terminal_set_enable_sixel (self->terminal, FALSE);
  vte_terminal_feed (self->terminal, HIDE_CURSOR, strlen (HIDE_CURSOR));
  g_signal_connect_swapped (self->terminal, "bell", G_CALLBACK (on_bell), self);
  g_signal_connect_swapped (self->terminal, "eof", G_CALLBACK (on_eof), self);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->terminal));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/**
 * sublet_terminal_view_new:
 * @settings: font, bell and how far it scrolls back
 *
 * Returns: (transfer floating): a terminal that is joined to nothing
 */
GtkWidget *
sublet_terminal_view_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_TERMINAL_VIEW, "settings", settings, NULL);
}

/**
 * sublet_terminal_view_get_terminal:
 * @self: a view
 *
 * Returns: (transfer none): the terminal itself
 */
VteTerminal *
sublet_terminal_view_get_terminal (SubletTerminalView *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_VIEW (self), NULL);

  return self->terminal;
}

/**
 * sublet_terminal_view_join:
 * @self: a view; what it was joined to before is let go of, read to the end or not
 * @fd: (transfer full): the master's end of a pseudo-terminal
 * @error: (out) (optional): what VTE says of that descriptor
 *
 * What was shown stays. The next shell begins below it, with all modes as at first: what the last
 * program left must not be in its way. There is no other way to let go of a pseudo-terminal than to
 * join another, or to wait for its end: VTE as it stands (0.70 to 0.80) crashes when it is told to
 * have none.
 *
 * Returns: whether it is joined; if not, all is as before
 */
bool
sublet_terminal_view_join (SubletTerminalView *self, int fd, GError **error)
{
  g_autoptr (VtePty) pty = NULL;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_VIEW (self), false);
  g_return_val_if_fail (fd >= 0, false);

  pty = vte_pty_new_foreign_sync (fd, NULL, error);
  if (pty == NULL)
    return false;

  /* What is fed before this would be forgotten with what was read before. */
  vte_terminal_set_pty (self->terminal, pty);
  if (self->began)
    vte_terminal_feed (self->terminal, BEGIN_AGAIN, strlen (BEGIN_AGAIN));
  self->began = true;
  vte_terminal_feed (self->terminal, SHOW_CURSOR, strlen (SHOW_CURSOR));
  vte_terminal_set_input_enabled (self->terminal, TRUE);
  return true;
}

/**
 * sublet_terminal_view_get_size:
 * @self: a view
 * @columns: (out): at least 1
 * @rows: (out): at least 1
 */
void
sublet_terminal_view_get_size (SubletTerminalView *self, int *columns, int *rows)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_VIEW (self));

  *columns = (int) MAX (vte_terminal_get_column_count (self->terminal), 1);
  *rows = (int) MAX (vte_terminal_get_row_count (self->terminal), 1);
}

/**
 * sublet_terminal_view_dup_text:
 * @self: a view
 *
 * Returns: (transfer full): the lines that are in sight, valid UTF-8
 */
char *
sublet_terminal_view_dup_text (SubletTerminalView *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_VIEW (self), NULL);

  return sublet_ui_dup_terminal_text (self->terminal);
}
