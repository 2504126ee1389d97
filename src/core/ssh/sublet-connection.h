/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/runtime/sublet-runtime-progress.h"
#include "core/runtime/sublet-runtime-report.h"
#include "core/ssh/sublet-doctor.h"
#include "core/ssh/sublet-identity-store.h"
#include "core/ssh/sublet-ssh-agent.h"
#include "core/ssh/sublet-ssh-session.h"
#include "core/ssh/sublet-tunnel-list.h"
#include "core/ssh/sublet-upload.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/**
 * SubletConnectionLink:
 * @SUBLET_CONNECTION_LINK_KEY: the instance has Sublet's public key
 * @SUBLET_CONNECTION_LINK_PORT: a port answers, directly or through the proxy
 * @SUBLET_CONNECTION_LINK_HANDSHAKE: an SSH server is behind it: its first line, the key exchange
 * @SUBLET_CONNECTION_LINK_HOST_KEY: it shows the key that was pinned, or the first one
 * @SUBLET_CONNECTION_LINK_AUTHENTICATION: it takes Sublet's key
 * @SUBLET_CONNECTION_LINK_COMMAND: a command answers
 *
 * The chain from *running* to *ready*, in order.
 */
typedef enum
{
  SUBLET_CONNECTION_LINK_KEY,
  SUBLET_CONNECTION_LINK_PORT,
  SUBLET_CONNECTION_LINK_HANDSHAKE,
  SUBLET_CONNECTION_LINK_HOST_KEY,
  SUBLET_CONNECTION_LINK_AUTHENTICATION,
  SUBLET_CONNECTION_LINK_COMMAND,
  SUBLET_CONNECTION_N_LINKS,
} SubletConnectionLink;

typedef enum
{
  SUBLET_LINK_STATE_WAITING, /* not reached */
  SUBLET_LINK_STATE_TRYING,
  SUBLET_LINK_STATE_DONE,
  SUBLET_LINK_STATE_FAILED, /* the latest try ended here */
} SubletLinkState;

typedef struct
{
  SubletLinkState state;
  gint64 duration_us; /* DONE: of the latest try; else 0 */
} SubletLinkResult;

/**
 * SubletConnectionState:
 * @SUBLET_CONNECTION_STATE_IDLE: nobody asked for it
 * @SUBLET_CONNECTION_STATE_CHECKING: on its way along the chain, trying again for two minutes
 * @SUBLET_CONNECTION_STATE_READY: a command answered; shells can be opened
 * @SUBLET_CONNECTION_STATE_FAILED: given up; "broken-link" and the error say where and why
 * @SUBLET_CONNECTION_STATE_LOST: was ready, and the connection went away
 */
typedef enum
{
  SUBLET_CONNECTION_STATE_IDLE,
  SUBLET_CONNECTION_STATE_CHECKING,
  SUBLET_CONNECTION_STATE_READY,
  SUBLET_CONNECTION_STATE_FAILED,
  SUBLET_CONNECTION_STATE_LOST,
} SubletConnectionState;

#define SUBLET_TYPE_CONNECTION_STATE (sublet_connection_state_get_type ())

GType sublet_connection_state_get_type (void);

/* How long it goes on trying, in milliseconds. */
typedef struct
{
  guint limit_ms;         /* from the start until no further try begins */
  guint first_pause_ms;   /* between two tries; doubled each time */
  guint longest_pause_ms; /* up to this */
  guint command_ms;       /* for the command that has to answer */
  guint runtime_ms;       /* for the runtime checks; what came until then counts */
  SubletSshTimes session;
} SubletConnectionTimes;

#define SUBLET_TYPE_CONNECTION (sublet_connection_get_type ())

/*
 * The way to one instance, and the one SSH connection that everything on it shares. Main thread.
 *
 * Properties (read-only, notify): "state", "report" (boxed SubletRuntimeReport, nullable: the
 * latest runtime checks), "checking-runtime" (they run), "new-key-until-us". Signal "changed":
 * anything that the getters tell is another; at most once for each turn of a step.
 */
G_DECLARE_FINAL_TYPE (SubletConnection, sublet_connection, SUBLET, CONNECTION, GObject)

SubletConnection *sublet_connection_new (SubletClient *client,
                                         SubletIdentityStore *identities,
                                         gint64 instance_id);
/* Where host keys and reports are kept. NULL: nothing is kept, as in a window that only shows. */
void sublet_connection_set_database (SubletConnection *self,
                                     SubletDatabase *database,
                                     gint64 account_id);
/* The latest reading: its addresses, and what was rented. */
void sublet_connection_set_instance (SubletConnection *self, SubletInstance *instance);
/* Service time until which a host key that nobody has seen is taken without a question; 0 unless it
 * is set. */
void sublet_connection_set_new_key_until (SubletConnection *self, gint64 until_us);
/* Whether the runtime checks run by themselves when it is READY for the first time. */
void sublet_connection_set_checks_runtime (SubletConnection *self, gboolean checks_runtime);
/* Why it cannot be reached at all, a sentence for the person; NULL: it can. Every start fails with
 * it at once. */
void sublet_connection_set_problem (SubletConnection *self, const GError *problem);
const GError *sublet_connection_get_problem (SubletConnection *self); /* (nullable) */
void sublet_connection_set_times (SubletConnection *self, const SubletConnectionTimes *times);
void sublet_connection_get_times (SubletConnection *self, SubletConnectionTimes *times);

gint64 sublet_connection_get_instance_id (SubletConnection *self);
/* Which key signs in when it starts. */
SubletKeyChoice *sublet_connection_get_key_choice (SubletConnection *self);
/* That is another one from now on. What is READY stays so, and the instance gets the key beside it;
 * what is not, and was started, begins anew. */
void sublet_connection_set_identities (SubletConnection *self, SubletIdentityStore *identities);
/* Whether it is this instance's, and not the one of Preferences. */
gboolean sublet_connection_has_own_key (SubletConnection *self);
/* Whether it is READY with the key before, and the one that is next is not on the instance yet. */
gboolean sublet_connection_get_key_missing (SubletConnection *self);
/* (nullable): why not; NULL while the first try is under way. */
const GError *sublet_connection_get_key_missing_error (SubletConnection *self);
/* By hand, instead of waiting for the next try. */
void sublet_connection_place_key (SubletConnection *self);
SubletConnectionState sublet_connection_get_state (SubletConnection *self);
const SubletLinkResult *sublet_connection_get_link (SubletConnection *self,
                                                    SubletConnectionLink link);
/* Where the latest try ended; SUBLET_CONNECTION_N_LINKS: nowhere. */
SubletConnectionLink sublet_connection_get_broken_link (SubletConnection *self);
/* (nullable): why the latest try ended there. Technical English, for Details. SUBLET_ERROR codes:
 * SSH_HOST_KEY, SSH_HOST_KEY_NEW, SSH_AUTH, TIMED_OUT, NO_NETWORK and others of the session and the
 * client. */
const GError *sublet_connection_get_error (SubletConnection *self);
/* (nullable): with SSH_HOST_KEY, the key that was pinned and the one that came; with
 * SSH_HOST_KEY_NEW the one that came alone. */
SubletSshHostKey *sublet_connection_get_expected_key (SubletConnection *self);
SubletSshHostKey *sublet_connection_get_presented_key (SubletConnection *self);
/* (nullable): the route that is used, or that the latest try used. */
SubletSshRoute *sublet_connection_get_route (SubletConnection *self);
/* Whether a route before it did not answer: "through the proxy, because the direct port is shut".
 */
gboolean sublet_connection_get_fell_back (SubletConnection *self);
/* Of one command there and back, µs; 0: not measured. */
gint64 sublet_connection_get_latency_us (SubletConnection *self);
/* The client's clock, monotonic µs: since when it tries, until when, and when the next try is due
 * (0: none). */
gint64 sublet_connection_get_started_us (SubletConnection *self);
gint64 sublet_connection_get_deadline_us (SubletConnection *self);
gint64 sublet_connection_get_next_try_us (SubletConnection *self);
SubletRuntimeReport *sublet_connection_get_report (SubletConnection *self);
gboolean sublet_connection_get_checking_runtime (SubletConnection *self);
/* (nullable): why the latest runtime checks could not run. */
const GError *sublet_connection_get_runtime_error (SubletConnection *self);

/* From IDLE, FAILED or LOST: the whole chain from its start, the key included. Else nothing. */
void sublet_connection_start (SubletConnection *self);
/* Ends it with all that stands on it: IDLE. */
void sublet_connection_stop (SubletConnection *self);
/* A person has looked at it: it is pinned instead of what was, and the connection starts anew. */
void sublet_connection_accept_host_key (SubletConnection *self, SubletSshHostKey *key);
/* Ends it; the next start asks about the key that it is shown. */
void sublet_connection_forget_host_key (SubletConnection *self);
/* (transfer full): for the same instance, key and pin. */
SubletDoctor *sublet_connection_make_doctor (SubletConnection *self);
/* Whether it looks with the key that signs in now: that may be another since it was made. */
gboolean sublet_connection_fits_doctor (SubletConnection *self, SubletDoctor *doctor);
/* The runtime checks again, when READY. */
void sublet_connection_check_runtime (SubletConnection *self);
/* Ends those that run; what they have found until now stays beside the report of those before. */
void sublet_connection_cancel_runtime (SubletConnection *self);
/* (nullable): how far they have come while they run, or had come when somebody ended them; the
 * signal "changed" tells. */
const SubletRuntimeProgress *sublet_connection_get_runtime_progress (SubletConnection *self);
/* (nullable): what they have found until now, along with their progress: of what is not done in it
 * nothing is known. Never stored. */
SubletRuntimeReport *sublet_connection_get_runtime_so_far (SubletConnection *self);
/* (element-type SubletRuntimePackage): what they ask for beside the rest. */
void sublet_connection_set_packages (SubletConnection *self, GPtrArray *packages);
/* Whether those that somebody asks for load something from the internet, which may cost money. */
void sublet_connection_set_measures_network (SubletConnection *self, gboolean measures_network);

/* A shell, as soon as the connection is READY; starts it if it does not go. Fails with the error of
 * the connection when that fails. command (nullable): instead of a login shell. */
void sublet_connection_open_shell_async (SubletConnection *self,
                                         const char *command,
                                         int columns,
                                         int rows,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
SubletSshShell *sublet_connection_open_shell_finish (SubletConnection *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/* Whether a shell there could be kept in tmux, and is not in it already; when READY. */
void sublet_connection_find_tmux_async (SubletConnection *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sublet_connection_find_tmux_finish (SubletConnection *self,
                                             GAsyncResult *result,
                                             GError **error);

/* (transfer full) (nullable): a file of this computer for it; NULL while it is not READY. It goes
 * over the session of now, and ends with that. */
SubletUpload *sublet_connection_make_upload (SubletConnection *self, GFile *file);

/* (transfer none): what is opened to ports of it; kept while it is lost and comes back. One that is
 * switched on starts the connection if it does not go. */
SubletTunnelList *sublet_connection_get_tunnels (SubletConnection *self);

/* What a browser is to be given for a tunnel that is on: with a Jupyter server behind it, one that
 * lets the browser in. No secret is in it. */
void sublet_connection_find_page_async (SubletConnection *self,
                                        SubletTunnel *tunnel,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *sublet_connection_find_page_finish (SubletConnection *self,
                                          GAsyncResult *result,
                                          GError **error);

/* (nullable): "ssh -p 41022 root@203.0.113.4", for the clipboard; the direct route first. */
char *sublet_connection_dup_command (SubletConnection *self);
/* (nullable): the same as a block for ~/.ssh/config. */
char *sublet_connection_dup_config (SubletConnection *self, const char *label);

/* Who signs for the person's own ssh. NULL: nobody does. */
void sublet_connection_set_agent (SubletConnection *self, SubletSshAgent *agent);
/* Whether there is the command below: it is READY. */
gboolean sublet_connection_has_agent_command (SubletConnection *self);
/* (transfer full) (nullable): what connects the person's own ssh with Sublet's key. */
GStrv sublet_connection_dup_agent_command (SubletConnection *self, GError **error);

G_END_DECLS
