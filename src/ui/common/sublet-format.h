/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

#include <glib.h>

G_BEGIN_DECLS

/* From an hour up to this, how long credit lasts is told to the minute. */
#define SUBLET_FORMAT_FINE_BELOW_US (10 * G_TIME_SPAN_HOUR)

/*
 * How figures look, by locale: `screens.md`'s section on numbers, in one place. All return new
 * text; what is not known is an en dash.
 */

char *sublet_format_amount (gint64 amount_uusd);        /* "$1.44", "under $0.01", "−$2.00" */
char *sublet_format_amount_signed (gint64 amount_uusd); /* "+$25.00", "−$2.00" */
char *sublet_format_amount_step (gint64 amount_uusd,
                                 gint64 step_uusd);    /* "$8", "$0.50", beside an axis */
char *sublet_format_amount_plain (gint64 amount_uusd); /* "2.67", for columns with the unit above */
char *sublet_format_rate (gint64 rate_nusd);           /* "$0.325/h" */
char *sublet_format_rate_short (gint64 rate_nusd);     /* "$1.84/h", for the pill */
char *sublet_format_rate_fine (gint64 rate_nusd);      /* "$1.84/h", "$0.0225/h", for the bill */
char *sublet_format_rate_plain (gint64 rate_nusd);     /* "0.334", "<0.001" */
char *sublet_format_rate_per_day (gint64 rate_nusd);   /* "$7.80 a day" */
char *sublet_format_rate_and_day (gint64 rate_nusd);   /* "$0.325/h · $7.80 a day" */
char *sublet_format_per_dollar (double figure,
                                gint64 rate_nusd,
                                int decimals);             /* "281", of an hour that costs that */
char *sublet_format_duration (gint64 duration_us);         /* "3 d 4 h", "22 h", "4 min 10 s" */
char *sublet_format_duration_short (gint64 duration_us);   /* "3 d", "22 h": one unit */
char *sublet_format_time (gint64 local_us, gint64 now_us); /* "14:02", "Mon 14:02", "3 Dec 14:02" */
char *sublet_format_time_ahead (gint64 local_us,
                                gint64 now_us);     /* "today 22:10", "tomorrow 12:40" */
char *sublet_format_name (const char *name);        /* as somebody else called it, tamed */
char *sublet_format_words (const char *words);      /* as a server said it, in lines */
char *sublet_format_no_mnemonic (const char *text); /* for a label with a mnemonic of its own */
char *sublet_format_address (const char *host, int port);     /* "198.51.100.24:22", "[::1]:22" */
char *sublet_format_gpu (const char *gpu_name, int num_gpus); /* "2 × RTX 4090" */
char *sublet_format_ram_gb (double mb);                       /* "24", nominal */
char *sublet_format_percent (double ratio, int decimals);     /* "99.57" */
char *sublet_format_number (double value, int decimals);      /* "0.5", grouped by locale */
char *sublet_format_version (double version);                 /* "12.8" everywhere */
char *sublet_format_place (
  const char *region,
  const char *country); /* "Finland": the country's name, US states by region */

G_END_DECLS
