/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-report.h"

#include "core/runtime/sublet-runtime-private.h"

G_DEFINE_ENUM_TYPE (SubletRuntimeVerdict,
                    sublet_runtime_verdict,
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_VERDICT_FINE, "fine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_VERDICT_GAPS, "gaps"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_VERDICT_UNFIT, "unfit"))

G_DEFINE_ENUM_TYPE (SubletRuntimeFinding,
                    sublet_runtime_finding,
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_FINE, "fine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_BROKEN, "broken"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_FEWER, "fewer"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_LESS, "less"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_NO_CUDA, "no-cuda"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_TOO_OLD, "too-old"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_VERSION, "version"),
                    G_DEFINE_ENUM_VALUE (SUBLET_RUNTIME_FINDING_SKIPPED, "skipped"))

G_DEFINE_BOXED_TYPE (SubletRuntimeReport,
                     sublet_runtime_report,
                     sublet_runtime_report_ref,
                     sublet_runtime_report_unref)

SubletRuntimeReport *
sublet_runtime_report_new_empty (gint64 at_us)
{
  SubletRuntimeReport *self = g_new0 (SubletRuntimeReport, 1);

  self->reference_count = 1;
  self->at_us = at_us;
  self->packages = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_runtime_found_free);

  return self;
}

/**
 * sublet_runtime_report_new:
 * @output: what the script printed; cut, mixed with other text or anything else
 * @wish: what was rented
 * @at_us: service time, Unix µs
 *
 * Any thread.
 *
 * Returns: (transfer full): the report; what cannot be read is a finding of it
 */
SubletRuntimeReport *
sublet_runtime_report_new (GBytes *output, const SubletRuntimeWish *wish, gint64 at_us)
{
  SubletRuntimeReport *self;
  g_autoptr (SubletRuntimeAnswers) answers = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (output != NULL, NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  self = sublet_runtime_report_new_empty (at_us);
  data = g_bytes_get_data (output, &length);
  answers = sublet_runtime_answers_new (data, length);
  sublet_runtime_judge_gpus (self->items, answers, wish);
  sublet_runtime_judge_packages (self->items, answers);
  sublet_runtime_judge_cuda (self->items, answers);
  sublet_runtime_judge_storage (self->items, answers);
  sublet_runtime_judge_network (&self->items[SUBLET_RUNTIME_TOPIC_NETWORK],
                                &answers->answers[SUBLET_RUNTIME_QUESTION_NETWORK]);
  sublet_runtime_judge_wishes (self, answers, wish->packages);

  return self;
}

/**
 * sublet_runtime_report_ref:
 * @self: a report
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
SubletRuntimeReport *
sublet_runtime_report_ref (SubletRuntimeReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->reference_count);
  return self;
}

/**
 * sublet_runtime_report_unref:
 * @self: (transfer full): a report
 *
 * Any thread.
 */
void
sublet_runtime_report_unref (SubletRuntimeReport *self)
{
  gsize i;

  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;
  for (i = 0; i < G_N_ELEMENTS (self->items); i++)
    {
      g_free (self->items[i].value);
      g_free (self->items[i].detail);
    }
  g_ptr_array_unref (self->packages);
  g_free (self);
}

/**
 * sublet_runtime_found_new: (skip)
 * @package: what was wanted
 *
 * Returns: (transfer full): nothing found of it yet
 */
SubletRuntimeFound *
sublet_runtime_found_new (const SubletRuntimePackage *package)
{
  SubletRuntimeFound *self = g_new0 (SubletRuntimeFound, 1);

  self->package = sublet_runtime_package_copy (package);

  return self;
}

void
sublet_runtime_found_free (SubletRuntimeFound *self)
{
  sublet_runtime_package_free (self->package);
  g_free (self->item.value);
  g_free (self->item.detail);
  g_free (self);
}

/**
 * sublet_runtime_report_get_at_us:
 * @self: a report
 *
 * Returns: when the checks ran, service time in Unix µs
 */
gint64
sublet_runtime_report_get_at_us (const SubletRuntimeReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->at_us;
}

/**
 * sublet_runtime_report_get_verdict:
 * @self: a report
 *
 * Returns: that of its worst part
 */
SubletRuntimeVerdict
sublet_runtime_report_get_verdict (const SubletRuntimeReport *self)
{
  SubletRuntimeVerdict worst = SUBLET_RUNTIME_VERDICT_FINE;
  gsize i;

  g_return_val_if_fail (self != NULL, SUBLET_RUNTIME_VERDICT_FINE);

  for (i = 0; i < G_N_ELEMENTS (self->items); i++)
    worst = MAX (worst, self->items[i].verdict);
  for (i = 0; i < self->packages->len; i++)
    worst = MAX (worst, sublet_runtime_report_get_package (self, (guint) i)->item.verdict);

  return worst;
}

/**
 * sublet_runtime_report_get_machine_verdict:
 * @self: a report
 *
 * Returns: that of the driver and the GPUs, which stay when another image runs
 */
SubletRuntimeVerdict
sublet_runtime_report_get_machine_verdict (const SubletRuntimeReport *self)
{
  SubletRuntimeVerdict worst = SUBLET_RUNTIME_VERDICT_FINE;
  gsize i;

  g_return_val_if_fail (self != NULL, SUBLET_RUNTIME_VERDICT_FINE);

  for (i = SUBLET_RUNTIME_TOPIC_DRIVER; i <= SUBLET_RUNTIME_TOPIC_MEMORY; i++)
    worst = MAX (worst, self->items[i].verdict);

  return worst;
}

/**
 * sublet_runtime_report_get_item:
 * @self: a report
 * @topic: what was looked at
 *
 * Returns: (transfer none): what was found
 */
const SubletRuntimeItem *
sublet_runtime_report_get_item (const SubletRuntimeReport *self, SubletRuntimeTopic topic)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((gsize) topic < G_N_ELEMENTS (self->items), NULL);

  return &self->items[topic];
}

/**
 * sublet_runtime_report_get_n_packages:
 * @self: a report
 *
 * Returns: how many of the person's packages have no topic
 */
guint
sublet_runtime_report_get_n_packages (const SubletRuntimeReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->packages->len;
}

/**
 * sublet_runtime_report_get_package:
 * @self: a report
 * @index: which of them
 *
 * Returns: (transfer none): what was wanted and what was found
 */
const SubletRuntimeFound *
sublet_runtime_report_get_package (const SubletRuntimeReport *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->packages->len, NULL);

  return g_ptr_array_index (self->packages, index);
}
