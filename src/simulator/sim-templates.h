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
  const char *onstart; /* (nullable) */
  const char *args;    /* (nullable) */
  bool recommended;
  bool own; /* of the account that asks, and seen by no other */
} SimTemplate;

extern const SimTemplate sim_templates[];
extern const int sim_template_count;

const SimTemplate *sim_template_find (const char *hash_id, gint64 account_id);
gint64 sim_template_get_creator (const SimTemplate *self, gint64 account_id);
void sim_template_write (const SimTemplate *self, gint64 account_id, SimJson *json);

G_END_DECLS
