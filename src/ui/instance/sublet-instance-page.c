/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-page.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-sections.h"
#include "ui/instance/sublet-instance-head.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-ssh-key-question.h"

#include <glib/gi18n.h>

struct _SubletInstancePage
{
  AdwBin parent_instance;

  SubletInstanceSubject *subject; /* (owned) */
  GListModel *tunnels;            /* (owned) (nullable) those of its connection */
  SubletSizeClass size_class;
  char *title; /* (owned) (nullable) */

  GtkWidget *sections; /* (borrowed): inside */

  /* template children */
  GtkStack *faces;
  AdwBin *sections_slot;
  AdwStatusPage *gone_page;
  GtkWidget *leave_button;
};

G_DEFINE_FINAL_TYPE (SubletInstancePage, sublet_instance_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SIZE_CLASS = 1,
  PROP_TITLE,
} SubletInstancePageProperty;

static GParamSpec *properties[PROP_TITLE + 1];

/* ---- what it shows ---- */

static void
update_gone (SubletInstancePage *self, SubletRental *rental)
{
  SubletClock *clock = sublet_instance_subject_get_clock (self->subject);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->sections_slot)) != NULL;
  g_autofree char *title = NULL;
  g_autofree char *cost = sublet_rental_text_dup_cost (rental, clock);

  /* TRANSLATORS: title of a page; %s is an instance's label */
  title = g_strdup_printf (_ ("%s Is Gone"), self->title);
  adw_status_page_set_title (self->gone_page, title);
  /* A label may hold anything, and what stands there is markup. */
  adw_status_page_set_description (self->gone_page, cost);
  gtk_stack_set_visible_child_name (self->faces, "gone");
  if (focused)
    gtk_widget_grab_focus (self->leave_button);
}

static void
update_count (SubletInstancePage *self)
{
  guint n = self->tunnels != NULL ? g_list_model_get_n_items (self->tunnels) : 0;
  g_autofree char *words = NULL;

  /* TRANSLATORS: an entry of a list, for those who listen: a page, and how many tunnels it shows */
  words = g_strdup_printf (ngettext ("Ports, %u tunnel", "Ports, %u tunnels", n), n);
  sublet_sections_set_count (SUBLET_SECTIONS (self->sections), SUBLET_SECTION_PORTS, n, words);
}

static void
follow_tunnels (SubletInstancePage *self)
{
  SubletConnection *connection = sublet_instance_subject_get_connection (self->subject);
  GListModel *tunnels =
    connection != NULL ? G_LIST_MODEL (sublet_connection_get_tunnels (connection)) : NULL;

  if (self->tunnels == tunnels)
    return;

  if (self->tunnels != NULL)
    g_signal_handlers_disconnect_by_func (self->tunnels, update_count, self);
  g_set_object (&self->tunnels, tunnels);
  if (tunnels != NULL)
    g_signal_connect_object (tunnels,
                             "items-changed",
                             G_CALLBACK (update_count),
                             self,
                             G_CONNECT_SWAPPED);
  update_count (self);
}

static void
update (SubletInstancePage *self)
{
  SubletRental *rental = sublet_instance_subject_get_rental (self->subject);
  g_autofree char *title = sublet_rental_text_dup_name (rental);

  if (g_strcmp0 (self->title, title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (sublet_instance_subject_is_gone (self->subject))
    update_gone (self, rental);
  else
    gtk_stack_set_visible_child_name (self->faces, "sections");
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "page.terminal",
                                 sublet_instance_subject_get_connection (self->subject) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "page.change-key",
                                 sublet_instance_subject_can_change_key (self->subject));
  follow_tunnels (self);
}

static void
make_sections (SubletInstancePage *self)
{
  const SubletInstanceSectionMaker *section;

  self->sections = sublet_sections_new (_ ("Parts of This Instance"), TRUE);
  sublet_sections_set_head (SUBLET_SECTIONS (self->sections),
                            sublet_instance_head_new (self->subject));
  for (section = sublet_instance_sections_get (); section->name != NULL; section++)
    sublet_sections_add (SUBLET_SECTIONS (self->sections),
                         section->name,
                         _ (section->title), section->make (self->subject));
  g_object_bind_property (self, "size-class", self->sections, "size-class", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (self->sections_slot, self->sections);
}

/* ---- actions ---- */

static void
on_leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "leave");
}

/* From a section of a narrow page to the list, from there to where it came from. */
static void
on_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!sublet_sections_go_back (SUBLET_SECTIONS (SUBLET_INSTANCE_PAGE (widget)->sections)))
    g_signal_emit_by_name (widget, "leave");
}

static void
on_show_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (widget),
                                     g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (widget);
}

static void
on_terminal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget,
                         "terminal",
                         sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (widget)));
}

static void
on_key_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceSubject) subject = user_data;
  g_autoptr (GError) error = NULL;

  sublet_ssh_key_ask_finish (result, &error);
  sublet_instance_record_note_outcome (sublet_instance_subject_get_record (subject),
                                       N_ ("The SSH key was not changed."), error);
}

static void
on_change_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceSubject *subject = SUBLET_INSTANCE_PAGE (widget)->subject;

  sublet_ssh_key_ask_async (widget,
                            sublet_instance_subject_get_engine (subject),
                            sublet_instance_subject_get_rental (subject),
                            NULL,
                            on_key_asked,
                            g_object_ref (subject));
}

/* The way back points the other way where text does. */
static gboolean
on_back_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkTextDirection wanted = g_variant_get_boolean (arguments) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;

  if (gtk_widget_get_direction (widget) != wanted)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (widget, "page.back", NULL);
  return GDK_EVENT_STOP;
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "page.change-key", NULL, on_change_key);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "page.show-section", "s", on_show_section);
  gtk_widget_class_install_action (widget_class, "page.terminal", NULL, on_terminal);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.back", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_t,
                                       GDK_CONTROL_MASK,
                                       "page.terminal",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, on_back_key, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, on_back_key, "b", TRUE);
}

/* ---- the widget ---- */

static void
sublet_instance_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_instance_page_parent_class)->map (widget);

  sublet_instance_subject_set_watched (SUBLET_INSTANCE_PAGE (widget)->subject, true);
}

static void
sublet_instance_page_unmap (GtkWidget *widget)
{
  sublet_instance_subject_set_watched (SUBLET_INSTANCE_PAGE (widget)->subject, false);

  GTK_WIDGET_CLASS (sublet_instance_page_parent_class)->unmap (widget);
}

static gboolean
sublet_instance_page_grab_focus (GtkWidget *widget)
{
  SubletInstancePage *self = SUBLET_INSTANCE_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "gone") == 0)
    return gtk_widget_grab_focus (self->leave_button);

  return gtk_widget_grab_focus (self->sections);
}

static void
sublet_instance_page_dispose (GObject *object)
{
  SubletInstancePage *self = SUBLET_INSTANCE_PAGE (object);

  g_clear_object (&self->tunnels);
  g_clear_object (&self->subject);

  G_OBJECT_CLASS (sublet_instance_page_parent_class)->dispose (object);
}

static void
sublet_instance_page_finalize (GObject *object)
{
  g_free (SUBLET_INSTANCE_PAGE (object)->title);

  G_OBJECT_CLASS (sublet_instance_page_parent_class)->finalize (object);
}

static void
sublet_instance_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletInstancePage *self = SUBLET_INSTANCE_PAGE (object);

  switch ((SubletInstancePageProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_page_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletInstancePage *self = SUBLET_INSTANCE_PAGE (object);
  SubletSizeClass size_class;

  if (prop_id != PROP_SIZE_CLASS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  size_class = (SubletSizeClass) g_value_get_enum (value);
  if (self->size_class == size_class)
    return;
  self->size_class = size_class;
  g_object_notify_by_pspec (object, pspec);
}

static void
sublet_instance_page_class_init (SubletInstancePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sublet_instance_page_dispose;
  object_class->finalize = sublet_instance_page_finalize;
  object_class->get_property = sublet_instance_page_get_property;
  object_class->set_property = sublet_instance_page_set_property;
  widget_class->grab_focus = sublet_instance_page_grab_focus;
  widget_class->map = sublet_instance_page_map;
  widget_class->unmap = sublet_instance_page_unmap;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("terminal",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instance/sublet-instance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletInstancePage, faces);
  gtk_widget_class_bind_template_child (widget_class, SubletInstancePage, sections_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletInstancePage, gone_page);
  gtk_widget_class_bind_template_child (widget_class, SubletInstancePage, leave_button);
  install_actions (widget_class);
}

static void
sublet_instance_page_init (SubletInstancePage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_instance_page_new:
 * @subject: what it is about
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_instance_page_new (SubletInstanceSubject *subject)
{
  SubletInstancePage *self = g_object_new (SUBLET_TYPE_INSTANCE_PAGE, NULL);

  self->subject = g_object_ref (subject);
  make_sections (self);
  g_signal_connect_object (subject, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_instance_page_get_rental:
 * @self: a page
 *
 * Returns: (transfer none): what it is about
 */
SubletRental *
sublet_instance_page_get_rental (SubletInstancePage *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_PAGE (self), NULL);

  return sublet_instance_subject_get_rental (self->subject);
}

/**
 * sublet_instance_page_get_title:
 * @self: a page
 *
 * Returns: (transfer none): the instance's name
 */
const char *
sublet_instance_page_get_title (SubletInstancePage *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_PAGE (self), NULL);

  return self->title;
}

static gboolean
has_section (const char *name)
{
  const SubletInstanceSectionMaker *section = sublet_instance_sections_get ();

  while (section->name != NULL && !g_str_equal (section->name, name))
    section++;

  return section->name != NULL;
}

/**
 * sublet_instance_page_show_section:
 * @self: a page
 * @name: one of its sections; of another name nothing is shown
 */
void
sublet_instance_page_show_section (SubletInstancePage *self, const char *name)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_PAGE (self));

  if (has_section (name))
    sublet_sections_show (SUBLET_SECTIONS (self->sections), name);
}
