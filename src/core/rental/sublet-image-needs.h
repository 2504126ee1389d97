/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What a container image needs of a machine, as far as its name tells. */
typedef struct
{
  double cuda;     /* least CUDA version the driver must offer; 0: none; NAN: not known */
  bool cuda_least; /* newer builds of the same name may need more */
  double size_gb;  /* on the disk, about; NAN: not known */
} SubletImageNeeds;

bool sublet_image_needs_find (const char *image, SubletImageNeeds *needs);

/* About how long it takes to arrive, in microseconds; 0 when size or link is not known. */
gint64 sublet_image_needs_get_pull_us (const SubletImageNeeds *needs, double inet_down_mbps);

/* NAN when the words name no version. */
double sublet_image_needs_parse_cuda (const char *words);

G_END_DECLS
