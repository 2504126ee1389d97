/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-link.h"
#include "simulator/sim-run-folder.h"
#include "simulator/sim-sandbox.h"
#include "simulator/sim-sshd.h"

G_BEGIN_DECLS

/* What one contract has. */
typedef struct
{
  gint64 contract_id;
  SimSandbox *sandbox; /* (owned) */
  SimLink *direct;     /* (owned) */
  SimLink *proxy;      /* (owned) */
  guint starts;        /* the contract's starts that were followed */
  gint64 started_us;   /* monotonic time of the last of them */
} SimServed;

struct _SimSshd
{
  SimWorld *world;      /* (borrowed) */
  SimTools *tools;      /* (owned) */
  SimRunFolder *folder; /* (owned) */
  GPtrArray *served;    /* (element-type SimServed) (owned) */
  guint timer;
};

SimServed *sim_sshd_find (SimSshd *self, gint64 contract_id);

G_END_DECLS
