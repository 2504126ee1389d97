/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"
#include "ui/common/sublet-error-text.h"

/* Nothing is shown of a wait that is shorter. */
#define SLOW_MS 300

typedef enum
{
  PROP_SERVICES = 1,
} SubletWindowProperty;

G_DEFINE_FINAL_TYPE (SubletWindow, sublet_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[PROP_SERVICES + 1];

/* Which of the window's faces the state of things asks for. */
static const char *
choose_root (SubletWindow *self)
{
  switch (sublet_services_get_state (self->services))
    {
    case SUBLET_SERVICES_STATE_STARTING:
      return "starting";
    case SUBLET_SERVICES_STATE_FAILED:
      return "failed";
    case SUBLET_SERVICES_STATE_READY:
      break;
    default:
      g_assert_not_reached ();
    }

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_STARTING:
      /* A keyring that asks the person may take for ever; there are other ways to a key. */
      return self->slow || sublet_session_get_has_environment_key (self->session) ? "welcome"
                                                                                  : "starting";
    case SUBLET_SESSION_STATE_SIGNED_IN:
      return self->replacing || sublet_welcome_page_get_waiting (self->welcome_page) ? "welcome"
                                                                                     : "main";
    case SUBLET_SESSION_STATE_SIGNED_OUT:
    case SUBLET_SESSION_STATE_REJECTED:
      return self->looking ? "main" : "welcome";
    default:
      g_assert_not_reached ();
    }
}

static gboolean
on_slow (gpointer user_data)
{
  SubletWindow *self = SUBLET_WINDOW (user_data);

  self->slow_id = 0;
  self->slow = TRUE;
  sublet_window_update (self);
  return G_SOURCE_REMOVE;
}

/* Until it is known what to show: a person sees nothing of that unless it lasts. */
static void
update_unsure (SubletWindow *self)
{
  SubletServicesState state = sublet_services_get_state (self->services);
  gboolean unsure = state == SUBLET_SERVICES_STATE_STARTING ||
                    (state == SUBLET_SERVICES_STATE_READY &&
                     sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_STARTING);

  if (unsure && !self->slow && self->slow_id == 0)
    self->slow_id = g_timeout_add (SLOW_MS, on_slow, self);
  if (!unsure)
    {
      g_clear_handle_id (&self->slow_id, g_source_remove);
      self->slow = FALSE;
    }
}

static void
update_starting (SubletWindow *self, gboolean shown)
{
  gtk_widget_set_visible (self->starting_box, self->slow);
  gtk_spinner_set_spinning (self->starting_spinner, shown && self->slow);
  gtk_label_set_label (self->starting_label,
                       sublet_services_get_demo (self->services)
                       ? _ ("Opening the demo market…")
                       : _ ("Asking the keyring…"));
}

static void
update_failed (SubletWindow *self)
{
  const GError *error = sublet_services_get_error (self->services);
  g_autofree char *description = NULL;

  if (error == NULL)
    return;

  if (sublet_services_get_demo (self->services))
    {
      adw_status_page_set_title (self->failed_page, _ ("The Demo Market Is Closed"));
      adw_status_page_set_description (self->failed_page,
                                       _ ("The program that plays the market has ended or is not installed."));
    }
  else
    {
      description = sublet_error_text_dup_both (error);
      adw_status_page_set_title (self->failed_page, sublet_error_text_get_title (error));
      adw_status_page_set_description (self->failed_page, description);
    }
  gtk_label_set_label (self->failed_details, error->message);
}

/* A narrow header bar has no room for three buttons of the window: the one that closes stays, on
 * its side. */
static char *
dup_narrow_layout (SubletWindow *self)
{
  g_autofree char *layout = NULL;
  g_auto (GStrv) sides = NULL;
  GString *narrow = g_string_new (NULL);
  guint i;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-decoration-layout",
                &layout,
                NULL);
  sides = g_strsplit (layout != NULL ? layout : ":close", ":", 2);
  for (i = 0; sides[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (narrow, ':');
      if (strstr (sides[i], "close") != NULL)
        g_string_append (narrow, "close");
    }

  return g_string_free (narrow, FALSE);
}

static void
update_header (SubletWindow *self, const char *root)
{
  SubletSizeClass size = sublet_size_bin_get_size_class (self->size_bin);
  gboolean in_main = g_str_equal (root, "main");
  gboolean narrow = size == SUBLET_SIZE_CLASS_NARROW;
  const char *page = adw_view_stack_get_visible_child_name (self->stack);
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);
  g_autofree char *layout = narrow ? dup_narrow_layout (self) : NULL;
  const char *start = "none";

  /* Kept in the middle, the title would ask for twice the room of the buttons beside it. */
  adw_header_bar_set_centering_policy (self->header_bar,
                                       narrow ? ADW_CENTERING_POLICY_LOOSE
                                              : ADW_CENTERING_POLICY_STRICT);
  adw_header_bar_set_decoration_layout (self->header_bar, layout);
  adw_view_switcher_set_policy (self->switcher,
                                size == SUBLET_SIZE_CLASS_WIDE ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                               : ADW_VIEW_SWITCHER_POLICY_NARROW);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, in_main && narrow);
  gtk_label_set_label (self->window_title,
                       in_main && child != NULL ? adw_view_stack_page_get_title (
                                                    adw_view_stack_get_page (self->stack, child))
                                                : gtk_window_get_title (GTK_WINDOW (self)));
  gtk_stack_set_visible_child_name (self->title_stack, in_main && !narrow ? "switcher" : "title");

  if (g_str_equal (root, "welcome"))
    start = "welcome";
  else if (in_main && page != NULL && gtk_stack_get_child_by_name (self->start_stack, page) != NULL)
    start = page;
  gtk_stack_set_visible_child_name (self->start_stack, start);
  gtk_widget_set_visible (GTK_WIDGET (self->pill_slot), in_main);
  gtk_widget_set_visible (GTK_WIDGET (self->strip_slot), in_main);
}

/* GTK 4.8 tells nobody who reads the screen which page of a stack is seen: the others could be
 * heard, and their buttons pressed in vain. */
static void
tell_root (SubletWindow *self)
{
  GtkWidget *seen = gtk_stack_get_visible_child (self->root_stack);
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->root_stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page),
                                 GTK_ACCESSIBLE_STATE_HIDDEN,
                                 page != seen,
                                 -1);
}

/**
 * sublet_window_update:
 * @self: the window
 *
 * Shows what services, session and size say.
 */
void
sublet_window_update (SubletWindow *self)
{
  const char *root;
  const char *before = gtk_stack_get_visible_child_name (self->root_stack);

  /* While the services are being connected, and while the window goes. */
  if (self->services == NULL ||
      (self->session == NULL &&
       sublet_services_get_state (self->services) == SUBLET_SERVICES_STATE_READY))
    return;

  update_unsure (self);
  root = choose_root (self);
  if (g_str_equal (root, "main"))
    sublet_window_fill (self);
  update_starting (self, g_str_equal (root, "starting"));
  update_failed (self);
  gtk_stack_set_visible_child_name (self->root_stack, root);
  tell_root (self);
  update_header (self, root);
  sublet_window_update_actions (self);
  if (g_str_equal (root, "main"))
    sublet_window_run_errand (self);

  if (g_str_equal (root, "welcome") && g_strcmp0 (before, "welcome") != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->welcome_page));
}

static void
on_services_state (SubletWindow *self)
{
  if (sublet_services_get_state (self->services) == SUBLET_SERVICES_STATE_READY)
    sublet_window_connect_services (self);
  else
    sublet_window_disconnect_services (self);
  sublet_window_update (self);
}

static void
on_session_state (SubletWindow *self)
{
  const char *root = gtk_stack_get_visible_child_name (self->root_stack);

  /* A key that was taken away in mid-work leaves the work in sight. */
  self->looking = sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED &&
                  g_strcmp0 (root, "main") == 0 && sublet_services_count_open (self->services) > 0;
  sublet_window_update (self);
}

static void
on_welcome_done (SubletWindow *self)
{
  self->replacing = FALSE;
  sublet_welcome_page_reset (self->welcome_page);
  sublet_window_update (self);
}

static void
on_visible_page (SubletWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->stack);

  if (self->filling)
    return;

  if (self->services != NULL && page != NULL && self->session != NULL)
    g_object_set (sublet_services_get_settings (self->services), "page", page, NULL);
  sublet_window_update (self);
}

static void
restore_size (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  gboolean maximized;
  int width, height;

  g_object_get (settings,
                "window-width",
                &width,
                "window-height",
                &height,
                "window-maximized",
                &maximized,
                NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_object_set (settings,
                "window-maximized",
                gtk_window_is_maximized (GTK_WINDOW (self)),
                "window-width",
                CLAMP (width, 360, 16384),
                "window-height",
                CLAMP (height, 300, 16384),
                NULL);
}

static gboolean
sublet_window_close_request (GtkWindow *window)
{
  SubletWindow *self = SUBLET_WINDOW (window);

  if (!self->closing && sublet_window_ask_before_closing (self))
    return GDK_EVENT_STOP;

  save_size (self);
  return GTK_WINDOW_CLASS (sublet_window_parent_class)->close_request (window);
}

static void
sublet_window_map (GtkWidget *widget)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  GTK_WIDGET_CLASS (sublet_window_parent_class)->map (widget);

  if (self->engine != NULL)
    sublet_rental_engine_set_visible (self->engine, TRUE);
}

static void
sublet_window_unmap (GtkWidget *widget)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  if (self->engine != NULL)
    sublet_rental_engine_set_visible (self->engine, FALSE);

  GTK_WIDGET_CLASS (sublet_window_parent_class)->unmap (widget);
}

static void
sublet_window_constructed (GObject *object)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  G_OBJECT_CLASS (sublet_window_parent_class)->constructed (object);

  g_signal_connect_object (self->services,
                           "notify::state",
                           G_CALLBACK (on_services_state),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (self),
                        sublet_services_get_demo (self->services)
                        ? _ ("Sublet Demo")
                        : _ ("Sublet"));
  restore_size (self);
  sublet_window_adopt_terminals (self);
  on_services_state (self);
}

static void
sublet_window_dispose (GObject *object)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  if (self->stack != NULL)
    sublet_window_disconnect_services (self);
  g_clear_object (&self->session_group);
  g_clear_object (&self->engine_group);
  g_clear_object (&self->rentals_group);
  g_clear_object (&self->services);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_WINDOW);

  G_OBJECT_CLASS (sublet_window_parent_class)->dispose (object);
}

static void
sublet_window_finalize (GObject *object)
{
  g_free (SUBLET_WINDOW (object)->errand_rental);

  G_OBJECT_CLASS (sublet_window_parent_class)->finalize (object);
}

static void
sublet_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  switch ((SubletWindowProperty) prop_id)
    {
    case PROP_SERVICES:
      g_value_set_object (value, self->services);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  switch ((SubletWindowProperty) prop_id)
    {
    case PROP_SERVICES:
      self->services = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_window_class_init (SubletWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->constructed = sublet_window_constructed;
  object_class->dispose = sublet_window_dispose;
  object_class->finalize = sublet_window_finalize;
  object_class->get_property = sublet_window_get_property;
  object_class->set_property = sublet_window_set_property;
  widget_class->map = sublet_window_map;
  widget_class->unmap = sublet_window_unmap;
  window_class->close_request = sublet_window_close_request;

  properties[PROP_SERVICES] =
    g_param_spec_object ("services",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SERVICES,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SUBLET_TYPE_SIZE_BIN);
  g_type_ensure (SUBLET_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/sublet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, start_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, pill_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, strip_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_box);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_label);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, failed_details);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_page);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_done);
  gtk_widget_class_bind_template_callback (widget_class, sublet_window_update);
  sublet_window_class_install_actions (widget_class);
}

static void
sublet_window_init (SubletWindow *self)
{
  self->session_group = g_signal_group_new (SUBLET_TYPE_SESSION);
  g_signal_group_connect_object (self->session_group,
                                 "notify::state",
                                 G_CALLBACK (on_session_state),
                                 self,
                                 G_CONNECT_SWAPPED);

  sublet_window_init_pages (self);
  self->rentals_group = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->rentals_group,
                                 "items-changed",
                                 G_CALLBACK (sublet_window_update),
                                 self,
                                 G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->size_bin,
                          "size-class",
                          self->welcome_page,
                          "size-class",
                          G_BINDING_SYNC_CREATE);
}

/**
 * sublet_window_new:
 * @application: the application
 * @services: what the window stands on
 *
 * Returns: (transfer none): a window that GTK owns until it is destroyed
 */
SubletWindow *
sublet_window_new (GtkApplication *application, SubletServices *services)
{
  return g_object_new (SUBLET_TYPE_WINDOW, "application", application, "services", services, NULL);
}

/**
 * sublet_window_quit:
 * @self: the window
 *
 * Closes it as the program's end: it asks while something bills, and offers no watching.
 */
void
sublet_window_quit (SubletWindow *self)
{
  g_autoptr (SubletWindow) held = NULL;

  g_return_if_fail (SUBLET_IS_WINDOW (self));

  /* It may be gone once it has closed. */
  held = g_object_ref (self);
  self->quitting = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  self->quitting = FALSE;
}

/**
 * sublet_window_get_services:
 * @self: the window
 *
 * Returns: (transfer none): what the window stands on
 */
SubletServices *
sublet_window_get_services (SubletWindow *self)
{
  g_return_val_if_fail (SUBLET_IS_WINDOW (self), NULL);

  return self->services;
}
