/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-tooltip.h"
#include "ui/common/sublet-update-queue.h"

#include "ui/sublet-ui-test.h"

#include "support/sublet-test.h"

/* What takes turns with the rest of the main loop, and what is left alone when it is the same. */

typedef struct
{
  guint n;
  gint64 takes_us;
  gpointer removed;
  bool again;
} Owner;

static void
on_update (gpointer user_data)
{
  Owner *owner = user_data;

  owner->n++;
  g_usleep ((gulong) owner->takes_us);
  if (owner->removed != NULL)
    sublet_update_queue_remove (owner->removed);
  if (owner->again)
    sublet_update_queue_add (owner, on_update);
  owner->again = false;
}

static void
test_once (void)
{
  Owner one = { 0 };
  Owner two = { 0 };
  Owner gone = { 0 };

  sublet_update_queue_remove (&one);
  sublet_update_queue_add (&one, on_update);
  sublet_update_queue_add (&gone, on_update);
  sublet_update_queue_add (&two, on_update);
  sublet_update_queue_add (&one, on_update);
  sublet_update_queue_remove (&gone);
  g_assert_cmpuint (one.n, ==, 0);
  sublet_test_drain ();
  g_assert_cmpuint (one.n, ==, 1);
  g_assert_cmpuint (two.n, ==, 1);
  g_assert_cmpuint (gone.n, ==, 0);

  /* From within, both ways. */
  one.again = true;
  one.removed = &two;
  sublet_update_queue_add (&one, on_update);
  sublet_update_queue_add (&two, on_update);
  sublet_test_drain ();
  g_assert_cmpuint (one.n, ==, 3);
  g_assert_cmpuint (two.n, ==, 1);

  /* The last one is taken back, and there is another later. */
  sublet_update_queue_add (&two, on_update);
  sublet_update_queue_remove (&two);
  sublet_test_drain ();
  sublet_update_queue_add (&two, on_update);
  sublet_test_drain ();
  g_assert_cmpuint (two.n, ==, 2);
}

static guint
count_done (const Owner *owners, guint n_owners)
{
  guint n = 0;
  guint i;

  for (i = 0; i < n_owners; i++)
    n += owners[i].n;

  return n;
}

/* Much of it leaves room in between. */
static void
test_turns (void)
{
  Owner owners[8] = { 0 };
  guint n_turns = 0;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      owners[i].takes_us = 3000;
      sublet_update_queue_add (&owners[i], on_update);
    }
  while (count_done (owners, G_N_ELEMENTS (owners)) < G_N_ELEMENTS (owners))
    {
      g_main_context_iteration (NULL, TRUE);
      n_turns++;
      g_assert_cmpuint (count_done (owners, G_N_ELEMENTS (owners)), <=, n_turns);
    }
  for (i = 0; i < G_N_ELEMENTS (owners); i++)
    g_assert_cmpuint (owners[i].n, ==, 1);
}

static void
on_notify (guint *n_notified)
{
  (*n_notified)++;
}

static void
test_tooltip (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new ("x"));
  guint n_notified = 0;

  g_signal_connect_swapped (label, "notify::tooltip-text", G_CALLBACK (on_notify), &n_notified);
  sublet_tooltip_set (label, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  sublet_tooltip_set (label, "a & b");
  sublet_tooltip_set (label, "a & b");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label), ==, "a & b");
  sublet_tooltip_set (label, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_null (gtk_widget_get_tooltip_text (label));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/update-queue/once", test_once);
  g_test_add_func ("/ui/common/update-queue/turns", test_turns);
  g_test_add_func ("/ui/common/tooltip/compared", test_tooltip);

  return g_test_run ();
}
