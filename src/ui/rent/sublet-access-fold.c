/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-access-fold.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-launch-text.h"

#include <glib/gi18n.h>
#include <math.h>

struct _SubletAccessFold
{
  AdwExpanderRow parent_instance;

  /* state */
  GArray *choices;      /* (owned) (element-type SubletVolumeChoice): from the second entry on */
  gint64 machine_id;    /* whose volumes they are */
  gboolean asked;       /* the password was not kept, and nothing was typed since */
  gboolean volume_gone; /* what was filled in is on another machine */
  gboolean filling;
  char *problem;             /* (owned) (nullable) */
  SubletKeyField *key_field; /* (owned) */

  /* template children */
  SubletFieldRow *key_row;
  SubletFieldRow *key_file_row;
  SubletFieldRow *account_keys_row;
  SubletFieldRow *server_row;
  GtkEntry *server_entry;
  SubletFieldRow *user_row;
  GtkEntry *user_entry;
  SubletFieldRow *password_row;
  GtkPasswordEntry *password_entry;
  SubletFieldRow *volume_row;
  GtkDropDown *volume_choice;
  SubletFieldRow *size_row;
  GtkSpinButton *size_spin;
  GtkAdjustment *size_adjustment;
  SubletFieldRow *path_row;
  GtkEntry *path_entry;
};

G_DEFINE_FINAL_TYPE (SubletAccessFold, sublet_access_fold, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_SHOW_KEYS,
  N_SIGNALS,
} SubletAccessFoldSignal;

static guint signals[N_SIGNALS];

static void
clear_choice (SubletVolumeChoice *choice)
{
  g_free ((char *) choice->name);
}

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

static void
show_volume (SubletAccessFold *self)
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

static void
on_changed (SubletAccessFold *self)
{
  if (self->filling)
    return;

  show_volume (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_volume_changed (SubletAccessFold *self)
{
  if (!self->filling)
    self->volume_gone = FALSE;
  on_changed (self);
}

static void
on_password_changed (SubletAccessFold *self)
{
  if (!self->filling)
    self->asked = FALSE;
  on_changed (self);
}

static void
on_show_keys (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SHOW_KEYS], 0);
}

static void
on_choose_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_key_field_choose_file (SUBLET_ACCESS_FOLD (widget)->key_field);
}

static void
on_expanded (SubletAccessFold *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    sublet_key_field_look (self->key_field);
}

static void
sublet_access_fold_dispose (GObject *object)
{
  SubletAccessFold *self = SUBLET_ACCESS_FOLD (object);

  if (self->key_field != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->key_field, self);
      /* Somebody may still look for it. */
      g_object_run_dispose (G_OBJECT (self->key_field));
    }
  g_clear_object (&self->key_field);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_ACCESS_FOLD);

  G_OBJECT_CLASS (sublet_access_fold_parent_class)->dispose (object);
}

static void
sublet_access_fold_finalize (GObject *object)
{
  SubletAccessFold *self = SUBLET_ACCESS_FOLD (object);

  g_array_unref (self->choices);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_access_fold_parent_class)->finalize (object);
}

static void
sublet_access_fold_class_init (SubletAccessFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_access_fold_dispose;
  object_class->finalize = sublet_access_fold_finalize;

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);
  signals[SIGNAL_SHOW_KEYS] = sublet_signal_add (klass, "show-keys", G_TYPE_NONE);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-access-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, key_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, key_file_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, account_keys_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, server_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, server_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, user_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, user_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, password_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, password_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, volume_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, volume_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, path_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, path_entry);

  gtk_widget_class_install_action (widget_class, "access.show-keys", NULL, on_show_keys);
  gtk_widget_class_install_action (widget_class, "access.choose-key-file", NULL, on_choose_file);
}

static void
sublet_access_fold_init (SubletAccessFold *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (SubletVolumeChoice));
  g_array_set_clear_func (self->choices, (GDestroyNotify) clear_choice);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key_field = sublet_key_field_new (self->key_row, self->key_file_row);
  sublet_access_fold_set_volumes (self, 0, NULL, 0);

  g_signal_connect_swapped (self->key_field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  g_signal_connect_swapped (self->server_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->user_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->password_entry,
                            "notify::text",
                            G_CALLBACK (on_password_changed),
                            self);
  g_signal_connect_swapped (self->volume_choice,
                            "notify::selected",
                            G_CALLBACK (on_volume_changed),
                            self);
  g_signal_connect_swapped (self->size_spin, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->path_entry, "notify::text", G_CALLBACK (on_changed), self);
}

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
  show_volume (self);
}

static void
set_text (gpointer entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
}

/* A volume is on one machine: a recipe's may not be on this one. */
static void
fill_volume (SubletAccessFold *self, const SubletLaunchVolume *volume)
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
  set_text (self->path_entry, volume->mount_path);
  if (volume->kind == SUBLET_LAUNCH_VOLUME_NEW)
    gtk_spin_button_set_value (self->size_spin, volume->size_gb);
}

/**
 * sublet_access_fold_fill:
 * @self: a fold
 * @launch: what to show
 */
void
sublet_access_fold_fill (SubletAccessFold *self, SubletLaunch *launch)
{
  const char *user;
  const char *password;

  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  user = sublet_launch_get_registry_user (launch);
  password = sublet_launch_get_registry_password (launch);
  self->filling = TRUE;
  sublet_key_field_fill (self->key_field, launch);
  set_text (self->server_entry, sublet_launch_get_registry_server (launch));
  set_text (self->user_entry, user);
  set_text (self->password_entry, password);
  fill_volume (self, sublet_launch_get_volume (launch));
  self->filling = FALSE;
  self->asked = user != NULL && password == NULL;
  show_volume (self);
}

static void
write_volume (SubletAccessFold *self, SubletLaunch *launch)
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

/**
 * sublet_access_fold_write:
 * @self: a fold
 * @launch: where to
 */
void
sublet_access_fold_write (SubletAccessFold *self, SubletLaunch *launch)
{
  const char *server;
  const char *user;
  const char *password;

  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  server = gtk_editable_get_text (GTK_EDITABLE (self->server_entry));
  user = gtk_editable_get_text (GTK_EDITABLE (self->user_entry));
  password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  /* A server or a password alone is a login half typed, and is told as such. */
  if (*user == '\0' && *server == '\0' && *password == '\0')
    sublet_launch_set_registry (launch, NULL, NULL, NULL);
  else
    sublet_launch_set_registry (launch, server, user, self->asked ? NULL : password);
  write_volume (self, launch);
  sublet_key_field_write (self->key_field, launch);
}

/* A login is three fields: the sentence stands where something is missing, else at the first. */
static void
show_login_problem (SubletAccessFold *self, const char *problem)
{
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user_entry));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  SubletFieldRow *rows[] = { self->server_row, self->user_row, self->password_row };
  SubletFieldRow *at = self->server_row;
  gsize i;

  if (*user == '\0')
    at = self->user_row;
  else if (*password == '\0')
    at = self->password_row;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    sublet_field_row_set_problem (rows[i], rows[i] == at ? problem : NULL);
}

static char *
dup_size_problem (SubletAccessFold *self)
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
 * sublet_access_fold_check:
 * @self: a fold
 * @launch: what was written here
 *
 * Marks what is wrong, and says in the subtitle what is set.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_access_fold_check (SubletAccessFold *self, SubletLaunch *launch)
{
  g_autofree char *login = NULL;
  g_autofree char *size = NULL;
  g_autofree char *volume = NULL;
  g_autofree char *subtitle = NULL;
  const char *gone = NULL;
  const char *key;

  g_return_val_if_fail (SUBLET_IS_ACCESS_FOLD (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  key = sublet_key_field_check (self->key_field, launch);
  login = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_REGISTRY, NULL);
  size = dup_size_problem (self);
  if (size == NULL)
    volume = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_VOLUME, NULL);
  subtitle = sublet_launch_text_access (launch);
  if (self->volume_gone)
    gone = _ ("That volume is not on this machine. Choose one, or none.");

  show_login_problem (self, login);
  sublet_field_row_set_problem (self->volume_row, gone);
  sublet_field_row_set_problem (self->size_row, size);
  sublet_field_row_set_problem (self->path_row, volume);

  g_free (self->problem);
  self->problem = g_strdup (key != NULL     ? key
                            : login != NULL ? login
                            : gone != NULL  ? gone
                            : size != NULL  ? size
                                            : volume);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 self->problem == NULL ? subtitle : self->problem);

  return self->problem;
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

/**
 * sublet_access_fold_get_key_field:
 * @self: a fold
 *
 * Returns: (transfer none): the row of the SSH key
 */
SubletKeyField *
sublet_access_fold_get_key_field (SubletAccessFold *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCESS_FOLD (self), NULL);

  return self->key_field;
}

/**
 * sublet_access_fold_set_narrow:
 * @self: a fold
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_access_fold_set_narrow (SubletAccessFold *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));

  sublet_field_row_set_stacked (self->key_row, narrow);
  sublet_field_row_set_stacked (self->server_row, narrow);
  sublet_field_row_set_stacked (self->user_row, narrow);
  sublet_field_row_set_stacked (self->password_row, narrow);
  sublet_field_row_set_stacked (self->volume_row, narrow);
  sublet_field_row_set_stacked (self->path_row, narrow);
  sublet_field_row_set_stacked (self->key_file_row, narrow);
  sublet_field_row_set_stacked (self->account_keys_row, tight);
  sublet_field_row_set_stacked (self->size_row, tight);
}
