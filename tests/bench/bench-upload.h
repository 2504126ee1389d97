/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-line.h"

G_BEGIN_DECLS

/* A file that is uploaded, beside "ssh … cat" to the same server. */
void bench_upload (BenchServer *server);

G_END_DECLS
