/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-connection-private.h"

#include "ui/common/sublet-connection-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-order-question.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instance/sublet-instance-sections.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* A restart of ours explains another host key for so long. */
#define RESTART_EXPLAINS_US G_TIME_SPAN_HOUR

/* ---- orders ---- */

typedef struct
{
  SubletOrder what;
  SubletInstanceRecord *record; /* (owned) (nullable) */
} Ordered;

static void
ordered_free (Ordered *ordered)
{
  g_clear_object (&ordered->record);
  g_free (ordered);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ordered, ordered_free)

/* What came of it is on the card, and in the next look. */
static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ordered) ordered = user_data;
  g_autoptr (GError) error = NULL;

  sublet_order_ask_finish (result, &error);
  sublet_instance_record_note_order (ordered->record, ordered->what, error);
}

static void
order (SubletInstanceConnection *self, SubletOrder which)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  Ordered *ordered = g_new0 (Ordered, 1);

  ordered->what = which;
  g_set_object (&ordered->record, sublet_instance_subject_get_record (subject));
  sublet_order_ask_async (GTK_WIDGET (self),
                          sublet_instance_subject_get_engine (subject),
                          sublet_instance_subject_get_rental (subject),
                          which,
                          self->asking,
                          on_ordered,
                          ordered);
}

/* The connection gives the instance the key, and takes the route that holds. */
static void
connect_anew (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (connection == NULL)
    return;

  self->checks_after = true;
  sublet_connection_stop (connection);
  sublet_connection_start (connection);
}

/* What is READY with the key before stays so, with its shells; else the chain begins with it. */
static void
attach_key (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (connection == NULL || !sublet_connection_get_key_missing (connection))
    {
      connect_anew (self);
      return;
    }

  self->checks_after = true;
  sublet_connection_place_key (connection);
}

/* ---- the host key ---- */

/* (nullable): when it was last restarted or made anew by an order of ours, if that was lately. */
static char *
dup_restarted (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletClock *clock = sublet_instance_subject_get_clock (subject);
  const GArray *events = sublet_rental_get_events (sublet_instance_subject_get_rental (subject));
  gint64 now_us = sublet_clock_get_service_us (clock);
  guint i;

  for (i = events == NULL ? 0 : events->len; i > 0; i--)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i - 1);

      if ((event->state == SUBLET_RENTAL_STATE_RESTARTING ||
           event->state == SUBLET_RENTAL_STATE_RECYCLING) &&
          now_us - event->at_us < RESTART_EXPLAINS_US)
        return sublet_format_time (event->at_us - sublet_clock_get_service_offset_us (clock),
                                   sublet_clock_get_wall_us (clock));
    }

  return NULL;
}

static char *
dup_key_body (SubletInstanceConnection *self)
{
  g_autofree char *restarted = dup_restarted (self);
  g_autofree char *keys =
    sublet_connection_text_dup_keys (sublet_doctor_get_pinned_key (self->doctor),
                                     sublet_doctor_get_presented_key (self->doctor));
  g_autofree char *why = NULL;

  if (restarted == NULL)
    return g_strdup_printf ("%s\n\n%s",
                            _ ("Nothing that was ordered here explains that. Somebody may be in "
                               "between: compare it with what the instance itself shows."),
                               keys);

  /* TRANSLATORS: why an instance has another host key; %s is a time, as in "14:02" */
  why = g_strdup_printf (_ ("You restarted it at %s. Some images make a new key."), restarted);

  return g_strdup_printf ("%s\n\n%s", why, keys);
}

typedef struct
{
  SubletInstanceConnection *self; /* (owned) */
  SubletSshHostKey *key;          /* (owned) (nullable): what is taken; NULL: it is forgotten */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_clear_pointer (&asked->key, sublet_ssh_host_key_unref);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);
  SubletConnection *connection;

  if (g_strcmp0 (answer, "yes") != 0 || sublet_instance_section_get_subject (asked->self) == NULL)
    return;

  connection = sublet_instance_connection_get (asked->self);
  if (connection == NULL)
    return;

  if (asked->key == NULL)
    {
      sublet_connection_forget_host_key (connection);
      sublet_connection_start (connection);
    }
  else
    sublet_connection_accept_host_key (connection, asked->key);
  asked->self->checks_after = true;
}

/* What is lost by a yes comes second, and Escape means no. */
static void
ask (SubletInstanceConnection *self,
     const char *heading,
     const char *body,
     const char *yes,
     SubletSshHostKey *key)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN }, { "yes", yes, SUBLET_ANSWER_DESTRUCTIVE },
  };
  const SubletQuestion question = { .heading = heading,
                                    .body = body,
                                    .answers = answers,
                                    .n_answers = G_N_ELEMENTS (answers),
                                    .default_answer = "cancel",
                                    .close_answer = "cancel" };
  Asked *asked = g_new0 (Asked, 1);

  asked->self = g_object_ref (self);
  asked->key = key != NULL ? sublet_ssh_host_key_ref (key) : NULL;
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, self->asking, on_answered, asked);
}

static void
ask_to_accept (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletSshHostKey *key = sublet_doctor_get_presented_key (self->doctor);
  g_autofree char *name =
    sublet_rental_text_dup_name (sublet_instance_subject_get_rental (subject));
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (key == NULL || sublet_doctor_get_pinned_key (self->doctor) == NULL)
    return;

  body = dup_key_body (self);
  /* TRANSLATORS: a question; %s is an instance's label */
  heading = g_strdup_printf (_ ("Accept the New Host Key of %s?"), name);
  ask (self, heading, body, _ ("Accept"), key);
}

/* The first one, where nothing says whose it is. */
static void
ask_to_trust (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletSshHostKey *key = sublet_doctor_get_presented_key (self->doctor);
  g_autofree char *name =
    sublet_rental_text_dup_name (sublet_instance_subject_get_rental (subject));
  g_autofree char *keys = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (key == NULL || sublet_doctor_get_pinned_key (self->doctor) != NULL)
    return;

  keys = sublet_connection_text_dup_new_key (key);
  /* TRANSLATORS: a question; %s is an instance's label */
  heading = g_strdup_printf (_ ("Trust the Host Key of %s?"), name);
  body =
    g_strdup_printf ("%s\n\n%s",
                     _ ("Nothing here says which host key it has, and Vast does not say it either."),
                       keys);
  ask (self, heading, body, _ ("Trust"), key);
}

/**
 * sublet_instance_connection_choose_key: (skip)
 * @self: a section
 *
 * Where it is chosen: for this instance, or for all.
 */
void
sublet_instance_connection_choose_key (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (connection != NULL && sublet_connection_has_own_key (connection))
    gtk_widget_activate_action (GTK_WIDGET (self), "page.change-key", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-preferences-page", "s", "connection");
}

/**
 * sublet_instance_connection_forget_key: (skip)
 * @self: a section
 *
 * Asks, and then the next connection asks what it is shown.
 */
void
sublet_instance_connection_forget_key (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  g_autofree char *name =
    sublet_rental_text_dup_name (sublet_instance_subject_get_rental (subject));
  /* TRANSLATORS: a question; %s is an instance's label */
  g_autofree char *heading = g_strdup_printf (_ ("Remove the Host Key of %s?"), name);

  ask (self,
       heading,
       _ ("The next connection shows you the key that it meets, and asks. Open shells end."),
          _ ("Remove"), NULL);
}

/**
 * sublet_instance_connection_mend: (skip)
 * @self: a section whose doctor has found something
 *
 * Does what mends the first broken link, or asks for it.
 */
void
sublet_instance_connection_mend (SubletInstanceConnection *self)
{
  SubletDoctorLink first = self->doctor == NULL ? SUBLET_DOCTOR_N_LINKS
                                                : sublet_doctor_get_first (self->doctor);

  if (first == SUBLET_DOCTOR_N_LINKS)
    return;

  switch (sublet_doctor_get_result (self->doctor, first)->fix)
    {
    case SUBLET_DOCTOR_FIX_CHECK_AGAIN:
      sublet_doctor_start (self->doctor);
      break;

    case SUBLET_DOCTOR_FIX_START:
      order (self, SUBLET_ORDER_START);
      break;

    case SUBLET_DOCTOR_FIX_REBOOT:
      order (self, SUBLET_ORDER_REBOOT);
      break;

    case SUBLET_DOCTOR_FIX_OPEN_PORTS:
      gtk_widget_activate_action (GTK_WIDGET (self),
                                  "page.show-section",
                                  "s",
                                  SUBLET_SECTION_PORTS);
      break;

    case SUBLET_DOCTOR_FIX_SWITCH_ROUTE:
      connect_anew (self);
      break;

    case SUBLET_DOCTOR_FIX_ATTACH_KEY:
      attach_key (self);
      break;

    case SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY:
      ask_to_accept (self);
      break;

    case SUBLET_DOCTOR_FIX_TRUST_HOST_KEY:
      ask_to_trust (self);
      break;

    case SUBLET_DOCTOR_FIX_CHOOSE_KEY:
      sublet_instance_connection_choose_key (self);
      break;

    case SUBLET_DOCTOR_FIX_TERMINAL:
      gtk_widget_activate_action (GTK_WIDGET (self), "page.terminal", NULL);
      break;

    case SUBLET_DOCTOR_FIX_NONE:
    default:
      break;
    }
}
