/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-connection-private.h"

#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/instance/sublet-doctor-row.h"
#include "ui/instance/sublet-doctor-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletInstanceConnection,
                     sublet_instance_connection,
                     SUBLET_TYPE_INSTANCE_SECTION)

/* ---- what it shows ---- */

static char *
dup_age (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletClock *clock = sublet_instance_subject_get_clock (subject);
  gint64 checked_us = self->doctor == NULL ? 0 : sublet_doctor_get_checked_us (self->doctor);
  g_autofree char *time = NULL;

  if (checked_us == 0)
    return g_strdup (_ ("Takes about 20 s and costs nothing extra."));

  time = sublet_format_time (checked_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: %s is a time, as in "14:02" */
  return g_strdup_printf (_ ("Checked at %s"), time);
}

static void
set_suggested (GtkWidget *button, bool suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* What this version cannot read of the instance, it cannot give another key. */
static bool
can_mend (SubletInstanceConnection *self, SubletDoctorLink link)
{
  return sublet_doctor_get_result (self->doctor, link)->fix != SUBLET_DOCTOR_FIX_CHOOSE_KEY ||
         !sublet_doctor_has_own_key (self->doctor) ||
         sublet_instance_subject_can_change_key (sublet_instance_section_get_subject (self));
}

static void
update_rows (SubletInstanceConnection *self, const char *name)
{
  SubletDoctorLink first = sublet_doctor_get_first (self->doctor);
  bool running = sublet_doctor_get_running (self->doctor);
  int i;

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    sublet_doctor_row_show (SUBLET_DOCTOR_ROW (self->rows[i]),
                            self->doctor,
                            (SubletDoctorLink) i,
                            name,
                            !running && i == (int) first && can_mend (self, first));
}

/* The one way on: what mends it, else another look. */
static GtkWidget *
get_way_on (SubletInstanceConnection *self)
{
  SubletDoctorLink first = self->doctor == NULL ? SUBLET_DOCTOR_N_LINKS
                                                : sublet_doctor_get_first (self->doctor);
  GtkWidget *fix = first == SUBLET_DOCTOR_N_LINKS
                     ? NULL
                     : sublet_doctor_row_get_fix (SUBLET_DOCTOR_ROW (self->rows[first]));

  return fix != NULL ? fix : self->check_button;
}

/* From nowhere, or from within, where what had it may be gone; who works elsewhere is left there,
 * and what is typed presses nothing. */
static bool
may_take_focus (SubletInstanceConnection *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return gtk_widget_get_mapped (widget) &&
         (focus == NULL || !gtk_widget_is_sensitive (focus) || focus == widget ||
          gtk_widget_is_ancestor (focus, widget));
}

/**
 * sublet_instance_connection_show: (skip)
 * @self: a section
 */
void
sublet_instance_connection_show (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  bool running = self->doctor != NULL && sublet_doctor_get_running (self->doctor);
  bool checked = self->doctor != NULL && sublet_doctor_get_checked_us (self->doctor) != 0;
  g_autofree char *name =
    sublet_rental_text_dup_name (sublet_instance_subject_get_rental (subject));
  g_autofree char *headline = self->doctor == NULL
    ? g_strdup (_ ("Not Checked Yet"))
    : sublet_doctor_text_dup_headline (self->doctor, name);
  g_autofree char *age = dup_age (self);

  gtk_label_set_text (self->headline_label, headline);
  gtk_label_set_text (self->age_label, age);
  gtk_button_set_label (GTK_BUTTON (self->check_button),
                        checked || running
                        ? _ ("Check Again")
                        : _ ("Check Now"));
  gtk_widget_set_visible (self->list_box, checked || running);
  gtk_widget_set_visible (self->foot, checked && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "doctor.check",
                                 self->doctor != NULL && !running);
  if (self->doctor != NULL)
    update_rows (self, name);
  sublet_instance_connection_update_missing_key (self);
  sublet_instance_connection_update_host_key (self);
  set_suggested (self->check_button, !checked && !running);

  /* Its end is heard; every row of it would be too much. */
  if (self->was_running && !running)
    {
      sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), headline);
      if (may_take_focus (self))
        gtk_widget_grab_focus (get_way_on (self));
    }
  self->was_running = running;
}

/* ---- the doctor ---- */

static void
sublet_instance_connection_update (SubletInstanceSection *section)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (section);

  sublet_instance_connection_ensure_doctor (self);
  sublet_instance_connection_check_after (self);
  sublet_instance_connection_show (self);
}

/* Who comes here with a broken connection wants to know why. */
static void
sublet_instance_connection_map (GtkWidget *widget)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (widget);
  SubletConnection *connection = sublet_instance_connection_get (self);

  GTK_WIDGET_CLASS (sublet_instance_connection_parent_class)->map (widget);

  sublet_instance_connection_update (SUBLET_INSTANCE_SECTION (self));
  if (self->doctor != NULL && sublet_doctor_get_checked_us (self->doctor) == 0 &&
      sublet_connection_get_problem (connection) == NULL &&
      sublet_instance_connection_is_in_trouble (connection))
    sublet_doctor_start (self->doctor);
}

/* ---- actions ---- */

static void
on_check (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (widget);

  if (self->doctor != NULL)
    sublet_doctor_start (self->doctor);
}

static void
on_copy_report (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (widget);
  g_autofree char *report = NULL;

  if (self->doctor == NULL)
    return;

  report = sublet_doctor_dup_report (self->doctor);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), report);
  sublet_toast_show (widget, _ ("Report copied"));
}

static void
on_mend (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_connection_mend (SUBLET_INSTANCE_CONNECTION (widget));
}

static void
on_choose_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_connection_choose_key (SUBLET_INSTANCE_CONNECTION (widget));
}

static void
on_place_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletConnection *connection =
    sublet_instance_connection_get (SUBLET_INSTANCE_CONNECTION (widget));

  if (connection != NULL)
    sublet_connection_place_key (connection);
}

static void
on_forget_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_connection_forget_key (SUBLET_INSTANCE_CONNECTION (widget));
}

/* ---- the widget ---- */

static void
sublet_instance_connection_size_changed (SubletInstanceSection *section, SubletSizeClass size_class)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (section);
  gboolean narrow = size_class == SUBLET_SIZE_CLASS_NARROW;
  int i;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->top),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->missing_buttons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    sublet_doctor_row_set_narrow (SUBLET_DOCTOR_ROW (self->rows[i]), narrow);
}

static gboolean
sublet_instance_connection_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_way_on (SUBLET_INSTANCE_CONNECTION (widget)));
}

static void
sublet_instance_connection_constructed (GObject *object)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (object);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);

  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_instance_subject_get_clock (subject));

  G_OBJECT_CLASS (sublet_instance_connection_parent_class)->constructed (object);
}

static void
sublet_instance_connection_dispose (GObject *object)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->doctor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->doctor, self);
      sublet_doctor_stop (self->doctor);
    }
  g_clear_object (&self->doctor);

  G_OBJECT_CLASS (sublet_instance_connection_parent_class)->dispose (object);
}

static void
sublet_instance_connection_finalize (GObject *object)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (object);

  g_free (self->missing_said);

  G_OBJECT_CLASS (sublet_instance_connection_parent_class)->finalize (object);
}

static void
sublet_instance_connection_class_init (SubletInstanceConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SubletInstanceSectionClass *section_class = SUBLET_INSTANCE_SECTION_CLASS (klass);

  object_class->constructed = sublet_instance_connection_constructed;
  object_class->dispose = sublet_instance_connection_dispose;
  object_class->finalize = sublet_instance_connection_finalize;
  widget_class->grab_focus = sublet_instance_connection_grab_focus;
  widget_class->map = sublet_instance_connection_map;
  section_class->size_changed = sublet_instance_connection_size_changed;
  section_class->update = sublet_instance_connection_update;

  gtk_widget_class_install_action (widget_class, "doctor.check", NULL, on_check);
  gtk_widget_class_install_action (widget_class, "doctor.choose-key", NULL, on_choose_key);
  gtk_widget_class_install_action (widget_class, "doctor.copy-report", NULL, on_copy_report);
  gtk_widget_class_install_action (widget_class, "doctor.forget-key", NULL, on_forget_key);
  gtk_widget_class_install_action (widget_class, "doctor.mend", NULL, on_mend);
  gtk_widget_class_install_action (widget_class, "doctor.place-key", NULL, on_place_key);
}

#define GET(name) GTK_WIDGET (gtk_builder_get_object (builder, name))

/* Inside of what scrolls it, which no template can put around it. */
static void
build (SubletInstanceConnection *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  int i;

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  builder =
    gtk_builder_new_from_resource (RESOURCE_PATH "/ui/instance/sublet-instance-connection.ui");
  self->announcer = GET ("announcer");
  self->top = GET ("top");
  self->headline_label = GTK_LABEL (GET ("headline_label"));
  self->age_label = GTK_LABEL (GET ("age_label"));
  self->check_button = GET ("check_button");
  self->missing_card = GET ("missing_card");
  self->missing_icon = GET ("missing_icon");
  self->missing_label = GTK_LABEL (GET ("missing_label"));
  self->missing_ways = GET ("missing_ways");
  self->missing_buttons = GET ("missing_buttons");
  self->choose_button = GET ("choose_button");
  self->missing_detail = GTK_LABEL (GET ("missing_detail"));
  self->list_box = GET ("list_box");
  self->foot = GET ("foot");
  self->key_group = GET ("key_group");
  self->key_row = ADW_ACTION_ROW (GET ("key_row"));
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      self->rows[i] = sublet_doctor_row_new ();
      gtk_list_box_append (GTK_LIST_BOX (self->list_box), self->rows[i]);
    }
  sublet_instance_section_set_scrolled (SUBLET_INSTANCE_SECTION (self), GET ("content"));
}

static void
sublet_instance_connection_init (SubletInstanceConnection *self)
{
  self->asking = g_cancellable_new ();
  build (self);
}

/**
 * sublet_instance_connection_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_instance_connection_new (SubletInstanceSubject *subject)
{
  return g_object_new (SUBLET_TYPE_INSTANCE_CONNECTION, "subject", subject, NULL);
}
