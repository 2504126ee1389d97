/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-spend-private.h"

#include "core/base/sublet-money.h"

/* While it is made: where each name or number stands. */
typedef struct
{
  GHashTable *by_id;   /* (owned) gint64 -> index */
  GHashTable *by_name; /* (owned) text -> index */
} Index;

static void
index_init (Index *index)
{
  index->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  index->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
index_clear (Index *index)
{
  g_hash_table_unref (index->by_id);
  g_hash_table_unref (index->by_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

/* The name is a label only where there is a number; where there is none it is what tells apart.
 * Both outlive the index. */
static guint
find_group (GArray *names, Index *index, const gint64 *id, const char *name)
{
  GHashTable *table = *id != 0 ? index->by_id : index->by_name;
  gconstpointer key = *id != 0 ? (gconstpointer) id : name != NULL ? name : "";
  SubletSpendGroup group = { .id = *id };
  gpointer found;

  if (g_hash_table_lookup_extended (table, key, NULL, &found))
    return GPOINTER_TO_UINT (found);

  if (name != NULL && *name != '\0')
    group.name = name;
  g_array_append_val (names, group);
  g_hash_table_insert (table, (gpointer) key, GUINT_TO_POINTER (names->len - 1));

  return names->len - 1;
}

/* ---- the charges ---- */

static void
add_row (SubletSpend *self, Index *instances, Index *labels, const SubletChargeRow *row)
{
  static const gint64 none = 0;
  SubletSpendMembership of = {
    find_group (self->names[SUBLET_SPEND_GROUPING_INSTANCE],
                instances,
                &row->instance_id,
                row->source),
    find_group (self->names[SUBLET_SPEND_GROUPING_LABEL], labels, &none, row->label),
  };

  g_array_append_val (self->memberships, of);
}

static void
add_day (SubletSpend *self, Index *instances, Index *labels, const SubletChargeDay *from)
{
  SubletSpendDay day = { .sum = { .start_us = from->day_us,
                                  .end_us = from->day_us + G_TIME_SPAN_DAY,
                                  .total_uusd = sublet_charge_day_get_total_uusd (from),
                                  .complete = from->known_at_us >= from->day_us + G_TIME_SPAN_DAY },
                         .first_row = self->memberships->len };
  gsize kind;
  guint i;

  for (i = 0; i < from->n_rows; i++)
    {
      const SubletChargeRow *row = &from->rows[i];

      for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
        day.sum.parts_uusd[kind] =
          sublet_money_add (day.sum.parts_uusd[kind], row->parts_uusd[kind]);
      add_row (self, instances, labels, row);
    }
  g_array_append_val (self->sums, day);
}

/* ---- where they ran ---- */

/* One question for each instance, not for each charge. */
static void
make_places (SubletSpend *self, SubletSpendLookup lookup, gpointer user_data)
{
  const GArray *instances = self->names[SUBLET_SPEND_GROUPING_INSTANCE];
  g_autofree SubletSpendPlace *found = g_new0 (SubletSpendPlace, instances->len + 1);
  g_auto (Index) gpus = { 0 };
  g_auto (Index) machines = { 0 };
  static const gint64 none = 0;
  guint i;

  self->texts = g_string_chunk_new (1024);
  self->places = g_array_new (FALSE, TRUE, sizeof (SubletSpendWhere));
  g_array_set_size (self->places, instances->len);
  self->names[SUBLET_SPEND_GROUPING_GPU] = g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
  self->names[SUBLET_SPEND_GROUPING_MACHINE] =
    g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
  index_init (&gpus);
  index_init (&machines);
  for (i = 0; i < instances->len; i++)
    {
      gint64 id = g_array_index (instances, SubletSpendGroup, i).id;
      SubletSpendWhere *where = &g_array_index (self->places, SubletSpendWhere, i);

      if (lookup != NULL && id != 0)
        found[i] = lookup (id, user_data);
      if (found[i].gpu_name != NULL)
        found[i].gpu_name = g_string_chunk_insert_const (self->texts, found[i].gpu_name);
      where->gpu =
        find_group (self->names[SUBLET_SPEND_GROUPING_GPU], &gpus, &none, found[i].gpu_name);
      where->machine = find_group (self->names[SUBLET_SPEND_GROUPING_MACHINE],
                                   &machines,
                                   &found[i].machine_id,
                                   NULL);
    }
}

/* ---- making ---- */

/**
 * sublet_spend_new:
 * @days: (element-type SubletChargeDay): the days that are known, the earliest first, none twice
 * @lookup: (nullable) (scope call): says what is known of an instance; called once for each
 * @user_data: for @lookup
 *
 * On any thread; for many charges sublet_spend_new_async(), which does not keep the main loop.
 *
 * Returns: (transfer full): the charges of the days, which it keeps
 */
SubletSpend *
sublet_spend_new (GPtrArray *days, SubletSpendLookup lookup, gpointer user_data)
{
  SubletSpend *self = g_atomic_rc_box_new0 (SubletSpend);
  g_auto (Index) instances = { 0 };
  g_auto (Index) labels = { 0 };
  guint i;

  self->days = g_ptr_array_new_full (days->len, (GDestroyNotify) sublet_charge_day_unref);
  self->sums = g_array_sized_new (FALSE, FALSE, sizeof (SubletSpendDay), days->len);
  self->memberships = g_array_new (FALSE, FALSE, sizeof (SubletSpendMembership));
  self->names[SUBLET_SPEND_GROUPING_INSTANCE] =
    g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
  self->names[SUBLET_SPEND_GROUPING_LABEL] = g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));

  index_init (&instances);
  index_init (&labels);
  for (i = 0; i < days->len; i++)
    {
      SubletChargeDay *day = g_ptr_array_index (days, i);

      g_ptr_array_add (self->days, sublet_charge_day_ref (day));
      add_day (self, &instances, &labels, day);
    }
  make_places (self, lookup, user_data);

  return self;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task,
                         sublet_spend_new (task_data, NULL, NULL),
                         (GDestroyNotify) sublet_spend_unref);
}

/**
 * sublet_spend_new_async:
 * @days: (element-type SubletChargeDay): as for sublet_spend_new(); what is added to the array or
 *   removed from it later does not matter
 * @cancellable: (nullable): nobody wants it any more
 * @callback: called when it is made
 * @user_data: for @callback
 */
void
sublet_spend_new_async (GPtrArray *days,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *kept;
  guint i;

  g_return_if_fail (days != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_spend_new_async);
  kept = g_ptr_array_new_full (days->len, (GDestroyNotify) sublet_charge_day_unref);
  for (i = 0; i < days->len; i++)
    g_ptr_array_add (kept, sublet_charge_day_ref (g_ptr_array_index (days, i)));
  g_task_set_task_data (task, kept, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * sublet_spend_new_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the charges of the days, of which no place is known; NULL on error
 */
SubletSpend *
sublet_spend_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_spend_place:
 * @self: a spend
 * @lookup: (scope call): says what is known of an instance; called once for each
 * @user_data: for @lookup
 *
 * Returns: (transfer full): the same charges, and sums that both share, with the places that
 *   @lookup knows
 */
SubletSpend *
sublet_spend_place (const SubletSpend *self, SubletSpendLookup lookup, gpointer user_data)
{
  SubletSpend *placed;

  g_return_val_if_fail (self != NULL, NULL);

  placed = g_atomic_rc_box_new0 (SubletSpend);
  placed->days = g_ptr_array_ref (self->days);
  placed->sums = g_array_ref (self->sums);
  placed->memberships = g_array_ref (self->memberships);
  placed->names[SUBLET_SPEND_GROUPING_INSTANCE] =
    g_array_ref (self->names[SUBLET_SPEND_GROUPING_INSTANCE]);
  placed->names[SUBLET_SPEND_GROUPING_LABEL] =
    g_array_ref (self->names[SUBLET_SPEND_GROUPING_LABEL]);
  make_places (placed, lookup, user_data);

  return placed;
}

/**
 * sublet_spend_get_known_at_us:
 * @self: a spend
 * @day_us: the start of a UTC day
 *
 * Returns: service time of the answer about that day; 0: it is not known
 */
gint64
sublet_spend_get_known_at_us (const SubletSpend *self, gint64 day_us)
{
  guint place;
  const SubletChargeDay *day;

  g_return_val_if_fail (self != NULL, 0);

  place = sublet_spend_find_day (self, day_us);
  if (place == self->days->len)
    return 0;

  day = g_ptr_array_index (self->days, place);
  return day->day_us == day_us ? day->known_at_us : 0;
}

/**
 * sublet_spend_ref:
 * @self: a spend
 *
 * Returns: (transfer full): @self
 */
SubletSpend *
sublet_spend_ref (SubletSpend *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_spend (gpointer data)
{
  SubletSpend *self = data;
  gsize i;

  for (i = 0; i < SUBLET_N_SPEND_GROUPINGS; i++)
    g_array_unref (self->names[i]);
  g_array_unref (self->memberships);
  g_array_unref (self->places);
  g_array_unref (self->sums);
  g_ptr_array_unref (self->days);
  g_string_chunk_free (self->texts);
}

/**
 * sublet_spend_unref:
 * @self: (transfer full): a spend; groups made from it must not be read any more when it was the
 *   last reference
 */
void
sublet_spend_unref (SubletSpend *self)
{
  g_atomic_rc_box_release_full (self, clear_spend);
}
