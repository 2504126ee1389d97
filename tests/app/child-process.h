/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* What this process started, looked at from outside. */

/* Whether there is such a process that has not ended. @name: replaced; (out) (transfer full) */
bool child_process_read_parent (const char *pid, int *parent, char **name);
/* The simulator that this process started, or 0. */
pid_t child_process_find_simulator (void);
/* To be waited for. @user_data: of no matter */
bool child_process_has_no_simulator (void *user_data);
