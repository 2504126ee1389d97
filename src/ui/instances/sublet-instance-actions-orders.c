/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "ui/common/sublet-order-question.h"

typedef struct
{
  SubletOrder what;
  SubletInstanceRecord *record; /* (owned) (nullable) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->record);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  sublet_order_ask_finish (result, &error);
  sublet_instance_record_note_order (asked->record, asked->what, error);
}

static void
on_sent_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_order_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  sublet_instance_record_note_order (record, SUBLET_ORDER_DESTROY, error);
}

static void
order (SubletInstanceActions *self, SubletOrder what)
{
  GtkRoot *root = sublet_instance_actions_get_root (self);
  Asked *asked;

  if (root == NULL)
    return;

  asked = g_new0 (Asked, 1);
  asked->what = what;
  g_set_object (&asked->record, self->record);
  /* From the window, because what acts may be about another one when the answer comes. */
  sublet_order_ask_async (GTK_WIDGET (root),
                          self->engine,
                          self->rental,
                          what,
                          NULL,
                          on_asked,
                          asked);
}

void
sublet_instance_actions_start (SubletInstanceActions *self)
{
  order (self, SUBLET_ORDER_START);
}

void
sublet_instance_actions_stop (SubletInstanceActions *self)
{
  order (self, SUBLET_ORDER_STOP);
}

void
sublet_instance_actions_reboot (SubletInstanceActions *self)
{
  order (self, SUBLET_ORDER_REBOOT);
}

void
sublet_instance_actions_recycle (SubletInstanceActions *self)
{
  order (self, SUBLET_ORDER_RECYCLE);
}

void
sublet_instance_actions_destroy (SubletInstanceActions *self)
{
  order (self, SUBLET_ORDER_DESTROY);
}

/* The person has confirmed it once; the same order goes out again. */
void
sublet_instance_actions_destroy_again (SubletInstanceActions *self)
{
  sublet_rental_engine_order_async (self->engine,
                                    self->rental,
                                    SUBLET_ORDER_DESTROY,
                                    NULL,
                                    on_sent_again,
                                    self->record == NULL ? NULL : g_object_ref (self->record));
}
