/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "ui/compat/sublet-ui-compat.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The way of a question of one rental whose answer gives the engine an order: asked, answered,
 * given, done. What a question adds is its words, its form and the engine's call.
 */

/* What one question adds. Functions get its own structure, which begins with a SubletAsking. */
typedef struct
{
  const char *answer; /* id of what gives the order */
  /* Once it is asked: its form follows what is typed and read. (nullable) */
  void (*follow) (gpointer asking);
  void (*give) (gpointer asking, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*finish) (SubletRentalEngine *engine, GAsyncResult *result, GError **error);
  /* Lets go of what it added; the rental and the engine are still there. (nullable) */
  void (*clear) (gpointer asking);
} SubletAskingKind;

typedef struct
{
  const SubletAskingKind *kind; /* (static) */
  SubletRentalEngine *engine;   /* (owned) */
  SubletRental *rental;         /* (owned) */
  char *name;                   /* (owned): of the rental, when it was asked */
  char *label_name;             /* (owned): the same, for a label with a mnemonic of its own */
} SubletAsking;

/* All translated. */
typedef struct
{
  const char *heading;
  const char *body;  /* (nullable) */
  GtkWidget *extra;  /* (nullable) (transfer floating) */
  const char *label; /* of the answer that gives the order */
  SubletAnswerLook look;
  bool by_return; /* that answer is the default, or to cancel is */
} SubletAskingWords;

gpointer sublet_asking_new (const SubletAskingKind *kind,
                            gsize size,
                            SubletRentalEngine *engine,
                            SubletRental *rental);
/* @asking: (transfer full) */
void sublet_asking_run_async (gpointer asking,
                              GtkWidget *parent,
                              const SubletAskingWords *words,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sublet_asking_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
