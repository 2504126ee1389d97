/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-connections.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The page of instances with the shipped engine, connections and SSH, against one rented instance
 * that is a real server. What is broken is broken there.
 */
typedef struct
{
  EngineFixture f;
  SubletIdentityStore *identities;
  SubletConnections *connections; /* (owned) (nullable) */
  SubletRental *rental;           /* (owned) */
  SubletConnection *connection;   /* (weak) */
  GtkWidget *page;                /* (weak) */
  GtkWidget *window;              /* (nullable) */

  SubletRental *asked; /* (borrowed): of the latest "terminal" */
  guint n_asked;

  /* what is waited for */
  const char *sentence;
  const char *broken;
  const char *word;
  gint64 refreshed_us;
} ConnectionWorld;

/* Rented, with nobody who connects yet. */
void connection_world_set_up (ConnectionWorld *world, gconstpointer data);
/* Asserts that nothing of the page, the connections and the chain is left. */
void connection_world_tear_down (ConnectionWorld *world, gconstpointer data);

/* Once the break is armed: the chain begins by itself as soon as the instance runs. one_try: it is
 * given up when that has failed. */
void connection_world_show (ConnectionWorld *world, bool one_try);
/* Of a chain that does not go. */
void connection_world_set_times (ConnectionWorld *world, bool one_try);
void connection_world_close_window (ConnectionWorld *world);

/* ---- breaking and mending ---- */

/* CONTRACT in json stands for the contract's number. */
void connection_world_order (ConnectionWorld *world, const char *path, const char *json);
void connection_world_set_links (ConnectionWorld *world, const char *route, const char *how);
/* (transfer full): of the host key, as the server has it. */
char *connection_world_dup_server_fingerprint (ConnectionWorld *world);
/* How often the service was asked to give the instance a key. */
guint connection_world_count_attached (ConnectionWorld *world);

/* ---- what the card says ---- */

GtkWidget *connection_world_find_card (ConnectionWorld *world);
GtkWidget *connection_world_find_row (ConnectionWorld *world);
/* Seen and said: the sentence, and the one link that is marked as broken ("": none is). */
void connection_world_await_card (ConnectionWorld *world, const char *sentence, const char *broken);
/* The same while it still tries, with nothing to press. */
void connection_world_await_trying_again (ConnectionWorld *world,
                                          const char *sentence,
                                          const char *broken);
/* route: a part of how it goes. */
void connection_world_await_ready (ConnectionWorld *world, const char *route);
/* A button that can be pressed. */
GtkWidget *connection_world_await_button (ConnectionWorld *world, const char *label);

G_END_DECLS
