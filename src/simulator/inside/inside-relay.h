/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The service's address inside an instance, whose network leads nowhere. */

int inside_relay_listen (int port);
void inside_relay_pass (int client);
