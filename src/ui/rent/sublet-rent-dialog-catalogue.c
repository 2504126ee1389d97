/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

#include "core/rental/sublet-image-needs.h"
#include "ui/rent/sublet-template-picker.h"

#include <math.h>

/*
 * What the service has beside offers: templates, volumes of this machine, and the names of the
 * account's variables. Each is asked for when its part of the form is opened, not before: nothing
 * of it stands between the button and the request.
 */

static void
on_template_chosen (SubletRentDialog *self, SubletTemplate *item)
{
  const SubletTemplateData *data = sublet_template_get_data (item);
  g_autoptr (SubletLaunch) launch = NULL;

  if (self->asking || self->request == NULL)
    return;

  g_set_object (&self->template_, item);
  launch = sublet_launch_copy (sublet_rent_form_get_launch (self->form));
  sublet_launch_apply_template (launch, item);
  sublet_rent_form_set_launch (self->form, launch);
  sublet_rent_form_set_template_image (self->form, data->image);
  if (isfinite (data->recommended_disk_gb) && data->recommended_disk_gb > 0)
    sublet_rent_form_set_disk_gb (self->form, data->recommended_disk_gb);
  sublet_rent_form_focus_image (self->form);
}

static gboolean
has_template (GPtrArray *items, const char *hash)
{
  guint i;

  for (i = 0; i < items->len; i++)
    {
      const SubletTemplateData *data = sublet_template_get_data (g_ptr_array_index (items, i));

      if (g_str_equal (data->hash_id, hash))
        return TRUE;
    }

  return FALSE;
}

/* Gone is what a list had and has no longer, or what neither list has though it was chosen in one
 * of them. Of a template that came with somebody else's instance no list here says anything. */
static void
on_templates_listed (SubletRentDialog *self, GPtrArray *items, int scope)
{
  const guint bit = 1U << scope;
  const guint both = 1U << SUBLET_TEMPLATE_SCOPE_RECOMMENDED | 1U << SUBLET_TEMPLATE_SCOPE_OWN;
  SubletLaunch *launch = sublet_rent_form_get_launch (self->form);
  const char *hash = sublet_launch_get_template_hash (launch);
  gboolean of_picker = sublet_launch_get_template_name (launch) != NULL;

  if (self->asking || self->request == NULL || hash == NULL)
    return;

  if (g_strcmp0 (self->looked_for, hash) != 0)
    {
      g_free (self->looked_for);
      self->looked_for = g_strdup (hash);
      self->template_seen_in = 0;
      self->template_missing_from = 0;
    }

  if (has_template (items, hash))
    {
      self->template_seen_in |= bit;
      self->template_missing_from &= ~bit;
      sublet_rent_form_set_template_gone (self->form, FALSE);
      return;
    }

  self->template_missing_from |= bit;
  if ((self->template_seen_in & bit) != 0 || (of_picker && self->template_missing_from == both))
    sublet_rent_form_set_template_gone (self->form, TRUE);
}

/**
 * sublet_rent_dialog_tell_image_needs: (skip)
 * @self: a dialog with a preflight
 *
 * With a template the image is the template's, unless another one is typed; its name says the size,
 * and the template may say the CUDA version.
 */
void
sublet_rent_dialog_tell_image_needs (SubletRentDialog *self)
{
  SubletLaunch *launch = sublet_rent_form_get_launch (self->form);
  SubletImageNeeds needs = { .cuda = NAN, .size_gb = NAN };
  const SubletTemplateData *data;

  if (self->template_ != NULL && sublet_launch_get_image (launch) == NULL)
    {
      data = sublet_template_get_data (self->template_);
      if (g_strcmp0 (data->hash_id, sublet_launch_get_template_hash (launch)) == 0)
        {
          sublet_image_needs_find (data->image, &needs);
          if (isfinite (data->needed_cuda))
            needs.cuda = data->needed_cuda;
        }
    }

  sublet_preflight_set_image_needs (self->preflight, needs.cuda, needs.size_gb);
}

void
sublet_rent_dialog_on_choose_template (SubletRentDialog *self)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);
  SubletTemplatePicker *picker;

  if (self->client == NULL)
    return;

  picker = sublet_template_picker_new (GTK_WINDOW (self),
                                       self->client,
                                       account == NULL ? 0 : sublet_account_get_data (account)->id);
  g_signal_connect_object (picker,
                           "chosen",
                           G_CALLBACK (on_template_chosen),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (picker,
                           "listed",
                           G_CALLBACK (on_templates_listed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (picker));
}

static void
on_secrets_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = sublet_client_list_secrets_finish (SUBLET_CLIENT (source), result, &error);

  if (self->engine == NULL)
    return;
  /* They are there whether this list can be read or not. */
  if (names == NULL)
    g_info ("The account's variables are not known: %s", error->message);
  else
    sublet_rent_form_set_account_secrets (self->form, (const char *const *) names);
}

void
sublet_rent_dialog_on_launch_opened (SubletRentDialog *self)
{
  if (self->client == NULL || self->asked_secrets)
    return;

  self->asked_secrets = TRUE;
  sublet_client_list_secrets_async (self->client, NULL, on_secrets_listed, g_object_ref (self));
}

/* ---- volumes ---- */

static void
show_volumes (SubletRentDialog *self)
{
  gint64 machine_id = sublet_offer_get_row (self->offer)->machine_id;
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (SubletVolumeChoice));
  guint i;

  for (i = 0; i < self->volumes->len; i++)
    {
      const SubletVolumeData *data = sublet_volume_get_data (g_ptr_array_index (self->volumes, i));
      const SubletVolumeChoice choice = {
        .kind = data->offer ? SUBLET_LAUNCH_VOLUME_NEW : SUBLET_LAUNCH_VOLUME_EXISTING,
        .id = data->id,
        .name = data->label,
        .size_gb = data->size_gb,
        .storage_nusd_per_gb_month = data->nusd_per_gb_month,
      };

      if (data->machine_id == machine_id && machine_id > 0)
        g_array_append_val (choices, choice);
    }
  sublet_rent_form_set_volumes (self->form,
                                (const SubletVolumeChoice *) choices->data,
                                choices->len);
}

static void
on_volumes_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_client_list_catalogue_finish (SUBLET_CLIENT (source), result, &error);
  guint i;

  if (self->engine == NULL || self->request == NULL || self->asking)
    return;
  if (listing == NULL)
    {
      g_info ("Volumes are not known: %s", error->message);
      return;
    }

  for (i = 0; i < listing->items->len; i++)
    g_ptr_array_add (self->volumes, g_object_ref (g_ptr_array_index (listing->items, i)));
  show_volumes (self);
}

void
sublet_rent_dialog_on_access_opened (SubletRentDialog *self)
{
  gint64 machine_id = sublet_offer_get_row (self->offer)->machine_id;

  if (self->client == NULL || machine_id <= 0 || self->volumes_machine_id == machine_id)
    return;

  self->volumes_machine_id = machine_id;
  g_ptr_array_set_size (self->volumes, 0);
  sublet_client_list_volumes_async (self->client, NULL, on_volumes_listed, g_object_ref (self));
  sublet_client_search_volumes_async (self->client,
                                      machine_id,
                                      NULL,
                                      on_volumes_listed,
                                      g_object_ref (self));
}

/**
 * sublet_rent_dialog_set_client:
 * @self: a dialog
 * @client: (nullable): what asks for templates, volumes and names of variables; %NULL: none of them
 *   is offered
 */
void
sublet_rent_dialog_set_client (SubletRentDialog *self, SubletClient *client)
{
  g_return_if_fail (SUBLET_IS_RENT_DIALOG (self));

  g_set_object (&self->client, client);
  if (client != NULL)
    sublet_rent_form_offer_templates (self->form);
}
