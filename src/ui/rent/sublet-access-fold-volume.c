/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-access-fold-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

static void
clear_choice (SubletVolumeChoice *choice)
{
  g_free ((char *) choice->name);
}

void
sublet_access_fold_init_volumes (SubletAccessFold *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (SubletVolumeChoice));
  g_array_set_clear_func (self->choices, (GDestroyNotify) clear_choice);
}

/* ---- what is chosen ---- */

/* NULL: none is wanted. */
static const SubletVolumeChoice *
get_choice (SubletAccessFold *self)
{
  guint selected = gtk_drop_down_get_selected (self->volume_choice);

  return selected > 0 && selected <= self->choices->len
           ? &g_array_index (self->choices, SubletVolumeChoice, selected - 1)
           : NULL;
}

static double
read_size (SubletAccessFold *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->size_spin));
  char *end = NULL;
  double size = g_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;

  return end == text || *end != '\0' ? NAN : size;
}

void
sublet_access_fold_show_volume (SubletAccessFold *self)
{
  const SubletVolumeChoice *choice = get_choice (self);
  gint64 rate_nusd = sublet_access_fold_get_volume_rate_nusd (self);
  g_autofree char *rate = NULL;
  g_autofree char *hint = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->size_row),
                          choice != NULL && choice->kind == SUBLET_LAUNCH_VOLUME_NEW);
  gtk_widget_set_visible (GTK_WIDGET (self->path_row), choice != NULL);
  if (rate_nusd > 0 && rate_nusd != SUBLET_MONEY_UNKNOWN)
    {
      rate = sublet_format_rate_per_day (rate_nusd);
      /* TRANSLATORS: %s is a rate, as in "$0.28 a day" */
      hint = g_strdup_printf (_ ("%s until you delete it."), rate);
    }
  sublet_field_row_set_hint (self->size_row, hint);
}

/* ---- what there is ---- */

static char *
dup_choice_word (const SubletVolumeChoice *choice)
{
  g_autofree char *size = NULL;

  if (choice->kind == SUBLET_LAUNCH_VOLUME_NEW)
    /* TRANSLATORS: in a list of volumes: one that is made for this rental */
    return g_strdup (_ ("New Volume"));

  size = sublet_format_number (choice->size_gb, 0);
  if (choice->name == NULL || *choice->name == '\0')
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, choice->id);

      /* TRANSLATORS: a volume: its number, and how many gigabytes it has */
      return g_strdup_printf (_ ("Volume %1$s · %2$s GB"), number, size);
    }
  /* TRANSLATORS: a volume: its name, and how many gigabytes it has */
  return g_strdup_printf (_ ("%1$s · %2$s GB"), choice->name, size);
}

/**
 * sublet_access_fold_set_volumes:
 * @self: a fold
 * @machine_id: the machine that is rented; 0: not known
 * @choices: (nullable) (array length=n_choices): its volumes, and what it offers for a new one
 * @n_choices: how many
 *
 * Without any, the row says so and offers none.
 */
void
sublet_access_fold_set_volumes (SubletAccessFold *self,
                                gint64 machine_id,
                                const SubletVolumeChoice *choices,
                                guint n_choices)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint i;

  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));

  self->filling = TRUE;
  self->machine_id = machine_id;
  g_array_set_size (self->choices, 0);
  /* TRANSLATORS: no volume */
  gtk_string_list_append (words, _ ("None"));
  for (i = 0; i < n_choices; i++)
    {
      SubletVolumeChoice choice = choices[i];
      g_autofree char *word = dup_choice_word (&choice);

      choice.name = g_strdup (choice.name);
      g_array_append_val (self->choices, choice);
      gtk_string_list_append (words, word);
    }
  gtk_drop_down_set_model (self->volume_choice, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->volume_choice, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->volume_choice), n_choices > 0);
  sublet_field_row_set_hint (self->volume_row,
                             n_choices > 0
                             ? _ ("A disk of this machine that outlives the instance.")
                             : _ ("This machine offers none."));
  self->filling = FALSE;
  sublet_access_fold_show_volume (self);
}

/* ---- a launch's ---- */

/* A volume is on one machine: a recipe's may not be on this one. */
void
sublet_access_fold_fill_volume (SubletAccessFold *self, const SubletLaunchVolume *volume)
{
  guint i;

  self->volume_gone = FALSE;
  gtk_drop_down_set_selected (self->volume_choice, 0);
  if (volume == NULL || volume->kind == SUBLET_LAUNCH_VOLUME_NONE)
    return;

  for (i = 0; i < self->choices->len; i++)
    {
      const SubletVolumeChoice *choice = &g_array_index (self->choices, SubletVolumeChoice, i);

      if (choice->kind == volume->kind &&
          (choice->id == volume->id || choice->kind == SUBLET_LAUNCH_VOLUME_NEW))
        break;
    }
  self->volume_gone = i == self->choices->len;
  if (!self->volume_gone)
    gtk_drop_down_set_selected (self->volume_choice, i + 1);
  gtk_editable_set_text (GTK_EDITABLE (self->path_entry),
                         volume->mount_path == NULL ? "" : volume->mount_path);
  if (volume->kind == SUBLET_LAUNCH_VOLUME_NEW)
    gtk_spin_button_set_value (self->size_spin, volume->size_gb);
}

void
sublet_access_fold_write_volume (SubletAccessFold *self, SubletLaunch *launch)
{
  const SubletVolumeChoice *choice = get_choice (self);
  SubletLaunchVolume volume = { .kind = SUBLET_LAUNCH_VOLUME_NONE };

  if (choice != NULL)
    {
      volume.kind = choice->kind;
      volume.id = choice->id;
      volume.size_gb = choice->kind == SUBLET_LAUNCH_VOLUME_NEW ? read_size (self) : 0;
      volume.mount_path = (char *) gtk_editable_get_text (GTK_EDITABLE (self->path_entry));
      volume.machine_id = self->machine_id;
      if (choice->kind == SUBLET_LAUNCH_VOLUME_NEW &&
          choice->storage_nusd_per_gb_month != SUBLET_MONEY_UNKNOWN)
        volume.nusd_per_gb_month = choice->storage_nusd_per_gb_month;
    }
  sublet_launch_set_volume (launch, &volume);
}

char *
sublet_access_fold_dup_size_problem (SubletAccessFold *self)
{
  const SubletVolumeChoice *choice = get_choice (self);
  double size_gb = read_size (self);
  g_autofree char *most = NULL;

  if (choice == NULL || choice->kind != SUBLET_LAUNCH_VOLUME_NEW)
    return NULL;
  if (isfinite (size_gb) && size_gb >= 1 && !(size_gb > choice->size_gb))
    return NULL;

  most = sublet_format_number (floor (choice->size_gb), 0);
  /* TRANSLATORS: %s is a number of gigabytes */
  return g_strdup_printf (_ ("A new volume must be 1 to %s GB on this machine."), most);
}

/**
 * sublet_access_fold_get_volume_rate_nusd:
 * @self: a fold
 *
 * Returns: what a new volume costs, per hour; 0 when none is chosen; SUBLET_MONEY_UNKNOWN when its
 *   price or its size is not known
 */
gint64
sublet_access_fold_get_volume_rate_nusd (SubletAccessFold *self)
{
  const SubletVolumeChoice *choice;
  double size_gb;

  g_return_val_if_fail (SUBLET_IS_ACCESS_FOLD (self), 0);

  choice = get_choice (self);
  if (choice == NULL || choice->kind != SUBLET_LAUNCH_VOLUME_NEW)
    return 0;

  /* Charged as a disk is. */
  size_gb = read_size (self);
  if (!isfinite (size_gb) || size_gb < 0)
    return SUBLET_MONEY_UNKNOWN;

  return sublet_money_disk_rate_nusd (choice->storage_nusd_per_gb_month, size_gb);
}
