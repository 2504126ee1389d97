/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-json.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  const char *hash_id; /* what a create names */
  const char *name;
  const char *image;
  const char *tag;
  const char *env; /* docker flags as one text */
  const char *runtype;
  double disk_gb;
} SimTemplate;

extern const SimTemplate sim_templates[];
extern const int sim_template_count;

const SimTemplate *sim_template_find (const char *hash_id);
void sim_template_write (const SimTemplate *self, SimJson *json);

G_END_DECLS
