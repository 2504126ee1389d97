/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-connection-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-missing-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* ---- the host key ---- */

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

/**
 * sublet_instance_connection_update_host_key: (skip)
 * @self: a section
 *
 * The pinned one, with its fingerprint as ssh tells it.
 */
void
sublet_instance_connection_update_host_key (SubletInstanceConnection *self)
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

/* ---- the person's key, which the instance is to have ---- */

static bool
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Nobody is left on a button that goes. */
static void
hide_missing (SubletInstanceConnection *self)
{
  bool had_focus = has_focus_within (self->missing_card);

  g_clear_pointer (&self->missing_said, g_free);
  gtk_widget_set_visible (self->missing_card, FALSE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* A reason is heard once, not with each try that fails for it again. */
static void
say (SubletInstanceConnection *self, const char *words)
{
  if (g_strcmp0 (self->missing_said, words) == 0)
    return;

  g_free (self->missing_said);
  self->missing_said = g_strdup (words);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), words);
}

static void
update_choose_button (SubletInstanceConnection *self, bool is_the_key, bool own_key)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  bool can_choose = !own_key || sublet_instance_subject_can_change_key (subject);

  gtk_widget_set_visible (self->choose_button, is_the_key && can_choose);
  gtk_button_set_label (GTK_BUTTON (self->choose_button),
                        own_key
                        ? _ ("Choose Another Key…")
                        : _ ("Open Preferences"));
}

/**
 * sublet_instance_connection_update_missing_key: (skip)
 * @self: a section
 *
 * Why the instance does not have the key yet that is to sign in next, as long as it does not.
 */
void
sublet_instance_connection_update_missing_key (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletConnection *connection = sublet_instance_connection_get (self);
  const GError *error;
  bool own_key;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (connection == NULL || !sublet_connection_get_key_missing (connection))
    {
      hide_missing (self);
      return;
    }

  error = sublet_connection_get_key_missing_error (connection);
  own_key = sublet_connection_has_own_key (connection);
  name = sublet_rental_text_dup_name (sublet_instance_subject_get_rental (subject));
  words = sublet_key_missing_text_dup (error, name, own_key);
  gtk_label_set_text (self->missing_label, words);
  gtk_widget_set_visible (self->missing_icon, error != NULL);
  gtk_label_set_text (self->missing_detail, error != NULL ? error->message : "");
  gtk_widget_set_visible (self->missing_ways, error != NULL);
  update_choose_button (self, g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY), own_key);
  gtk_widget_set_visible (self->missing_card, TRUE);
  if (error != NULL)
    say (self, words);
}
