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

/**
 * sublet_instance_connection_get: (skip)
 * @self: a section
 *
 * Returns: (transfer none) (nullable): the way to the instance, also while it does not run
 */
SubletConnection *
sublet_instance_connection_get (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletConnections *connections = sublet_instance_subject_get_connections (subject);

  return connections == NULL
           ? NULL
           : sublet_connections_get (connections, sublet_instance_subject_get_rental (subject));
}

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

/* When the key was pinned. */
static char *
dup_since (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletClock *clock = sublet_instance_subject_get_clock (subject);
  gint64 pinned_us = sublet_doctor_get_pinned_us (self->doctor);
  g_autofree char *time = NULL;

  if (pinned_us == 0)
    return g_strdup (_ ("Known to this window alone, and not kept"));

  time = sublet_format_time (pinned_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: since when the host key of an instance is trusted; %s is a time, as in "14:02" or
   * "3 Dec 14:02" */
  return g_strdup_printf (_ ("Trusted since %s"), time);
}

/* The pinned one, with its fingerprint as ssh tells it. */
static void
update_key (SubletInstanceConnection *self)
{
  SubletSshHostKey *key = self->doctor == NULL ? NULL : sublet_doctor_get_pinned_key (self->doctor);
  g_autofree char *since = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->key_group, key != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "doctor.forget-key", key != NULL);
  if (key == NULL)
    return;

  since = dup_since (self);
  words = g_strdup_printf ("%s %s\n%s",
                           sublet_ssh_host_key_get_algorithm (key),
                           sublet_ssh_host_key_get_fingerprint (key),
                           since);
  adw_action_row_set_subtitle (self->key_row, words);
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

static void
update (SubletInstanceConnection *self)
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
  update_key (self);
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

/* With another key everything may be otherwise: what was found is found anew. */
static void
drop_doctor (SubletInstanceConnection *self)
{
  self->checks_after = self->checks_after || sublet_doctor_get_running (self->doctor) ||
                       sublet_doctor_get_checked_us (self->doctor) != 0;
  self->was_running = false;
  g_signal_handlers_disconnect_by_func (self->doctor, update, self);
  sublet_doctor_stop (self->doctor);
  g_clear_object (&self->doctor);
}

static void
ensure_doctor (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (self->doctor != NULL && connection != NULL &&
      !sublet_connection_fits_doctor (connection, self->doctor))
    drop_doctor (self);
  if (self->doctor != NULL || connection == NULL)
    return;

  self->doctor = sublet_connection_make_doctor (connection);
  g_signal_connect_object (self->doctor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* It holds, or has come to an end: it is not on its way, nor about to be. */
static bool
has_been_tried (SubletConnection *connection)
{
  switch (sublet_connection_get_state (connection))
    {
    case SUBLET_CONNECTION_STATE_READY:
    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      return true;

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_CHECKING:
    default:
      return false;
    }
}

/* What was ordered has been tried: now it shows whether that was it. */
static void
check_after (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (!self->checks_after || connection == NULL || !has_been_tried (connection))
    return;

  self->checks_after = false;
  if (self->doctor != NULL)
    sublet_doctor_start (self->doctor);
}

static void
sublet_instance_connection_update (SubletInstanceSection *section)
{
  SubletInstanceConnection *self = SUBLET_INSTANCE_CONNECTION (section);

  ensure_doctor (self);
  check_after (self);
  update (self);
}

/* It is given up, was lost, or is tried again after a try that failed. */
static bool
is_in_trouble (SubletConnection *connection)
{
  switch (sublet_connection_get_state (connection))
    {
    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      return true;

    case SUBLET_CONNECTION_STATE_CHECKING:
      return sublet_connection_get_broken_link (connection) != SUBLET_CONNECTION_N_LINKS;

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_READY:
    default:
      return false;
    }
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
      sublet_connection_get_problem (connection) == NULL && is_in_trouble (connection))
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
sublet_instance_connection_class_init (SubletInstanceConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SubletInstanceSectionClass *section_class = SUBLET_INSTANCE_SECTION_CLASS (klass);

  object_class->constructed = sublet_instance_connection_constructed;
  object_class->dispose = sublet_instance_connection_dispose;
  widget_class->grab_focus = sublet_instance_connection_grab_focus;
  widget_class->map = sublet_instance_connection_map;
  section_class->size_changed = sublet_instance_connection_size_changed;
  section_class->update = sublet_instance_connection_update;

  gtk_widget_class_install_action (widget_class, "doctor.check", NULL, on_check);
  gtk_widget_class_install_action (widget_class, "doctor.copy-report", NULL, on_copy_report);
  gtk_widget_class_install_action (widget_class, "doctor.forget-key", NULL, on_forget_key);
  gtk_widget_class_install_action (widget_class, "doctor.mend", NULL, on_mend);
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
