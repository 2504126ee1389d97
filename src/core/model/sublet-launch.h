/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The service's limits, in characters or entries. Source: fact sheet 3.1 and 3.3. */
#define SUBLET_LAUNCH_MAX_ONSTART 4048
#define SUBLET_LAUNCH_MAX_ARGS_AND_ONSTART 4096
#define SUBLET_LAUNCH_MAX_PORTS 64
#define SUBLET_LAUNCH_MAX_ENV_NAME 256
#define SUBLET_LAUNCH_MAX_ENV 32768

/* Ours: as many as the checks can ask for. */
#define SUBLET_LAUNCH_MAX_PACKAGES 24

/* Ours: longer than any reference with registry, path and digest. */
#define SUBLET_LAUNCH_MAX_IMAGE 512

/* The variable by which a rental is recognised; nobody else may set it. */
#define SUBLET_LAUNCH_TOKEN_NAME "SUBLET_RENTAL"

typedef enum
{
  SUBLET_LAUNCH_MODE_SSH,
  SUBLET_LAUNCH_MODE_JUPYTER,
  SUBLET_LAUNCH_MODE_ARGS,
} SubletLaunchMode;

#define SUBLET_TYPE_LAUNCH_MODE (sublet_launch_mode_get_type ())

GType sublet_launch_mode_get_type (void);

/* AUTO: direct where the machine has ports to map, else through the service's proxy. */
typedef enum
{
  SUBLET_LAUNCH_ROUTE_AUTO,
  SUBLET_LAUNCH_ROUTE_DIRECT,
  SUBLET_LAUNCH_ROUTE_PROXY,
} SubletLaunchRoute;

#define SUBLET_TYPE_LAUNCH_ROUTE (sublet_launch_route_get_type ())

GType sublet_launch_route_get_type (void);

typedef struct
{
  int port; /* 1 to 65535; from 70000 on: the same number inside and outside */
  bool udp;
} SubletLaunchPort;

typedef enum
{
  SUBLET_LAUNCH_VOLUME_NONE,
  SUBLET_LAUNCH_VOLUME_EXISTING,
  SUBLET_LAUNCH_VOLUME_NEW,
} SubletLaunchVolumeKind;

#define SUBLET_TYPE_LAUNCH_VOLUME_KIND (sublet_launch_volume_kind_get_type ())

GType sublet_launch_volume_kind_get_type (void);

typedef struct
{
  SubletLaunchVolumeKind kind;
  gint64 id;         /* EXISTING: the volume's; NEW: that of the offer of a volume */
  double size_gb;    /* NEW: GB as sold; else 0 */
  char *mount_path;  /* (owned by the launch) absolute */
  char *name;        /* (owned by the launch) (nullable) NEW */
  gint64 machine_id; /* where it is; 0: not known */
  /* NEW: what it is offered for; 0: not known, and it cannot be rented. In no JSON: it may change.
   */
  gint64 nusd_per_gb_month;
} SubletLaunchVolume;

typedef enum
{
  SUBLET_LAUNCH_FIELD_IMAGE, /* and the template */
  SUBLET_LAUNCH_FIELD_ARGS,
  SUBLET_LAUNCH_FIELD_ENV,
  SUBLET_LAUNCH_FIELD_PORTS,
  SUBLET_LAUNCH_FIELD_ONSTART,
  SUBLET_LAUNCH_FIELD_REGISTRY,
  SUBLET_LAUNCH_FIELD_JUPYTER_DIR,
  SUBLET_LAUNCH_FIELD_VOLUME,
  SUBLET_LAUNCH_FIELD_PACKAGES,
  SUBLET_LAUNCH_FIELD_SSH_KEY,
  SUBLET_LAUNCH_FIELD_SECRETS,
  SUBLET_LAUNCH_N_FIELDS,
} SubletLaunchField;

typedef enum
{
  SUBLET_LAUNCH_PROBLEM_NONE,
  SUBLET_LAUNCH_PROBLEM_MISSING,
  SUBLET_LAUNCH_PROBLEM_MALFORMED,
  SUBLET_LAUNCH_PROBLEM_TOO_LONG,
  SUBLET_LAUNCH_PROBLEM_TOO_MANY,
  SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE,
  SUBLET_LAUNCH_PROBLEM_DUPLICATE,
  SUBLET_LAUNCH_PROBLEM_RESERVED, /* a name or a place that others need, such as SUBLET_RENTAL */
  SUBLET_LAUNCH_PROBLEM_NOT_KEPT, /* a secret that was not kept and is to be asked again */
} SubletLaunchProblem;

#define SUBLET_TYPE_LAUNCH (sublet_launch_get_type ())

/*
 * What runs on an instance and how it is reached: image or template, launch mode, environment,
 * ports, on-start script, registry login, volume, which Python packages have to be there, and which
 * SSH key signs in. A value: setters take any text, what is wrong with it is told by
 * sublet_launch_check(). Environment values, the on-start script and the registry's password are
 * secrets: they are wiped when freed and are in no JSON that is stored. Any one thread at a time.
 */
G_DECLARE_FINAL_TYPE (SubletLaunch, sublet_launch, SUBLET, LAUNCH, GObject)

SubletLaunch *sublet_launch_new (void);
SubletLaunch *sublet_launch_copy (SubletLaunch *self);
gboolean sublet_launch_equal (SubletLaunch *a, SubletLaunch *b);

/* A reference with tag; NULL: the template's. */
const char *sublet_launch_get_image (SubletLaunch *self);
void sublet_launch_set_image (SubletLaunch *self, const char *image);

/* The hash_id of a template and its name for people; NULL: none. */
const char *sublet_launch_get_template_hash (SubletLaunch *self);
const char *sublet_launch_get_template_name (SubletLaunch *self);
void sublet_launch_set_template (SubletLaunch *self, const char *hash_id, const char *name);

SubletLaunchMode sublet_launch_get_mode (SubletLaunch *self);
void sublet_launch_set_mode (SubletLaunch *self, SubletLaunchMode mode);
SubletLaunchRoute sublet_launch_get_route (SubletLaunch *self);
void sublet_launch_set_route (SubletLaunch *self, SubletLaunchRoute route);

/* For SUBLET_LAUNCH_MODE_JUPYTER. */
gboolean sublet_launch_get_jupyter_lab (SubletLaunch *self);
void sublet_launch_set_jupyter_lab (SubletLaunch *self, gboolean lab);
const char *sublet_launch_get_jupyter_dir (SubletLaunch *self);
void sublet_launch_set_jupyter_dir (SubletLaunch *self, const char *dir);

/* For SUBLET_LAUNCH_MODE_ARGS. Kept in the journal and visible in lists: no place for secrets. */
const char *sublet_launch_get_args (SubletLaunch *self);
void sublet_launch_set_args (SubletLaunch *self, const char *args);

/* The environment, in the order given; values are secrets. */
guint sublet_launch_get_n_env (SubletLaunch *self);
const char *sublet_launch_get_env_name (SubletLaunch *self, guint i);
/* NULL: not kept, to be asked again. */
const char *sublet_launch_get_env_value (SubletLaunch *self, guint i);
void sublet_launch_add_env (SubletLaunch *self, const char *name, const char *value);
void sublet_launch_set_env_value (SubletLaunch *self, guint i, const char *value);
void sublet_launch_clear_env (SubletLaunch *self);

/* (element-type SubletLaunchPort) borrowed until the next change. */
const GArray *sublet_launch_get_ports (SubletLaunch *self);
void sublet_launch_add_port (SubletLaunch *self, int port, bool udp);
void sublet_launch_clear_ports (SubletLaunch *self);

/* The mode's own ports on the direct route, and whether that route is taken on a machine. */
guint sublet_launch_get_n_own_ports (SubletLaunch *self);
gboolean sublet_launch_is_direct (SubletLaunch *self, int n_machine_ports);

/* A shell script, a secret. */
const char *sublet_launch_get_onstart (SubletLaunch *self);
void sublet_launch_set_onstart (SubletLaunch *self, const char *text);
/* There was one, and it was not kept. */
gboolean sublet_launch_is_onstart_missing (SubletLaunch *self);
char *sublet_launch_dup_packed_onstart (SubletLaunch *self);

/* A docker login: server "" is Docker Hub; password NULL: not kept; user NULL: no login. */
const char *sublet_launch_get_registry_server (SubletLaunch *self);
const char *sublet_launch_get_registry_user (SubletLaunch *self);
const char *sublet_launch_get_registry_password (SubletLaunch *self);
void sublet_launch_set_registry (SubletLaunch *self,
                                 const char *server,
                                 const char *user,
                                 const char *password);

const SubletLaunchVolume *sublet_launch_get_volume (SubletLaunch *self);
void sublet_launch_set_volume (SubletLaunch *self, const SubletLaunchVolume *volume);

/* What it is not fit for work without: lines as SubletRuntimePackage has them, such as
 * "flash-attn>=2.5". Never sent: the checks after a start look for them. */
const char *const *sublet_launch_get_packages (SubletLaunch *self);
void sublet_launch_set_packages (SubletLaunch *self, const char *const *lines);

/* Which key signs in, as sublet_key_choice_to_string() writes it; NULL: as in Preferences. No
 * secret: a file's place, or a public half's fingerprint. Never sent. */
const char *sublet_launch_get_ssh_key (SubletLaunch *self);
void sublet_launch_set_ssh_key (SubletLaunch *self, const char *ssh_key);

/* How many secrets it names without having them. */
guint sublet_launch_get_n_missing_secrets (SubletLaunch *self);

/* What is wrong, by field, while typing. */
SubletLaunchProblem sublet_launch_check (SubletLaunch *self, SubletLaunchField field, guint *index);
gboolean sublet_launch_validate (SubletLaunch *self, GError **error);

/* Without secrets: the names alone. */
char *sublet_launch_to_json (SubletLaunch *self);
SubletLaunch *sublet_launch_from_json (const char *json, GError **error);

/* The secrets alone, as text for a keyring item; and back into a launch that names them. */
char *sublet_launch_dup_secrets (SubletLaunch *self);
gboolean sublet_launch_apply_secrets (SubletLaunch *self, const char *text, GError **error);

/* Wipes, then frees; (nullable). */
void sublet_launch_free_secret (char *text);

G_END_DECLS
