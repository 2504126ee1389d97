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

static char *
dup_title (gpointer item)
{
  static const char *const titles[] = { "Zero", "One", "Two" };

  return g_strdup (titles[get_group (item)]);
}

static const SubletGrouping by_number = { get_group, NULL, dup_title };

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
  model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_number);
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
  model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_number);
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
  model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_number);
  g_assert_finalize_object (model);
  gtk_label_set_label (GTK_LABEL (a), "1 a");
  g_list_store_remove_all (store);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int *direction = user_data;

  return *direction * strcmp (gtk_label_get_label ((GtkLabel *) a) + 2,
                              gtk_label_get_label ((GtkLabel *) b) + 2);
}

static GListStore *
make_store (const char *const *texts)
{
  GListStore *store = g_list_store_new (GTK_TYPE_LABEL);

  for (; *texts != NULL; texts++)
    {
      g_autoptr (GtkWidget) item = make_item (*texts);

      g_list_store_append (store, item);
    }

  return store;
}

static void
set_text (GListStore *store, guint position, const char *text)
{
  g_autoptr (GtkLabel) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  gtk_label_set_label (item, text);
  sublet_test_drain ();
}

/* Among those of one group, as they change too; and without groups all of them. */
static void
test_order (void)
{
  static const char *const texts[] = { "1 d", "0 b", "1 c", "0 a", NULL };
  g_autoptr (GListStore) store = make_store (texts);
  g_autoptr (SubletGroupedModel)
    model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_number);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (guint));
  int direction = 1;

  assert_list (model, "Zero, 0 b, 0 a, One, 1 d, 1 c");
  sublet_grouped_model_set_order (model, compare_names, &direction);
  assert_list (model, "Zero, 0 a, 0 b, One, 1 c, 1 d");
  direction = -1;
  sublet_grouped_model_set_order (model, compare_names, &direction);
  assert_list (model, "Zero, 0 b, 0 a, One, 1 d, 1 c");

  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), changes);
  set_text (store, 3, "0 c");
  assert_list (model, "Zero, 0 c, 0 b, One, 1 d, 1 c");
  assert_change (changes, 1, 2, 2);
  /* What changes without changing places leaves all rows alone. */
  set_text (store, 3, "0 e");
  g_assert_cmpuint (changes->len, ==, 0);

  sublet_grouped_model_set_grouping (model, NULL, TRUE);
  assert_list (model, "0 e, 1 d, 1 c, 0 b");
  set_text (store, 0, "2 d");
  assert_list (model, "0 e, 2 d, 1 c, 0 b");
  sublet_grouped_model_set_grouping (model, &by_number, TRUE);
  assert_list (model, "Zero, 0 e, 0 b, One, 1 c, Two, 2 d");
  sublet_grouped_model_set_order (model, NULL, NULL);
  assert_list (model, "Zero, 0 b, 0 e, One, 1 c, Two, 2 d");
}

/* By the name: those with the same one, and "-" is none. */
static guint
get_name_rank (gpointer item)
{
  return gtk_label_get_label (item)[2] == '-';
}

static const char *
get_name (gpointer item)
{
  return get_name_rank (item) > 0 ? NULL : gtk_label_get_label (item) + 2;
}

static char *
dup_name_title (gpointer item)
{
  return g_strdup (get_name_rank (item) > 0 ? "No Name" : get_name (item));
}

static const SubletGrouping by_name = { get_name_rank, get_name, dup_name_title };

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int *direction = user_data;

  return *direction *
         strcmp (gtk_label_get_label ((GtkLabel *) a), gtk_label_get_label ((GtkLabel *) b));
}

/* Groups that nobody counted before: they stand as their first items do, whatever comes and goes.
 */
static void
test_keys (void)
{
  static const char *const texts[] = { "3 b", "2 -", "1 c", "4 a", "0 b", NULL };
  g_autoptr (GListStore) store = make_store (texts);
  g_autoptr (SubletGroupedModel) model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_name);
  g_autoptr (GObject) caption = NULL;
  g_autoptr (GObject) same = NULL;
  int direction = 1;

  assert_list (model, "b, 3 b, 0 b, c, 1 c, a, 4 a, No Name, 2 -");
  sublet_grouped_model_set_order (model, compare_numbers, &direction);
  assert_list (model, "b, 0 b, 3 b, c, 1 c, a, 4 a, No Name, 2 -");
  direction = -1;
  sublet_grouped_model_set_order (model, compare_numbers, &direction);
  assert_list (model, "a, 4 a, b, 3 b, 0 b, c, 1 c, No Name, 2 -");

  caption = g_list_model_get_item (G_LIST_MODEL (model), 2);
  set_text (store, 2, "1 b");
  assert_list (model, "a, 4 a, b, 3 b, 1 b, 0 b, No Name, 2 -");
  same = g_list_model_get_item (G_LIST_MODEL (model), 2);
  g_assert_true (same == caption);
  set_text (store, 2, "1 d");
  assert_list (model, "a, 4 a, b, 3 b, 0 b, d, 1 d, No Name, 2 -");
  /* The order of its first item moves a whole group. */
  set_text (store, 2, "9 d");
  assert_list (model, "d, 9 d, a, 4 a, b, 3 b, 0 b, No Name, 2 -");

  sublet_grouped_model_set_grouping (model, &by_name, FALSE);
  assert_list (model, "9 d, 4 a, 3 b, 0 b, 2 -");
  set_text (store, 0, "2 b");
  set_text (store, 1, "1 -");
  set_text (store, 2, "0 d");
  set_text (store, 3, "2 a");
  sublet_grouped_model_set_grouping (model, &by_name, TRUE);
  assert_list (model, "b, 2 b, 0 b, a, 2 a, d, 0 d, No Name, 1 -");
  /* What is the same group by its rank alone has another caption now. */
  sublet_grouped_model_set_grouping (model, &by_number, TRUE);
  assert_list (model, "Zero, 0 d, 0 b, One, 1 -, Two, 2 b, 2 a");
}

/* That a group would move is counted too. */
static void
test_keys_held (void)
{
  static const char *const texts[] = { "1 a", "2 b", "3 b", NULL };
  g_autoptr (GListStore) store = make_store (texts);
  g_autoptr (SubletGroupedModel) model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_name);
  int direction = 1;

  sublet_grouped_model_set_order (model, compare_numbers, &direction);
  sublet_grouped_model_set_held (model, TRUE);
  set_text (store, 2, "0 b");
  assert_list (model, "a, 1 a, b, 2 b, 0 b");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 2);
  set_text (store, 2, "3 b");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 0);
  set_text (store, 2, "0 c");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 1);
  sublet_grouped_model_set_held (model, FALSE);
  assert_list (model, "c, 0 c, a, 1 a, b, 2 b");
}

/* Nothing changes places under a pointer either. */
static void
test_order_held (void)
{
  static const char *const texts[] = { "0 a", "0 b", "0 c", NULL };
  g_autoptr (GListStore) store = make_store (texts);
  g_autoptr (SubletGroupedModel)
    model = sublet_grouped_model_new (G_LIST_MODEL (store), &by_number);
  int direction = 1;

  sublet_grouped_model_set_order (model, compare_names, &direction);
  sublet_grouped_model_set_held (model, TRUE);
  set_text (store, 0, "0 z");
  assert_list (model, "Zero, 0 z, 0 b, 0 c");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 1);
  set_text (store, 0, "0 a");
  g_assert_cmpuint (sublet_grouped_model_get_pending (model), ==, 0);
  set_text (store, 0, "0 z");
  sublet_grouped_model_flush (model);
  assert_list (model, "Zero, 0 b, 0 c, 0 z");
  sublet_grouped_model_set_held (model, FALSE);
  assert_list (model, "Zero, 0 b, 0 c, 0 z");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/grouped-model/groups", test_groups);
  g_test_add_func ("/ui/grouped-model/held", test_held);
  g_test_add_func ("/ui/grouped-model/lets-go", test_lets_go);
  g_test_add_func ("/ui/grouped-model/order", test_order);
  g_test_add_func ("/ui/grouped-model/order-held", test_order_held);
  g_test_add_func ("/ui/grouped-model/keys", test_keys);
  g_test_add_func ("/ui/grouped-model/keys-held", test_keys_held);

  return g_test_run ();
}
