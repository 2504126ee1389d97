/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

G_BEGIN_DECLS

/* For the files of SubletLaunch alone. */

typedef struct
{
  char *name;  /* (owned) */
  char *value; /* (owned) (nullable) a secret; NULL: not kept */
} SubletLaunchEnv;

struct _SubletLaunch
{
  GObject parent_instance;

  char *image;         /* (owned) (nullable) */
  char *template_hash; /* (owned) (nullable) */
  char *template_name; /* (owned) (nullable) */
  SubletLaunchMode mode;
  SubletLaunchRoute route;
  gboolean jupyter_lab;
  char *jupyter_dir; /* (owned) (nullable) */
  char *args;        /* (owned) (nullable) */
  GArray *env;       /* (owned) (element-type SubletLaunchEnv) */
  GArray *ports;     /* (owned) (element-type SubletLaunchPort) */
  char *onstart;     /* (owned) (nullable) a secret */
  gboolean onstart_missing;
  char *registry_server;     /* (owned) (nullable) */
  char *registry_user;       /* (owned) (nullable) */
  char *registry_password;   /* (owned) (nullable) a secret */
  SubletLaunchVolume volume; /* (owned) its texts */
  GStrv packages;            /* (owned) lines, never NULL */
  char *ssh_key;             /* (owned) (nullable) */
};

void sublet_launch_forget_onstart (SubletLaunch *self);

bool sublet_launch_is_clean (const char *text, const char *allowed);
bool sublet_launch_consists_of (const char *text, const char *others);
SubletLaunchProblem sublet_launch_check_path (const char *path);
SubletLaunchProblem sublet_launch_check_registry (SubletLaunch *self);
SubletLaunchProblem sublet_launch_check_volume (SubletLaunch *self);
SubletLaunchProblem sublet_launch_check_packages (SubletLaunch *self, guint *index);
SubletLaunchProblem sublet_launch_check_ssh_key (SubletLaunch *self);

G_END_DECLS
