/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-line.h"

G_BEGIN_DECLS

/* Bytes through a forwarded port, beside ssh -L to the same server. */
void bench_forward (BenchServer *server);

G_END_DECLS
