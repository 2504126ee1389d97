/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Why instances cannot be servers here; the nicks are what --try-sshd says. */
typedef enum
{
  SIM_SSHD_ERROR_FLATPAK,
  SIM_SSHD_ERROR_NO_BUBBLEWRAP,
  SIM_SSHD_ERROR_NO_SERVER,
  SIM_SSHD_ERROR_NO_SANDBOX, /* all is there, and does not run */
  SIM_SSHD_ERROR_FAILED,
} SimSshdError;

#define SIM_SSHD_ERROR (sim_sshd_error_quark ())

GQuark sim_sshd_error_quark (void);
const char *sim_sshd_error_get_nick (const GError *error);

/* The programs that --sshd needs, and how an OpenSSH server is found inside a sandbox. */
typedef struct
{
  char *bwrap;           /* (owned) */
  char *helper;          /* (owned): sublet-simulator-inside */
  char *sshd;            /* (owned): inside */
  char *folder;          /* (owned) (nullable): outside, where a server from elsewhere lies */
  char *prefix;          /* (owned) (nullable): outside, what holds its other folders */
  char *library_path;    /* (owned): inside; empty for a server of the system */
  char *session_program; /* (owned) (nullable): inside; OpenSSH 9.8 and later */
  char *auth_program;    /* (owned) (nullable): inside; OpenSSH 10 and later */
} SimTools;

SimTools *sim_tools_new (const char *sshd, GError **error);
void sim_tools_free (SimTools *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimTools, sim_tools_free)

G_END_DECLS
