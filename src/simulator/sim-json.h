/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Writes JSON the way the service's framework does: ", " and ": " between things, text beyond ASCII
 * as \u escapes, floats always with a point or exponent. Every function takes the member's name,
 * which is NULL inside an array and for the outermost value.
 */

typedef enum
{
  SIM_VALUE_MISSING, /* the member is left out */
  SIM_VALUE_NULL,
  SIM_VALUE_BOOL,
  SIM_VALUE_INT,
  SIM_VALUE_DOUBLE,
  SIM_VALUE_STRING,
} SimValueKind;

typedef struct
{
  SimValueKind kind;
  union
  {
    bool boolean;
    gint64 integer;
    double number;
    const char *string; /* (borrowed) */
  };
} SimValue;

#define SIM_MISSING ((SimValue){ .kind = SIM_VALUE_MISSING })
#define SIM_NULL ((SimValue){ .kind = SIM_VALUE_NULL })
#define SIM_BOOL(x) ((SimValue){ .kind = SIM_VALUE_BOOL, .boolean = (x) })
#define SIM_INT(x) ((SimValue){ .kind = SIM_VALUE_INT, .integer = (x) })
#define SIM_DOUBLE(x) ((SimValue){ .kind = SIM_VALUE_DOUBLE, .number = (x) })

SimValue sim_value_string (const char *text);
bool sim_value_to_double (SimValue value, double *number);

typedef struct
{
  GString *text; /* (owned) */
  bool utf8;     /* write UTF-8 as it is, without escapes */
} SimJson;

void sim_json_init (SimJson *self);
char *sim_json_finish (SimJson *self, gsize *length);

void sim_json_begin_object (SimJson *self, const char *name);
void sim_json_end_object (SimJson *self);
void sim_json_begin_array (SimJson *self, const char *name);
void sim_json_end_array (SimJson *self);
void sim_json_null (SimJson *self, const char *name);
void sim_json_bool (SimJson *self, const char *name, bool value);
void sim_json_int (SimJson *self, const char *name, gint64 value);
void sim_json_double (SimJson *self, const char *name, double value);
void sim_json_string (SimJson *self, const char *name, const char *value);
void sim_json_value (SimJson *self, const char *name, SimValue value);
void sim_json_raw (SimJson *self, const char *name, const char *text);
void sim_json_epoch (SimJson *self, const char *name, gint64 epoch_us);

G_END_DECLS
