/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-tab-private.h"

#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-signal.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletTerminalTab, sublet_terminal_tab, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RENTAL = 1,
  PROP_LINE,
  PROP_SETTINGS,
  PROP_CLOCK,
  PROP_ASSISTIVE_STATUS,
  PROP_DEMO,
  PROP_SSH_PROBLEM,
  PROP_NUMBER,
} SubletTerminalTabProperty;

static GParamSpec *properties[PROP_NUMBER + 1];

static void
on_rental_changed (SubletTerminalTab *self)
{
  sublet_terminal_tab_update_name (self);
  sublet_terminal_tab_update_price (self);
  sublet_terminal_tab_show_state (self);
  g_signal_emit_by_name (self, "changed");
}

static void
on_bell (SubletTerminalTab *self)
{
  g_signal_emit_by_name (self, "bell");
}

static void
on_deed (SubletTerminalTab *self, int deed)
{
  sublet_terminal_tab_do (self, (SubletTerminalDeed) deed);
}

static void
connect_children (SubletTerminalTab *self)
{
  g_signal_connect_object (self->view,
                           "resized",
                           G_CALLBACK (sublet_terminal_tab_on_resized),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "bell", G_CALLBACK (on_bell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->card, "deed", G_CALLBACK (on_deed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->line,
                           "changed",
                           G_CALLBACK (sublet_terminal_tab_on_line_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rental,
                           "notify",
                           G_CALLBACK (on_rental_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_terminal_tab_constructed (GObject *object)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (object);

  G_OBJECT_CLASS (sublet_terminal_tab_parent_class)->constructed (object);

  g_return_if_fail (self->rental != NULL && self->line != NULL);
  g_return_if_fail (self->settings != NULL && self->clock != NULL && self->status != NULL);

  self->view = SUBLET_TERMINAL_VIEW (sublet_terminal_view_new (self->settings));
  self->card = g_object_new (SUBLET_TYPE_TERMINAL_CARD,
                             "halign",
                             GTK_ALIGN_CENTER,
                             "valign",
                             GTK_ALIGN_CENTER,
                             NULL);
  self->announcer = sublet_announcer_new ();
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer), self->clock);
  self->overlay = gtk_overlay_new ();
  g_signal_connect_object (self->overlay,
                           "get-child-position",
                           G_CALLBACK (sublet_terminal_tab_place_overlay),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->card));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->announcer);
  gtk_widget_set_vexpand (self->overlay, TRUE);
  self->upload = SUBLET_TERMINAL_UPLOAD (sublet_terminal_tab_make_upload (self));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->upload));
  self->offer = SUBLET_TERMINAL_OFFER (sublet_terminal_tab_make_offer (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->offer));
  gtk_box_append (GTK_BOX (self->box), self->overlay);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->mirror = sublet_terminal_mirror_new (self->view, self->status, self->clock);
  connect_children (self);
  sublet_terminal_tab_update_name (self);
  sublet_terminal_tab_update_price (self);
}

/* Nothing is asked for before somebody looks. */
static void
sublet_terminal_tab_map (GtkWidget *widget)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (widget);

  GTK_WIDGET_CLASS (sublet_terminal_tab_parent_class)->map (widget);

  if (self->state != SUBLET_TERMINAL_LINE_IDLE || self->cancelled)
    return;
  if (self->ssh_problem == NULL)
    {
      sublet_terminal_tab_open (self);
      return;
    }
  sublet_terminal_tab_show_state (self);
  sublet_terminal_tab_say_state (self);
}

/* A tab may be drawn from one window into another. */
static void
sublet_terminal_tab_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_terminal_tab_parent_class)->root (widget);

  sublet_terminal_tab_resume_waiting (SUBLET_TERMINAL_TAB (widget));
}

/* The reference of what is pending would postpone the tab's end. */
static void
sublet_terminal_tab_unroot (GtkWidget *widget)
{
  sublet_terminal_tab_stop_waiting (SUBLET_TERMINAL_TAB (widget));

  GTK_WIDGET_CLASS (sublet_terminal_tab_parent_class)->unroot (widget);
}

static gboolean
sublet_terminal_tab_grab_focus (GtkWidget *widget)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->card)) &&
      self->state != SUBLET_TERMINAL_LINE_CONNECTING)
    return gtk_widget_grab_focus (GTK_WIDGET (self->card));

  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sublet_terminal_tab_dispose (GObject *object)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (object);

  sublet_terminal_tab_stop_waiting (self);
  if (self->mirror != NULL)
    g_object_run_dispose (G_OBJECT (self->mirror));
  g_clear_object (&self->mirror);
  g_clear_error (&self->join_error);
  if (self->line != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->line, self);
      sublet_terminal_line_close (self->line);
      sublet_upload_queue_cancel (sublet_terminal_line_get_uploads (self->line));
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->upload = NULL;
  self->offer = NULL;
  self->overlay = NULL;
  self->view = NULL;
  self->card = NULL;
  self->announcer = NULL;
  g_clear_object (&self->line);
  g_clear_object (&self->rental);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_object (&self->status);

  G_OBJECT_CLASS (sublet_terminal_tab_parent_class)->dispose (object);
}

static void
sublet_terminal_tab_finalize (GObject *object)
{
  g_free (SUBLET_TERMINAL_TAB (object)->ssh_problem);

  G_OBJECT_CLASS (sublet_terminal_tab_parent_class)->finalize (object);
}

static void
sublet_terminal_tab_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (object);

  switch ((SubletTerminalTabProperty) prop_id)
    {
    case PROP_RENTAL:
      g_value_set_object (value, self->rental);
      break;
    case PROP_LINE:
      g_value_set_object (value, self->line);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_ASSISTIVE_STATUS:
      g_value_set_object (value, self->status);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_SSH_PROBLEM:
      g_value_set_string (value, self->ssh_problem);
      break;
    case PROP_NUMBER:
      g_value_set_uint (value, self->number);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_terminal_tab_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletTerminalTab *self = SUBLET_TERMINAL_TAB (object);

  switch ((SubletTerminalTabProperty) prop_id)
    {
    case PROP_RENTAL:
      self->rental = g_value_dup_object (value);
      break;
    case PROP_LINE:
      self->line = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_ASSISTIVE_STATUS:
      self->status = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    case PROP_SSH_PROBLEM:
      self->ssh_problem = g_value_dup_string (value);
      break;
    case PROP_NUMBER:
      self->number = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_RENTAL] = g_param_spec_object ("rental", NULL, NULL, SUBLET_TYPE_RENTAL, fixed);
  properties[PROP_LINE] =
    g_param_spec_object ("line", NULL, NULL, SUBLET_TYPE_TERMINAL_LINE, fixed);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, SUBLET_TYPE_SETTINGS, fixed);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SUBLET_TYPE_CLOCK, fixed);
  properties[PROP_ASSISTIVE_STATUS] =
    g_param_spec_object ("assistive-status", NULL, NULL, SUBLET_TYPE_ASSISTIVE_STATUS, fixed);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, fixed);
  properties[PROP_SSH_PROBLEM] = g_param_spec_string ("ssh-problem", NULL, NULL, NULL, fixed);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 1, G_MAXUINT, 1, fixed);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_terminal_tab_class_init (SubletTerminalTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_terminal_tab_constructed;
  object_class->dispose = sublet_terminal_tab_dispose;
  object_class->finalize = sublet_terminal_tab_finalize;
  object_class->get_property = sublet_terminal_tab_get_property;
  object_class->set_property = sublet_terminal_tab_set_property;
  widget_class->root = sublet_terminal_tab_root;
  widget_class->unroot = sublet_terminal_tab_unroot;
  widget_class->map = sublet_terminal_tab_map;
  widget_class->grab_focus = sublet_terminal_tab_grab_focus;

  install_properties (object_class);
  sublet_signal_add (klass, "changed", G_TYPE_NONE);
  sublet_signal_add (klass, "bell", G_TYPE_NONE);
  sublet_signal_add (klass, "find-cause", G_TYPE_NONE);
  sublet_signal_add (klass, "close-requested", G_TYPE_NONE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "terminaltab");
}

static void
sublet_terminal_tab_init (SubletTerminalTab *self)
{
}

/**
 * sublet_terminal_tab_get_rental:
 * @self: a tab
 *
 * Returns: (transfer none): what it is on
 */
SubletRental *
sublet_terminal_tab_get_rental (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), NULL);

  return self->rental;
}

/**
 * sublet_terminal_tab_get_line:
 * @self: a tab
 *
 * Returns: (transfer none): what stands behind it
 */
SubletTerminalLine *
sublet_terminal_tab_get_line (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), NULL);

  return self->line;
}

/**
 * sublet_terminal_tab_get_view:
 * @self: a tab
 *
 * Returns: (transfer none): its terminal
 */
SubletTerminalView *
sublet_terminal_tab_get_view (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), NULL);

  return self->view;
}

/**
 * sublet_terminal_tab_get_number:
 * @self: a tab
 *
 * Returns: which of its instance's terminals it is, from 1
 */
guint
sublet_terminal_tab_get_number (SubletTerminalTab *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), 0);

  return self->number;
}

/**
 * sublet_terminal_tab_set_size_class:
 * @self: a tab
 * @size_class: how much room there is
 */
void
sublet_terminal_tab_set_size_class (SubletTerminalTab *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_TAB (self));

  sublet_terminal_card_set_size_class (self->card, size_class);
  sublet_terminal_upload_set_size_class (self->upload, size_class);
  sublet_terminal_offer_set_size_class (self->offer, size_class);
}
