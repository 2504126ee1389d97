/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

#include "card-scene.h"

#include <math.h>

/* How busy an instance is: its readings, and its own word between them. */

#define UNKNOWN_USE                                                                        \
  {                                                                                        \
    .gpu_util_percent = NAN, .gpu_temp_celsius = NAN, .vmem_used_ratio = NAN,              \
    .cpu_util_percent = NAN, .mem_used_gb = NAN, .mem_limit_gb = NAN, .disk_used_gb = NAN, \
    .disk_size_gb = NAN                                                                    \
  }

static void
set_up (CardScene *scene, gconstpointer data)
{
  card_scene_init (scene, SUBLET_RENTAL_STATE_READY);
}

static void
tear_down (CardScene *scene, gconstpointer data)
{
  card_scene_clear (scene);
}

static gint64
get_known_at_us (CardScene *scene)
{
  return sublet_instance_get_known_at_us (sublet_rental_get_instance (scene->rental));
}

static void
get_use (CardScene *scene, SubletUse *use)
{
  sublet_instance_record_get_use (scene->record, sublet_rental_get_instance (scene->rental), use);
}

static void
test_own_word (CardScene *scene, gconstpointer data)
{
  const SubletInstanceData *reading =
    sublet_instance_get_data (sublet_rental_get_instance (scene->rental));
  SubletUse own = UNKNOWN_USE;
  SubletUse use;

  own.gpu_util_percent = 7;
  own.disk_used_gb = 50;
  own.disk_size_gb = reading->disk_space_gb * 1.05;
  sublet_instance_record_take_use (scene->record, &own, get_known_at_us (scene) + 1);
  get_use (scene, &use);
  g_assert_cmpfloat_with_epsilon (use.gpu_util_percent, 7, 1e-9);
  g_assert_cmpfloat_with_epsilon (use.disk_used_gb, 50, 1e-9);
  /* As large as it was rented, and what it does not say is what the list says. */
  g_assert_cmpfloat_with_epsilon (use.disk_size_gb, reading->disk_space_gb, 1e-9);
  g_assert_cmpfloat_with_epsilon (use.mem_used_gb, reading->mem_used_gb, 1e-9);
  g_assert_cmpfloat_with_epsilon (use.cpu_util_percent, reading->cpu_util_percent, 1e-9);

  sublet_ui_test_settle (scene->window);
  g_assert_nonnull (strstr (card_scene_get_text (scene, "gpu_use_label"), "7"));

  /* The host's disk is not the container's. */
  own.disk_size_gb = reading->disk_space_gb * 30;
  sublet_instance_record_take_use (scene->record, &own, get_known_at_us (scene) + 2);
  get_use (scene, &use);
  g_assert_cmpfloat_with_epsilon (use.disk_used_gb, reading->disk_used_gb, 1e-9);
}

/* Nobody asks it any more: a reading that is newer by more than it may be late counts. */
static void
test_old_word (CardScene *scene, gconstpointer data)
{
  const SubletInstanceData *reading =
    sublet_instance_get_data (sublet_rental_get_instance (scene->rental));
  SubletUse own = UNKNOWN_USE;
  SubletUse use;

  own.gpu_util_percent = 7;
  sublet_instance_record_take_use (scene->record,
                                   &own,
                                   get_known_at_us (scene) - 14 * G_TIME_SPAN_SECOND);
  get_use (scene, &use);
  g_assert_cmpfloat_with_epsilon (use.gpu_util_percent, 7, 1e-9);
  sublet_instance_record_take_use (scene->record,
                                   &own,
                                   get_known_at_us (scene) - 16 * G_TIME_SPAN_SECOND);
  get_use (scene, &use);
  g_assert_cmpfloat_with_epsilon (use.gpu_util_percent, reading->gpu_util_percent, 1e-9);
}

static const SubletUsageSample *
get_last (CardScene *scene)
{
  return sublet_instance_record_get_sample (scene->record,
                                            sublet_instance_record_get_n_samples (scene->record) -
                                              1);
}

/* The charts have both, in the order of time, and no more than ten minutes of it. */
static void
test_samples (CardScene *scene, gconstpointer data)
{
  SubletUse own = UNKNOWN_USE;
  gint64 now_us;
  guint n_samples;
  int i;

  sublet_ui_add_readings (SUBLET_CLOCK (scene->fixture->clock), scene->rental);
  now_us = get_known_at_us (scene);
  own.gpu_util_percent = 250;
  sublet_instance_record_take_use (scene->record, &own, now_us + G_TIME_SPAN_SECOND);
  n_samples = sublet_instance_record_get_n_samples (scene->record);
  g_assert_cmpint (get_last (scene)->at_us, ==, now_us + G_TIME_SPAN_SECOND);
  g_assert_cmpfloat_with_epsilon (get_last (scene)->gpu_ratio, 1, 1e-9);
  g_assert_true (isnan (get_last (scene)->vram_ratio));

  /* A list that was asked for before. */
  own.gpu_util_percent = 10;
  sublet_instance_record_take_use (scene->record, &own, now_us);
  g_assert_cmpuint (sublet_instance_record_get_n_samples (scene->record), ==, n_samples);
  g_assert_cmpfloat_with_epsilon (get_last (scene)->gpu_ratio, 1, 1e-9);

  /* Without a figure for a chart there is none in it. */
  own.gpu_util_percent = NAN;
  sublet_instance_record_take_use (scene->record, &own, now_us + 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (sublet_instance_record_get_n_samples (scene->record), ==, n_samples);

  own.gpu_util_percent = 50;
  for (i = 1; i <= 1000; i++)
    sublet_instance_record_take_use (scene->record, &own, now_us + i * 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (sublet_instance_record_get_n_samples (scene->record), <=, 121);
}

#define ADD(name, func) \
  g_test_add ("/ui/instances/record/" name, CardScene, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("own-word", test_own_word);
  ADD ("old-word", test_old_word);
  ADD ("samples", test_samples);

  return g_test_run ();
}
