/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-test.h"

#include "ui/common/sublet-style.h"

#include "support/sublet-test-leaks.h"

#include <adwaita.h>

/* What GTK names a frame clock's "a little later": two frames and a margin, in milliseconds. */
#define SETTLE_FRAMES 3

static AdwApplication *application;

static void
on_after_paint (GdkFrameClock *frame_clock, guint *frames)
{
  (*frames)++;
  if (*frames < SETTLE_FRAMES)
    gdk_frame_clock_request_phase (frame_clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static bool
frames_have_passed (gpointer user_data)
{
  guint *frames = user_data;

  return *frames >= SETTLE_FRAMES;
}

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static bool
pointer_is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Depth first, @top itself included. */
static GtkWidget *
find (GtkWidget *top, bool (*matches) (GtkWidget *, gconstpointer), gconstpointer user_data)
{
  GtkWidget *child;

  if (matches (top, user_data))
    return top;

  for (child = gtk_widget_get_first_child (top); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matches, user_data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static bool
has_name (GtkWidget *widget, gconstpointer name)
{
  return g_strcmp0 (gtk_widget_get_name (widget), name) == 0 ||
         g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0;
}

static bool
has_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static bool
has_text (GtkWidget *widget, gconstpointer text)
{
  const char *shown = NULL;

  if (!gtk_widget_get_mapped (widget))
    return false;
  if (GTK_IS_LABEL (widget))
    shown = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    shown = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return shown != NULL && strstr (shown, text) != NULL;
}

static bool
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         find (widget, has_text, label) != NULL;
}

/**
 * sublet_ui_start:
 *
 * Style, icons and resources as the application has them, without running one.
 */
void
sublet_ui_start (void)
{
  g_autoptr (GError) error = NULL;

  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id",
                              APPLICATION_ID ".Test",
                              "flags",
                              G_APPLICATION_NON_UNIQUE,
                              "resource-base-path",
                              RESOURCE_PATH,
                              NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  sublet_style_follow (adw_application_get_style_manager (application));
  /* Nothing slides: pictures are taken of what stands, and a toast that is answered in the frame it
   * appeared in, which no person can do, makes libadwaita 1.2 use it after it is freed. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/**
 * sublet_ui_test_init:
 * @argc: (inout): main's
 * @argv: (inout): main's
 *
 * For main() of a test of widgets, instead of sublet_test_init(): the folders of its own come from
 * ui-env, because GTK needs the system's icons and schemas.
 */
void
sublet_ui_test_init (int *argc, char ***argv)
{
  g_unsetenv ("VAST_API_KEY");
  g_unsetenv ("VAST_URL");
  sublet_test_begin_leaks ();
  g_test_init (argc, argv, NULL);
  sublet_ui_start ();
}

/**
 * sublet_ui_test_settle:
 * @widget: a widget of a mapped window
 *
 * Runs the main loop until a few frames were painted, so that what a tick callback decides is laid
 * out too.
 */
void
sublet_ui_test_settle (GtkWidget *widget)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (widget);
  guint frames = 0;
  gulong handler;

  g_assert_nonnull (frame_clock);
  handler = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), &frames);
  gdk_frame_clock_request_phase (frame_clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  sublet_test_await (frames_have_passed, &frames);
  g_signal_handler_disconnect (frame_clock, handler);
}

/**
 * sublet_ui_test_present:
 * @content: (transfer floating): a widget
 * @width: of the window
 * @height: of the window
 *
 * Returns: (transfer none): a mapped window that holds @content, for gtk_window_destroy()
 */
GtkWidget *
sublet_ui_test_present (GtkWidget *content, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  /* Without the frame that GTK draws where there is no compositor: sizes are exact then. */
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  sublet_test_await (is_mapped, window);
  sublet_ui_test_settle (window);

  return window;
}

/**
 * sublet_ui_test_find:
 * @top: where to look
 * @name: a widget's name, or its id in a template
 *
 * Returns: (transfer none): the widget; a missing one ends the program
 */
GtkWidget *
sublet_ui_test_find (GtkWidget *top, const char *name)
{
  GtkWidget *found = find (top, has_name, name);

  if (found == NULL)
    g_error ("no widget is named %s", name);

  return found;
}

/**
 * sublet_ui_test_find_type:
 * @top: where to look
 * @type: a widget type
 *
 * Returns: (transfer none) (nullable): the first widget of it
 */
GtkWidget *
sublet_ui_test_find_type (GtkWidget *top, GType type)
{
  return find (top, has_type, &type);
}

/**
 * sublet_ui_test_find_label:
 * @top: where to look
 * @text: a part of what a label shows
 *
 * Returns: (transfer none) (nullable): the first label that is seen and has it
 */
GtkWidget *
sublet_ui_test_find_label (GtkWidget *top, const char *text)
{
  return find (top, has_text, text);
}

/**
 * sublet_ui_test_find_button:
 * @top: where to look
 * @label: a part of what stands on it
 *
 * Returns: (transfer none) (nullable): the first button that is seen and has it
 */
GtkWidget *
sublet_ui_test_find_button (GtkWidget *top, const char *label)
{
  return find (top, is_button, label);
}

/**
 * sublet_ui_test_click:
 * @button: a sensitive button
 */
void
sublet_ui_test_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/**
 * sublet_ui_test_press:
 * @widget: a widget whose class binds the key
 * @key: a GDK_KEY_ value
 * @modifiers: what is held with it
 *
 * Does what its class binds to a key, as if the event had come up to it from the focus.
 */
void
sublet_ui_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint j;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key ||
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != modifiers)
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                        0,
                                        widget,
                                        gtk_shortcut_get_arguments (shortcut));
          return;
        }
    }

  g_error ("nothing is bound to that key");
}

/**
 * sublet_ui_test_find_dialog:
 * @heading: a part of a question's heading
 *
 * Returns: (transfer none) (nullable): the open dialog that asks it
 */
GtkWidget *
sublet_ui_test_find_dialog (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window) &&
          strstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) != NULL)
        return window;
    }

  return NULL;
}

/**
 * sublet_ui_test_answer:
 * @heading: a part of the open question's heading
 * @answer: the id of an answer it offers
 */
void
sublet_ui_test_answer (const char *heading, const char *answer)
{
  GtkWidget *dialog = sublet_ui_test_find_dialog (heading);
  g_autoptr (GString) label = NULL;
  GtkWidget *button;
  gpointer gone = NULL;

  if (dialog == NULL)
    g_error ("nobody asks %s", heading);
  g_set_weak_pointer (&gone, dialog);
  label =
    g_string_new (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), answer));
  /* The mark of a mnemonic is not shown. */
  g_string_replace (label, "_", "", 0);
  g_assert_cmpuint (label->len, >, 0);
  sublet_ui_test_settle (dialog);
  button = sublet_ui_test_find_button (dialog, label->str);
  g_assert_true (gtk_widget_is_sensitive (button));
  /* As the keyboard does: the button shows that it was pressed before it acts. */
  g_assert_true (gtk_widget_activate (button));
  sublet_ui_test_assert_gone (&gone);
  sublet_test_drain ();
}

#define TAKEN "sublet-ui-test-taken"

static void
on_taken (GSimpleAction *action, GVariant *parameter, GtkWidget *window)
{
  g_object_set_data_full (G_OBJECT (window), TAKEN, g_variant_print (parameter, FALSE), g_free);
}

/**
 * sublet_ui_test_take_action:
 * @window: a window
 * @name: of an action that the program's own window has
 * @type: of its parameter
 */
void
sublet_ui_test_take_action (GtkWidget *window, const char *name, const char *type)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE (type));

  g_signal_connect (action, "activate", G_CALLBACK (on_taken), window);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

/**
 * sublet_ui_test_get_taken:
 * @window: a window
 *
 * Returns: (transfer none) (nullable): what the action was last asked for with
 */
const char *
sublet_ui_test_get_taken (GtkWidget *window)
{
  return g_object_get_data (G_OBJECT (window), TAKEN);
}

/**
 * sublet_ui_test_assert_gone:
 * @weak_pointer: (inout): set with g_set_weak_pointer() or g_object_add_weak_pointer()
 *
 * Waits until nobody holds the object any more.
 */
void
sublet_ui_test_assert_gone (gpointer *weak_pointer)
{
  sublet_test_await (pointer_is_null, weak_pointer);
}

/**
 * sublet_ui_test_save_png:
 * @widget: a mapped widget, usually a window
 * @path: the file to write
 */
void
sublet_ui_test_save_png (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  sublet_ui_test_settle (widget);
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
}
