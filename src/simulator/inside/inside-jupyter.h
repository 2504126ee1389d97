/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A stand-in for a Jupyter server on an instance that was rented with one. */

/* A listening socket on the sandbox's own 127.0.0.1, or -1: there is none here. */
int inside_jupyter_listen (void);
/* One request. */
void inside_jupyter_answer (int client);
