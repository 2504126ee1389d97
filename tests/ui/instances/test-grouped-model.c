/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-grouped-model.h"
#include "ui/sublet-ui-test.h"

/* A label stands for an item: its text is "group name", and it notifies when that changes. */
static GtkWidget *
make_item (const char *text)
{
  return g_object_ref_sink (gtk_label_new (text));
}

static guint
get_group (gpointer item)
{
  return (guint) (gtk_label_get_label (item)[0] - '0');
}

static const char *
get_title (guint group)
{
  static const char *const titles[] = { "Zero", "One", "Two" };

  return titles[group];
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, GArray *changes)
{
  const guint change[] = { position, removed, added };

  g_array_append_vals (changes, change, 3);
}

static char *
describe (SubletGroupedModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (i > 0)
        g_string_append (text, ", ");
      if (SUBLET_IS_GROUP_CAPTION (item))
        g_string_append (text, sublet_group_caption_get_title (SUBLET_GROUP_CAPTION (item)));
      else
        g_string_append (text, gtk_label_get_label (GTK_LABEL (item)));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (SubletGroupedModel *model, const char *expected)
{
  g_autofree char *text = describe (model);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_change (GArray *changes, guint position, guint removed, guint added)
{
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpuint (g_array_index (changes, guint, 0), ==, position);
  g_assert_cmpuint (g_array_index (changes, guint, 1), ==, removed);
  g_assert_cmpuint (g_array_index (changes, guint, 2), ==, added);
  g_array_set_size (changes, 0);
}

static void
test_groups (void)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_LABEL);
  g_autoptr (GtkWidget) a = make_item ("0 a");
  g_autoptr (GtkWidget) b = make_item ("2 b");
  g_autoptr (GtkWidget) c = make_item ("0 c");
  g_autoptr (SubletGroupedModel) model = NULL;
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GObject) caption = NULL;

  g_list_store_append (store, a);
  model = sublet_grouped_model_new (G_LIST_MODEL (store), 3, get_group, get_title);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), changes);
  assert_list (model, "Zero, 0 a");
  caption = g_list_model_get_item (G_LIST_MODEL (model), 0);

  g_list_store_append (store, b);
  assert_list (model, "Zero, 0 a, Two, 2 b");
  assert_change (changes, 2, 0, 2);
  g_list_store_append (store, c);
  assert_list (model, "Zero, 0 a, 0 c, Two, 2 b");
  assert_change (changes, 2, 0, 1);

  /* A move to another group is one change of the stretch between. */
  gtk_label_set_label (GTK_LABEL (a), "1 a");
  assert_list (model, "Zero, 0 c, One, 1 a, Two, 2 b");
  assert_change (changes, 1, 2, 3);
  g_assert_true (g_list_model_get_item (G_LIST_MODEL (model), 0) == caption);
  g_object_unref (caption);

  /* A property that has nothing to do with the group changes nothing. */
  gtk_label_set_xalign (GTK_LABEL (b), 0.25F);
  g_assert_cmpuint (changes->len, ==, 0);

  g_list_store_remove (store, 0);
  assert_list (model, "Zero, 0 c, Two, 2 b");
  g_assert_cmpuint (sublet_grouped_model_find (model, b), ==, 3);
  g_assert_cmpuint (sublet_grouped_model_find (model, a), ==, G_MAXUINT);

  /* Who is gone is not heard any more. */
  g_array_set_size (changes, 0);
  gtk_label_set_label (GTK_LABEL (a), "2 a");
  g_assert_cmpuint (changes->len, ==, 0);
  g_list_store_remove_all (store);
  assert_list (model, "");
}

static void
test_held (void)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_LABEL);
  g_autoptr (GtkWidget) a = make_item ("0 a");
  g_autoptr (GtkWidget) b = make_item ("1 b");
  g_autoptr (GtkWidget) c = make_item ("1 c");
  g_autoptr (SubletGroupedModel) model = NULL;
  g_autoptr (SubletNotifyCounter) counter = NULL;

  g_list_store_append (store, a);
  g_list_store_append (store, b);
  model = sublet_grouped_model_new (G_LIST_MODEL (store), 3, get_group, get_title);
  counter = sublet_notify_counter_new (model, "pending");

  sublet_grouped_model_set_held (model, TRUE);
  gtk_label_set_label (GTK_LABEL (a), "2 a");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 1);
  g_list_store_append (store, c);
  g_list_store_remove (store, 1);
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 3);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 3);
  /* Values change in place; what is gone stays until it is shown that it went. */
  assert_list (model, "Zero, 2 a, One, 1 b");

  sublet_grouped_model_flush (model);
  assert_list (model, "One, 1 c, Two, 2 a");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 0);

  gtk_label_set_label (GTK_LABEL (a), "0 a");
  assert_list (model, "One, 1 c, Two, 0 a");
  gtk_label_set_label (GTK_LABEL (a), "2 a");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 0);
  gtk_label_set_label (GTK_LABEL (a), "0 a");
  sublet_grouped_model_set_held (model, FALSE);
  assert_list (model, "Zero, 0 a, One, 1 c");
}

static void
test_lets_go (void)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_LABEL);
  g_autoptr (GtkWidget) a = make_item ("0 a");
  SubletGroupedModel *model;

  g_list_store_append (store, a);
  model = sublet_grouped_model_new (G_LIST_MODEL (store), 3, get_group, get_title);
  g_assert_finalize_object (model);
  gtk_label_set_label (GTK_LABEL (a), "1 a");
  g_list_store_remove_all (store);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/grouped-model/groups", test_groups);
  g_test_add_func ("/ui/grouped-model/held", test_held);
  g_test_add_func ("/ui/grouped-model/lets-go", test_lets_go);

  return g_test_run ();
}
