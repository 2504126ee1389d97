/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-template-picker.h"

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/rent/sublet-template-picker-private.h"

#include <glib/gi18n.h>
#include <math.h>

struct _SubletTemplatePicker
{
  AdwWindow parent_instance;

  /* construct-only */
  SubletClient *client; /* (owned) */
  gint64 account_id;

  /* state */
  GCancellable *asking; /* (owned) (nullable) */

  /* template children */
  GtkSearchEntry *search_entry;
  GtkToggleButton *recommended_button;
  GtkToggleButton *own_button;
  GtkStack *faces;
  GtkSpinner *spinner;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SubletTemplatePicker, sublet_template_picker, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LISTED,
  N_SIGNALS,
} SubletTemplatePickerSignal;

static guint signals[N_SIGNALS];

static void
show_face (SubletTemplatePicker *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->faces, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
}

/* Nobody is left without a way on. */
static const char *
get_way_on (SubletTemplatePicker *self, const char *words)
{
  if (*words != '\0')
    return _ ("Try another part of the name.");
  if (gtk_toggle_button_get_active (self->own_button))
    return _ ("Templates are made on Vast's website.");

  return _ ("Rent with an image of your own instead.");
}

static void
show_empty (SubletTemplatePicker *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *title = NULL;

  if (*words != '\0')
    /* TRANSLATORS: %s is what was searched for */
    title = g_strdup_printf (_ ("Nothing Matches “%s”"), words);
  else
    title = g_strdup (_ ("No Templates Here"));
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, get_way_on (self, words));
  show_face (self, "empty");
}

/* "pytorch/pytorch:latest · 32 GB disk · used 1,204 times". */
static char *
dup_facts (const SubletTemplateData *data)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *gb = NULL;
  g_autofree char *count = NULL;

  if (data->image != NULL)
    g_ptr_array_add (parts, g_strdup (data->image));
  if (isfinite (data->recommended_disk_gb) && data->recommended_disk_gb > 0)
    {
      gb = sublet_format_number (data->recommended_disk_gb, 0);
      /* TRANSLATORS: %s is a number of gigabytes */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s GB disk"), gb));
    }
  if (data->n_created > 0)
    {
      count = sublet_format_number ((double) data->n_created, 0);
      g_ptr_array_add (parts,
                       /* TRANSLATORS: %s is how often a template was used */
                       g_strdup_printf (ngettext ("used %s time",
                                                  "used %s times",
                                                  (gulong) data->n_created),
                                        count));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_row (SubletTemplatePicker *self, SubletTemplate *item)
{
  const SubletTemplateData *data = sublet_template_get_data (item);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *facts = dup_facts (data);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 data->name == NULL ? data->hash_id : data->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "template", g_object_ref (item), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static void
stop_asking (SubletTemplatePicker *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/**
 * sublet_template_picker_show:
 * @self: a picker
 * @items: (element-type SubletTemplate): what the service has
 */
void
sublet_template_picker_show (SubletTemplatePicker *self, GPtrArray *items)
{
  guint i;

  stop_asking (self);
  if (items->len == 0)
    {
      show_empty (self);
      return;
    }

  for (i = 0; i < items->len; i++)
    add_row (self, g_ptr_array_index (items, i));
  show_face (self, "list");
}

/**
 * sublet_template_picker_fail:
 * @self: a picker
 * @error: why the service has told nothing
 */
void
sublet_template_picker_fail (SubletTemplatePicker *self, const GError *error)
{
  g_autofree char *body = sublet_error_text_dup_both (error);

  stop_asking (self);
  adw_status_page_set_title (self->error_page, sublet_error_text_get_title (error));
  adw_status_page_set_description (self->error_page, body);
  show_face (self, "error");
}

static SubletTemplateScope
get_scope (SubletTemplatePicker *self)
{
  return gtk_toggle_button_get_active (self->own_button) ? SUBLET_TEMPLATE_SCOPE_OWN
                                                         : SUBLET_TEMPLATE_SCOPE_RECOMMENDED;
}

/* Of a list with a row that could not be read, or cut off, nobody can say what is not in it. */
static void
tell_listed (SubletTemplatePicker *self, SubletCatalogueListing *listing)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (*words == '\0' && listing->skipped_rows == 0 &&
      listing->n_found <= (gint64) listing->items->len)
    g_signal_emit (self, signals[SIGNAL_LISTED], 0, listing->items, get_scope (self));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTemplatePicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_client_list_catalogue_finish (SUBLET_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;

  g_clear_object (&self->asking);
  if (listing == NULL)
    {
      sublet_template_picker_fail (self, error);
      return;
    }
  tell_listed (self, listing);
  sublet_template_picker_show (self, listing->items);
}

static void
ask (SubletTemplatePicker *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  GtkWidget *row;

  stop_asking (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  show_face (self, "loading");
  self->asking = g_cancellable_new ();
  sublet_client_list_templates_async (self->client,
                                      get_scope (self),
                                      self->account_id,
                                      *words == '\0' ? NULL : words,
                                      self->asking,
                                      on_listed,
                                      g_object_ref (self));
}

/* One of a group goes off, another on: once is enough. */
static void
on_scope_toggled (SubletTemplatePicker *self, GParamSpec *pspec, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    ask (self);
}

static void
on_row_activated (SubletTemplatePicker *self, GtkListBoxRow *row)
{
  SubletTemplate *item = g_object_get_data (G_OBJECT (row), "template");

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, item);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask (SUBLET_TEMPLATE_PICKER (widget));
}

static void
sublet_template_picker_dispose (GObject *object)
{
  SubletTemplatePicker *self = SUBLET_TEMPLATE_PICKER (object);

  stop_asking (self);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TEMPLATE_PICKER);

  G_OBJECT_CLASS (sublet_template_picker_parent_class)->dispose (object);
}

static void
sublet_template_picker_class_init (SubletTemplatePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_template_picker_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         SUBLET_TYPE_TEMPLATE);
  signals[SIGNAL_LISTED] = g_signal_new ("listed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_PTR_ARRAY,
                                         G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-template-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, recommended_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, own_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, faces);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, error_page);
  gtk_widget_class_bind_template_child (widget_class, SubletTemplatePicker, list);

  /* A plain window has a role that assistive programs look through. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "picker.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sublet_template_picker_init (SubletTemplatePicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->recommended_button,
                            "notify::active",
                            G_CALLBACK (on_scope_toggled),
                            self);
  g_signal_connect_swapped (self->own_button,
                            "notify::active",
                            G_CALLBACK (on_scope_toggled),
                            self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
}

/**
 * sublet_template_picker_new:
 * @parent: (nullable): the window it stands before
 * @client: what asks the service
 * @account_id: whose own templates are listed; 0: not known, then they cannot be
 *
 * Returns: (transfer none): a window that GTK owns, for gtk_window_present()
 */
SubletTemplatePicker *
sublet_template_picker_new (GtkWindow *parent, SubletClient *client, gint64 account_id)
{
  SubletTemplatePicker *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);

  self = g_object_new (SUBLET_TYPE_TEMPLATE_PICKER, NULL);
  self->client = g_object_ref (client);
  self->account_id = account_id;
  gtk_widget_set_sensitive (GTK_WIDGET (self->own_button), account_id > 0);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  /* Not beyond its parent: on a small screen it is a page of its own. */
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (560, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 MIN (600, gtk_widget_get_height (GTK_WIDGET (parent))));
  ask (self);

  return self;
}
