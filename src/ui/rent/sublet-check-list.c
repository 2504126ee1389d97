/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-check-list.h"

#include "core/base/sublet-money.h"
#include "ui/rent/sublet-check-row.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>

struct _SubletCheckList
{
  AdwBin parent_instance;

  SubletPreflight *preflight; /* (owned) (nullable) */
  SubletRentalEngine *engine; /* (owned) (nullable) */
  gint64 cap_per_hour_nusd;
  gint64 cap_per_day_uusd;
  GPtrArray *rows; /* (owned) (element-type SubletCheckRow): children of box */

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (SubletCheckList, sublet_check_list, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_FIX,
  SIGNAL_WORSE,
  SIGNAL_ORDER_FAILED,
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletCheckListSignal;

static guint signals[N_SIGNALS];

static void
read_facts (SubletCheckList *self, SubletPreflightCheck *check, SubletRentCheckFacts *facts)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  gint64 time_us = sublet_preflight_check_get_time_us (check);

  *facts = (SubletRentCheckFacts){
    .kind = sublet_preflight_check_get_kind (check),
    .verdict = sublet_preflight_check_get_verdict (check),
    .count = sublet_preflight_check_get_count (check),
    .rate_nusd = sublet_preflight_check_get_rate_nusd (check),
    .amount_uusd = sublet_preflight_check_get_amount_uusd (check),
    .deposit_uusd = sublet_preflight_check_get_deposit_uusd (check),
    .time_us = time_us > 0 ? time_us - sublet_clock_get_service_offset_us (clock) : 0,
    .now_us = sublet_clock_get_wall_us (clock),
    .cap_per_hour_nusd = self->cap_per_hour_nusd,
    .cap_per_day_uusd = self->cap_per_day_uusd,
    .registration = sublet_preflight_check_get_registration (check),
    .own_key = sublet_preflight_check_get_own_key (check),
    .key_name = sublet_preflight_check_get_key_name (check),
    .error = sublet_preflight_check_get_error (check),
    .needed = sublet_preflight_check_get_needed (check),
    .offered = sublet_preflight_check_get_offered (check),
    .needed_is_least = sublet_preflight_check_get_needed_is_least (check),
    .duration_us = sublet_preflight_check_get_duration_us (check),
    .report = sublet_preflight_check_get_report (check),
    .clock = clock,
  };
}

/* On an unknown list nothing is known to be empty. */
static gboolean
is_list_unknown (SubletCheckList *self)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      SubletPreflightCheck *check = sublet_check_row_get_check (g_ptr_array_index (self->rows, i));

      if (sublet_preflight_check_get_kind (check) == SUBLET_PREFLIGHT_KIND_KNOWN)
        return sublet_preflight_check_get_verdict (check) != SUBLET_PREFLIGHT_VERDICT_FINE;
    }

  return TRUE;
}

static gboolean
is_worth_reading (SubletCheckList *self, const SubletRentCheckFacts *facts)
{
  gboolean fine = facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE;
  gboolean checking = facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING;

  switch (facts->kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
      /* What runs is said in the next line. */
      return !fine;
    case SUBLET_PREFLIGHT_KIND_RUNNING:
      return !checking && (facts->count > 0 || !is_list_unknown (self));
    case SUBLET_PREFLIGHT_KIND_CAP:
      return !checking && !fine;
    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
      /* Without a key for the API, other lines say so. */
      return facts->own_key || facts->registration != SUBLET_KEY_REGISTRATION_UNKNOWN;
    case SUBLET_PREFLIGHT_KIND_FIELDS:
      return FALSE;
    case SUBLET_PREFLIGHT_KIND_MACHINE:
      return !checking && !fine;
    case SUBLET_PREFLIGHT_KIND_CUDA:
    case SUBLET_PREFLIGHT_KIND_IMAGE:
    case SUBLET_PREFLIGHT_KIND_CREDIT:
    case SUBLET_PREFLIGHT_KIND_CONTRACT:
    default:
      return TRUE;
    }
}

static void
update_row (SubletCheckList *self, SubletCheckRow *row)
{
  SubletRentCheckFacts facts;

  read_facts (self, sublet_check_row_get_check (row), &facts);
  gtk_widget_set_visible (GTK_WIDGET (row), is_worth_reading (self, &facts));
  sublet_check_row_show (row, &facts);
}

static void
update (SubletCheckList *self)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    update_row (self, g_ptr_array_index (self->rows, i));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_fix (SubletCheckList *self, SubletCheckRow *row)
{
  g_signal_emit (self,
                 signals[SIGNAL_FIX],
                 0,
                 sublet_preflight_check_get_kind (sublet_check_row_get_check (row)));
}

static void
on_worse (SubletCheckList *self, const char *sentence, SubletCheckRow *row)
{
  if (gtk_widget_get_visible (GTK_WIDGET (row)))
    g_signal_emit (self, signals[SIGNAL_WORSE], 0, sentence);
}

static void
on_order_failed (SubletCheckList *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_ORDER_FAILED], 0, error);
}

static void
remove_rows (SubletCheckList *self)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      SubletCheckRow *row = g_ptr_array_index (self->rows, i);

      g_signal_handlers_disconnect_by_data (sublet_check_row_get_check (row), self);
      gtk_box_remove (self->box, GTK_WIDGET (row));
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
sublet_check_list_dispose (GObject *object)
{
  SubletCheckList *self = SUBLET_CHECK_LIST (object);

  if (self->box != NULL)
    remove_rows (self);
  self->box = NULL;
  g_clear_object (&self->preflight);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_check_list_parent_class)->dispose (object);
}

static void
sublet_check_list_finalize (GObject *object)
{
  SubletCheckList *self = SUBLET_CHECK_LIST (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sublet_check_list_parent_class)->finalize (object);
}

static void
sublet_check_list_class_init (SubletCheckListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_check_list_dispose;
  object_class->finalize = sublet_check_list_finalize;

  signals[SIGNAL_FIX] = g_signal_new ("fix",
                                      G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      SUBLET_TYPE_PREFLIGHT_KIND);
  signals[SIGNAL_WORSE] = g_signal_new ("worse",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_ORDER_FAILED] = g_signal_new ("order-failed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_ERROR);
}

static void
sublet_check_list_init (SubletCheckList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->rows = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Checks"), -1);
  adw_bin_set_child (ADW_BIN (self), box);
  self->box = GTK_BOX (box);
}

/**
 * sublet_check_list_new:
 *
 * Returns: (transfer floating): a list without checks
 */
GtkWidget *
sublet_check_list_new (void)
{
  return g_object_new (SUBLET_TYPE_CHECK_LIST, NULL);
}

/**
 * sublet_check_list_set_preflight:
 * @self: a list
 * @preflight: the checks
 * @engine: what they were made with
 */
void
sublet_check_list_set_preflight (SubletCheckList *self,
                                 SubletPreflight *preflight,
                                 SubletRentalEngine *engine)
{
  GListModel *checks;
  guint i;

  g_return_if_fail (SUBLET_IS_CHECK_LIST (self));
  g_return_if_fail (SUBLET_IS_PREFLIGHT (preflight));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));

  remove_rows (self);
  g_set_object (&self->preflight, preflight);
  g_set_object (&self->engine, engine);

  checks = sublet_preflight_get_checks (preflight);
  for (i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (SubletPreflightCheck) check = g_list_model_get_item (checks, i);
      GtkWidget *row = sublet_check_row_new (check, engine);

      g_signal_connect_swapped (row, "fix", G_CALLBACK (on_fix), self);
      g_signal_connect_swapped (row, "worse", G_CALLBACK (on_worse), self);
      g_signal_connect_swapped (row, "order-failed", G_CALLBACK (on_order_failed), self);
      g_signal_connect_object (check, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->box, row);
      g_ptr_array_add (self->rows, row);
    }

  update (self);
}

/**
 * sublet_check_list_set_caps:
 * @self: a list
 * @per_hour_nusd: the spend cap per hour; 0: none
 * @per_day_uusd: the spend cap per day; 0: none
 *
 * What a line about a cap names. Whether it is kept is the preflight's to say.
 */
void
sublet_check_list_set_caps (SubletCheckList *self, gint64 per_hour_nusd, gint64 per_day_uusd)
{
  g_return_if_fail (SUBLET_IS_CHECK_LIST (self));

  self->cap_per_hour_nusd = per_hour_nusd;
  self->cap_per_day_uusd = per_day_uusd;
  update (self);
}

/**
 * sublet_check_list_dup_stop:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): why nothing can be rented, in a few words;
 *   %NULL when nothing stops
 */
char *
sublet_check_list_dup_stop (SubletCheckList *self)
{
  guint i;

  g_return_val_if_fail (SUBLET_IS_CHECK_LIST (self), NULL);

  for (i = 0; i < self->rows->len; i++)
    {
      SubletCheckRow *row = g_ptr_array_index (self->rows, i);
      SubletRentCheckFacts facts;

      read_facts (self, sublet_check_row_get_check (row), &facts);
      if (facts.verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
        return sublet_rent_text_check_short (facts.kind);
    }

  return NULL;
}
