/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-service.h"

G_BEGIN_DECLS

/* One order of a test: a member of "set", with its value in whichever form it has. */
typedef struct
{
  SimWorld *world;
  JsonNode *node;
  JsonObject *object; /* (nullable): the value, when it is one */
  double number;      /* NAN when it is none */
  const char *text;   /* (nullable) */
  SimJson *result;    /* (nullable): an object */
} SimOrderContext;

bool sim_order_do (SimOrderContext *order, const char *name, const char **problem);

G_END_DECLS
