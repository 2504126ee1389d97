/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rent-form-fixture.h"

#include "ui/sublet-ui-test.h"

static void
on_changed (RentFormFixture *fixture)
{
  fixture->n_changed++;
}

static void
on_search_kind (RentFormFixture *fixture, SubletPriceKind kind)
{
  fixture->searched = kind;
}

static void
on_policy_chosen (RentFormFixture *fixture, SubletPolicy policy)
{
  fixture->policy = policy;
}

static void
on_choose_template (RentFormFixture *fixture)
{
  fixture->n_choose_template++;
}

SubletOffer *
rent_form_make_offer (double disk_space_gb, SubletPriceKind kind)
{
  SubletOffer *offer;
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  row.id = 31900417;
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.num_gpus = 1;
  row.reliability = 0.9957;
  g_strlcpy (row.country, "FI", sizeof row.country);
  row.dph_base_nusd = 310000000;
  row.dph_total_nusd = 310000000;
  row.discounted_dph_nusd = 238700000;
  row.storage_nusd_per_gb_month = 170000000;
  row.min_bid_nusd = 280400000;
  row.disk_space_gb = disk_space_gb;
  row.direct_port_count = 1;
  row.machine_id = 20417;
  offer = sublet_offer_new (&row, kind, 0);
  sublet_offer_row_clear (&row);

  return offer;
}

void
rent_form_fill_kind (RentFormFixture *fixture, double disk_space_gb, SubletPriceKind kind)
{
  g_autoptr (SubletOffer) offer = rent_form_make_offer (disk_space_gb, kind);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletJob job;

  sublet_job_init (&job);
  job.kind = kind;
  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_rent_form_fill (fixture->form, offer, &job, 5, launch, "ada-4");
}

void
rent_form_fill (RentFormFixture *fixture, double disk_space_gb)
{
  rent_form_fill_kind (fixture, disk_space_gb, SUBLET_PRICE_KIND_ON_DEMAND);
}

void
rent_form_set_up (RentFormFixture *fixture, gconstpointer data)
{
  fixture->form = g_object_new (SUBLET_TYPE_RENT_FORM, NULL);
  rent_form_fill (fixture, 812.4);
  fixture->window = sublet_ui_test_present (GTK_WIDGET (fixture->form), 600, 600);
  g_signal_connect_swapped (fixture->form, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->form, "search-kind", G_CALLBACK (on_search_kind), fixture);
  g_signal_connect_swapped (fixture->form, "policy-chosen", G_CALLBACK (on_policy_chosen), fixture);
  g_signal_connect_swapped (fixture->form,
                            "choose-template",
                            G_CALLBACK (on_choose_template),
                            fixture);
}

void
rent_form_tear_down (RentFormFixture *fixture, gconstpointer data)
{
  gpointer form = fixture->form;

  g_object_add_weak_pointer (G_OBJECT (form), &form);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&form);
}

GtkWidget *
rent_form_find_field (RentFormFixture *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->window, name);
}

const char *
rent_form_get_image (RentFormFixture *fixture)
{
  return sublet_launch_get_image (sublet_rent_form_get_launch (fixture->form));
}

void
rent_form_type_in (RentFormFixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (rent_form_find_field (fixture, name)), text);
}
