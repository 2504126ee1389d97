/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-slot-list-model.h"

#include "support/sublet-test.h"
#include "sublet-ui-test.h"

/* ---- a list of letters, selected by the letter ---- */

#define TYPE_LETTERS (letters_get_type ())
G_DECLARE_FINAL_TYPE (Letters, letters, TEST, LETTERS, SubletSlotListModel)

struct _Letters
{
  SubletSlotListModel parent_instance;

  const char *letters; /* (borrowed) */
  char selected;       /* '\0': none */
  guint n_remembered;
};

G_DEFINE_FINAL_TYPE (Letters, letters, SUBLET_TYPE_SLOT_LIST_MODEL)

static guint
letters_count (SubletSlotListModel *list)
{
  return (guint) strlen (TEST_LETTERS (list)->letters);
}

static guint
letters_find_selected (SubletSlotListModel *list)
{
  Letters *self = TEST_LETTERS (list);
  const char *found = self->selected != '\0' ? strchr (self->letters, self->selected) : NULL;

  return found != NULL ? (guint) (found - self->letters) : G_MAXUINT;
}

static void
letters_remember (SubletSlotListModel *list, guint position)
{
  Letters *self = TEST_LETTERS (list);

  self->selected = position != G_MAXUINT ? self->letters[position] : '\0';
  self->n_remembered++;
}

static void
letters_class_init (LettersClass *klass)
{
  SubletSlotListModelClass *list_class = SUBLET_SLOT_LIST_MODEL_CLASS (klass);

  list_class->count = letters_count;
  list_class->find_selected = letters_find_selected;
  list_class->remember = letters_remember;
}

static void
letters_init (Letters *self)
{
}

static void
show (Letters *self, const char *letters)
{
  self->letters = letters;
  sublet_slot_list_model_changed (SUBLET_SLOT_LIST_MODEL (self));
}

static Letters *
make (const char *letters)
{
  Letters *self = g_object_new (TYPE_LETTERS, NULL);

  show (self, letters);

  return self;
}

/* ---- what it says ---- */

static void
log_items (GListModel *model, guint position, guint removed, guint added, GString *said)
{
  g_string_append_printf (said, "items %u -%u +%u;", position, removed, added);
}

static void
log_selection (GtkSelectionModel *model, guint position, guint n_items, GString *said)
{
  g_string_append_printf (said, "selection %u %u;", position, n_items);
}

static void
log_slot (SubletSlot *slot, GString *said)
{
  g_string_append_printf (said, "slot %u;", sublet_slot_get_position (slot));
}

static void
assert_said (GString *said, const char *expected)
{
  g_assert_cmpstr (said->str, ==, expected);
  g_string_truncate (said, 0);
}

static GString *
listen (Letters *letters)
{
  GString *said = g_string_new (NULL);

  g_signal_connect (letters, "items-changed", G_CALLBACK (log_items), said);
  g_signal_connect (letters, "selection-changed", G_CALLBACK (log_selection), said);

  return said;
}

static void
test_emissions (void)
{
  g_autoptr (Letters) letters = make ("abcdef");
  GListModel *list = G_LIST_MODEL (letters);
  SubletSlotListModel *model = SUBLET_SLOT_LIST_MODEL (letters);
  GString *said = listen (letters);
  g_autoptr (SubletSlot) second = g_list_model_get_item (list, 1);
  g_autoptr (SubletSlot) again = g_list_model_get_item (list, 1);

  g_signal_connect (second, "changed", G_CALLBACK (log_slot), said);
  g_assert_true (second == again);
  g_assert_true (sublet_slot_get_list (second) == letters);
  g_assert_null (g_list_model_get_item (list, 6));

  sublet_slot_list_model_select_position (model, 4);
  assert_said (said, "selection 4 1;");
  sublet_slot_list_model_select_position (model, 99);
  assert_said (said, "");
  g_assert_cmpint (letters->selected, ==, 'e');

  /* Another order: nothing comes or goes, the letter is elsewhere. */
  show (letters, "fedcba");
  assert_said (said, "slot 1;selection 1 4;");
  g_assert_cmpuint (sublet_slot_list_model_get_selected (model), ==, 1);

  sublet_slot_list_model_row_changed (model, 1);
  sublet_slot_list_model_row_changed (model, 0);
  assert_said (said, "slot 1;");

  /* Shorter: gone with its position, and not found among those left. */
  show (letters, "f");
  assert_said (said, "items 1 -5 +0;");
  g_assert_cmpuint (sublet_slot_list_model_get_selected (model), ==, G_MAXUINT);
  g_assert_cmpint (letters->selected, ==, 'e');
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (letters), 0);
  g_assert_cmpint (letters->selected, ==, 'e');

  show (letters, "feabcdg");
  assert_said (said, "items 1 -0 +6;slot 1;selection 1 1;");
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (letters), 1);
  assert_said (said, "selection 1 1;");
  g_assert_cmpint (letters->selected, ==, '\0');

  show (letters, "");
  assert_said (said, "items 0 -7 +0;");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);

  g_signal_handlers_disconnect_by_data (second, said);
  g_signal_handlers_disconnect_by_data (letters, said);
  g_string_free (said, TRUE);
}

/* ---- who goes first ---- */

static void
test_outlived (void)
{
  Letters *letters = make ("abc");
  SubletSlot *slot = g_list_model_get_item (G_LIST_MODEL (letters), 2);
  SubletSlot *other = g_list_model_get_item (G_LIST_MODEL (letters), 0);

  g_assert_cmpuint (sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (letters)), ==, 2);
  g_assert_finalize_object (other);
  g_assert_cmpuint (sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (letters)), ==, 1);

  g_assert_finalize_object (letters);
  g_assert_null (sublet_slot_get_list (slot));
  g_assert_cmpuint (sublet_slot_get_position (slot), ==, 2);
  g_assert_finalize_object (slot);
}

static void
test_disposed (void)
{
  Letters *letters = make ("abc");
  SubletSlot *slot = g_list_model_get_item (G_LIST_MODEL (letters), 2);

  /* Somebody still holds it: it is an empty list. */
  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (letters), 1);
  g_object_run_dispose (G_OBJECT (letters));
  g_assert_null (sublet_slot_get_list (slot));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (letters)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (letters), 2));
  g_assert_cmpuint (sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (letters)),
                    ==,
                    G_MAXUINT);
  g_assert_finalize_object (slot);
  g_assert_finalize_object (letters);
}

typedef struct
{
  SubletSlot *slots[2]; /* (owned) (nullable) */
  Letters *letters;     /* (owned) (nullable) */
  guint n_changed;
} Held;

static void
let_go (SubletSlot *slot, Held *held)
{
  guint i;

  held->n_changed++;
  for (i = 0; i < G_N_ELEMENTS (held->slots); i++)
    g_clear_object (&held->slots[i]);
  g_clear_object (&held->letters);
}

/* The first slot that is told lets go of both, and of the list: nothing is touched that is gone. */
static void
test_released_while_told (void)
{
  Held held = { 0 };
  Letters *letters = NULL;
  guint i;

  held.letters = make ("ab");
  letters = held.letters;
  g_object_add_weak_pointer (G_OBJECT (letters), (gpointer *) &letters);
  for (i = 0; i < G_N_ELEMENTS (held.slots); i++)
    {
      held.slots[i] = g_list_model_get_item (G_LIST_MODEL (held.letters), i);
      g_signal_connect (held.slots[i], "changed", G_CALLBACK (let_go), &held);
    }

  show (held.letters, "ba");
  g_assert_cmpuint (held.n_changed, >=, 1);
  g_assert_null (held.letters);
  g_assert_null (letters);
}

static void
test_released_by_its_row (void)
{
  Held held = { 0 };

  held.letters = make ("ab");
  held.slots[0] = g_list_model_get_item (G_LIST_MODEL (held.letters), 0);
  g_signal_connect (held.slots[0], "changed", G_CALLBACK (let_go), &held);

  sublet_slot_list_model_row_changed (SUBLET_SLOT_LIST_MODEL (held.letters), 0);
  g_assert_cmpuint (held.n_changed, ==, 1);
  g_assert_null (held.slots[0]);
}

/* ---- who is told first ---- */

#define N_SEEN_TEST 10

typedef struct
{
  Letters *letters;
  GtkAdjustment *adjustment;
  SubletSlot *slots[N_SEEN_TEST];
  bool told[N_SEEN_TEST];
} Seen;

static void
note_told (SubletSlot *slot, Seen *seen)
{
  seen->told[sublet_slot_get_position (slot)] = true;
}

static void
assert_told (Seen *seen, const char *expected)
{
  g_autoptr (GString) told = g_string_new (NULL);
  guint i;

  for (i = 0; i < N_SEEN_TEST; i++)
    {
      if (seen->told[i])
        g_string_append_c (told, (char) ('0' + i));
      seen->told[i] = false;
    }
  g_assert_cmpstr (told->str, ==, expected);
}

/* Rows of 10 px in a view of 25, from 30 on: three and the one that is cut. */
static void
seen_set_up (Seen *seen, gconstpointer user_data)
{
  guint i;

  seen->letters = make ("abcdefghij");
  seen->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 1, 10, 0));
  sublet_slot_list_model_set_adjustment (SUBLET_SLOT_LIST_MODEL (seen->letters), seen->adjustment);
  for (i = 0; i < N_SEEN_TEST; i++)
    {
      seen->slots[i] = g_list_model_get_item (G_LIST_MODEL (seen->letters), i);
      g_signal_connect (seen->slots[i], "changed", G_CALLBACK (note_told), seen);
    }
}

static void
seen_tear_down (Seen *seen, gconstpointer user_data)
{
  guint i;

  g_clear_object (&seen->letters);
  for (i = 0; i < N_SEEN_TEST; i++)
    {
      g_signal_handlers_disconnect_by_data (seen->slots[i], seen);
      g_object_unref (seen->slots[i]);
    }
  g_assert_finalize_object (seen->adjustment);
}

static void
test_seen_first (Seen *seen, gconstpointer user_data)
{
  /* Not laid out yet: nobody knows what is seen. */
  show (seen->letters, "bcdefghija");
  assert_told (seen, "0123456789");

  gtk_adjustment_configure (seen->adjustment, 30, 0, 100, 1, 10, 25);
  show (seen->letters, "cdefghijab");
  assert_told (seen, "34567");
  /* Another change before the frame: still each once. */
  show (seen->letters, "defghijabc");
  assert_told (seen, "34567");
  sublet_test_drain ();
  assert_told (seen, "01289");
  sublet_test_drain ();
  assert_told (seen, "");
}

static void
test_scrolled_before_the_frame (Seen *seen, gconstpointer user_data)
{
  gtk_adjustment_configure (seen->adjustment, 0, 0, 100, 1, 10, 25);
  show (seen->letters, "jihgfedcba");
  assert_told (seen, "01234");

  gtk_adjustment_set_value (seen->adjustment, 60);
  assert_told (seen, "56789");
  sublet_test_drain ();
  assert_told (seen, "");
}

/* The view is scrolled back only when it is laid out; what it will show then is told at once. */
static void
test_shorter (Seen *seen, gconstpointer user_data)
{
  gtk_adjustment_configure (seen->adjustment, 75, 0, 100, 1, 10, 25);
  show (seen->letters, "abcde");
  assert_told (seen, "234");
  sublet_test_drain ();
  assert_told (seen, "01");
}

static void
test_late_ones_outlive (Seen *seen, gconstpointer user_data)
{
  gtk_adjustment_configure (seen->adjustment, 0, 0, 100, 1, 10, 25);
  show (seen->letters, "jihgfedcba");
  assert_told (seen, "01234");
  g_assert_finalize_object (g_steal_pointer (&seen->letters));
  gtk_adjustment_set_value (seen->adjustment, 60);
  sublet_test_drain ();
  assert_told (seen, "");
}

static void
add_seen (const char *name, void (*test) (Seen *seen, gconstpointer user_data))
{
  g_autofree char *path = g_strconcat ("/ui/common/slot-list-model/", name, NULL);

  g_test_add (path, Seen, NULL, seen_set_up, test, seen_tear_down);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/slot-list-model/emissions", test_emissions);
  g_test_add_func ("/ui/common/slot-list-model/outlived", test_outlived);
  g_test_add_func ("/ui/common/slot-list-model/disposed", test_disposed);
  g_test_add_func ("/ui/common/slot-list-model/released-while-told", test_released_while_told);
  g_test_add_func ("/ui/common/slot-list-model/released-by-its-row", test_released_by_its_row);
  add_seen ("seen-first", test_seen_first);
  add_seen ("scrolled-before-the-frame", test_scrolled_before_the_frame);
  add_seen ("shorter", test_shorter);
  add_seen ("late-ones-outlive", test_late_ones_outlive);

  return g_test_run ();
}
