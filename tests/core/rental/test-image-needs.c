/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-image-needs.h"

#include "support/sublet-test.h"

#include <math.h>

typedef struct
{
  const char *image;
  double cuda; /* below 0: not known */
  bool least;
  double size_gb; /* below 0: not known */
} Row;

static const Row rows[] = {
  { "pytorch/pytorch:latest", 12.4, true, 7.9 },
  { "pytorch/pytorch", 12.4, true, 7.9 },
  { "docker.io/pytorch/pytorch", 12.4, true, 7.9 },
  { "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime", 12.4, false, 7.9 },
  { "pytorch/pytorch:2.6.0-cuda11.8-cudnn9-devel", 11.8, false, -1 },
  { "nvidia/cuda:12.8.1-cudnn-devel-ubuntu22.04", 12.8, false, 9.6 },
  { "nvidia/cuda:13.0.1-base-ubuntu24.04", 13.0, false, -1 },
  { "docker.io/nvidia/cuda:11.8.0-cudnn8-devel-ubuntu22.04", 11.8, false, 9.6 },
  { "vastai/base-image:cuda-12.8.1-cudnn-devel-ubuntu22.04-py310", 12.8, false, 9.6 },
  { "vastai/base-image:@vastai-automatic-tag", 0, false, 9.6 },
  { "example.org:5000/some/image:1.0-cu128", 12.8, false, -1 },
  { "some/image:py3.10-v2-cuda-12.1.1-base", 12.1, false, -1 },
  { "tensorflow/tensorflow:2.16.1-gpu", 12.3, false, -1 },
  { "tensorflow/tensorflow:2.16.1", -1, false, -1 },
  { "ubuntu:24.04", 0, false, 0.2 },
  { "library/ubuntu", 0, false, 0.2 },
  /* What looks like a version is the image's own. */
  { "some/image:12.4", -1, false, -1 },
  { "some/image:11.0-custom", -1, false, -1 },
  { "some/image:cu1", -1, false, -1 },
  { "some/image:cudnn9", -1, false, -1 },
  { "focus/cuda-tools:latest", -1, false, -1 },
  { "pytorch/pytorch@sha256:0123456789", -1, false, -1 },
  { "", -1, false, -1 },
  { NULL, -1, false, -1 },
};

static void
assert_figure (double figure, double expected)
{
  if (expected < 0)
    g_assert_true (isnan (figure));
  else
    g_assert_cmpfloat_with_epsilon (figure, expected, 0.001);
}

static void
test_find (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      SubletImageNeeds needs;
      bool known = sublet_image_needs_find (row->image, &needs);

      g_test_message ("%s", row->image != NULL ? row->image : "none");
      assert_figure (needs.cuda, row->cuda);
      assert_figure (needs.size_gb, row->size_gb);
      g_assert_cmpint (needs.cuda_least, ==, row->least);
      g_assert_cmpint (known, ==, row->cuda >= 0 || row->size_gb >= 0);
    }
}

static void
test_parse (void)
{
  assert_figure (sublet_image_needs_parse_cuda ("12.8"), 12.8);
  assert_figure (sublet_image_needs_parse_cuda ("CUDA 12.6"), 12.6);
  assert_figure (sublet_image_needs_parse_cuda ("cu118"), 11.8);
  assert_figure (sublet_image_needs_parse_cuda (""), -1);
  assert_figure (sublet_image_needs_parse_cuda ("three"), -1);
  assert_figure (sublet_image_needs_parse_cuda ("99999999999999999999.1"), -1);
  assert_figure (sublet_image_needs_parse_cuda ("2.6"), -1);
}

static void
test_pull (void)
{
  SubletImageNeeds needs = { .cuda = NAN, .size_gb = 8 };

  /* 64,000 megabits at 800 a second. */
  g_assert_cmpint (sublet_image_needs_get_pull_us (&needs, 800), ==, 80 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_image_needs_get_pull_us (&needs, NAN), ==, 0);
  g_assert_cmpint (sublet_image_needs_get_pull_us (&needs, 0), ==, 0);
  needs.size_gb = NAN;
  g_assert_cmpint (sublet_image_needs_get_pull_us (&needs, 800), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/image-needs/find", test_find);
  g_test_add_func ("/core/rental/image-needs/parse", test_parse);
  g_test_add_func ("/core/rental/image-needs/pull", test_pull);

  return g_test_run ();
}
