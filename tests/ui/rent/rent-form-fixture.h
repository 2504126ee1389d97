/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rent/sublet-rent-form.h"

G_BEGIN_DECLS

/* The form in a window, filled with one offer, and what it asks of whoever shows it. */

typedef struct
{
  GtkWidget *window;
  SubletRentForm *form;
  guint n_changed;
  SubletPriceKind searched;
  SubletPolicy policy;
  guint n_choose_template;
} RentFormFixture;

#define RENT_FORM_ADD(path, function) \
  g_test_add ("/ui/rent/form/" path,  \
              RentFormFixture,        \
              NULL,                   \
              rent_form_set_up,       \
              function,               \
              rent_form_tear_down)

/* (transfer full) */
SubletOffer *rent_form_make_offer (double disk_space_gb, SubletPriceKind kind);
void rent_form_fill_kind (RentFormFixture *fixture, double disk_space_gb, SubletPriceKind kind);
/* On demand. */
void rent_form_fill (RentFormFixture *fixture, double disk_space_gb);
void rent_form_set_up (RentFormFixture *fixture, gconstpointer data);
void rent_form_tear_down (RentFormFixture *fixture, gconstpointer data);
GtkWidget *rent_form_find_field (RentFormFixture *fixture, const char *name);
const char *rent_form_get_image (RentFormFixture *fixture);
void rent_form_type_in (RentFormFixture *fixture, const char *name, const char *text);

G_END_DECLS
