/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-several-question.h"

#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-several-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* As many names are seen at once, the others behind a fold. */
#define N_SEEN 5
#define MOST_HEIGHT 260

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRunKind kind;
  GPtrArray *ours;      /* (owned) (element-type SubletRental) */
  GPtrArray *elsewhere; /* (owned) (element-type SubletRental) */
  GPtrArray *left;      /* (owned) (element-type SubletRental): the order cannot be given to them */
  GPtrArray *checks;    /* (owned) (element-type GtkCheckButton): of elsewhere, in their order */
  GtkLabel *figures;    /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->engine);
  g_ptr_array_unref (asking->ours);
  g_ptr_array_unref (asking->elsewhere);
  g_ptr_array_unref (asking->left);
  g_ptr_array_unref (asking->checks);
  g_clear_object (&asking->figures);
  g_free (asking);
}

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
sort_out (Asking *asking, GPtrArray *rentals)
{
  guint i;

  for (i = 0; i < rentals->len; i++)
    {
      SubletRental *rental = g_ptr_array_index (rentals, i);
      GPtrArray *list = asking->elsewhere;

      if (!sublet_order_run_can (asking->engine, asking->kind, rental))
        list = asking->left;
      else if (sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_OURS)
        list = asking->ours;
      g_ptr_array_add (list, g_object_ref (rental));
    }
}

/* (transfer full): ours, and what was ticked. */
static GPtrArray *
list_meant (Asking *asking)
{
  GPtrArray *meant = make_list ();
  guint i;

  for (i = 0; i < asking->ours->len; i++)
    g_ptr_array_add (meant, g_object_ref (g_ptr_array_index (asking->ours, i)));
  for (i = 0; i < asking->checks->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (asking->checks, i)))
        g_ptr_array_add (meant, g_object_ref (g_ptr_array_index (asking->elsewhere, i)));
    }

  return meant;
}

/* Heading, figures and button speak of those that are meant now. */
static void
update (Asking *asking)
{
  g_autoptr (GPtrArray) meant = list_meant (asking);
  g_autofree char *heading = sublet_several_text_dup_heading (asking->kind, meant->len);
  g_autofree char *answer = sublet_several_text_dup_answer (asking->kind, meant->len);
  g_autofree char *figures =
    sublet_several_text_dup_figures (asking->kind,
                                     meant,
                                     sublet_rental_engine_get_clock (asking->engine));
  GtkWidget *part = GTK_WIDGET (asking->figures);

  gtk_label_set_label (asking->figures, figures);
  sublet_ui_confirm_set_heading (part, heading);
  sublet_ui_confirm_rename (part, "order", answer);
  sublet_ui_confirm_set_enabled (part, "order", meant->len > 0);
}

/* ---- what it shows ---- */

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);

  return label;
}

static void
add_part (GString *line, const char *part)
{
  if (part == NULL)
    return;

  if (line->len > 0)
    /* TRANSLATORS: between the names of a list */
    g_string_append (line, _ (", "));
  g_string_append (line, part);
}

/* (nullable): "41 GB used" */
static char *
dup_used (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  double used_gb = instance == NULL ? (double) NAN
                                    : sublet_instance_get_data (instance)->disk_used_gb;
  g_autofree char *size = NULL;

  if (!isfinite (used_gb))
    return NULL;

  size = sublet_format_number (used_gb, 0);
  /* TRANSLATORS: what is on a disk, as in "41 GB used"; a no-break space */
  return g_strdup_printf (_ ("%s\u00a0GB used"), size);
}

/* "ada-1, RTX 4090 · Finland, $0.325/h"; of what is destroyed ", 41 GB used, $1.44 so far" too. */
static char *
dup_line (Asking *asking, SubletRental *rental)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *gpu = sublet_rental_text_dup_gpu (rental);
  g_autofree char *rate = sublet_rental_text_dup_rate (rental);
  g_autofree char *used = dup_used (rental);
  g_autofree char *cost =
    sublet_rental_text_dup_cost (rental, sublet_rental_engine_get_clock (asking->engine));

  add_part (line, name);
  add_part (line, gpu);
  add_part (line, rate);
  if (asking->kind == SUBLET_RUN_DESTROY)
    {
      add_part (line, used);
      add_part (line, cost);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
append_names (GtkWidget *box, Asking *asking, guint from, guint to)
{
  guint i;

  for (i = from; i < to; i++)
    {
      g_autofree char *line = dup_line (asking, g_ptr_array_index (asking->ours, i));

      gtk_box_append (GTK_BOX (box), make_label (line));
    }
}

static void
append_ours (GtkWidget *box, Asking *asking)
{
  GPtrArray *ours = asking->ours;
  guint n_seen = ours->len <= N_SEEN + 1 ? ours->len : N_SEEN;
  g_autofree char *more = NULL;
  GtkWidget *rest;
  GtkWidget *expander;

  append_names (box, asking, 0, n_seen);
  if (n_seen == ours->len)
    return;

  rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  append_names (rest, asking, n_seen, ours->len);
  /* TRANSLATORS: after the names of a list; never of one alone */
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", ours->len - n_seen),
                          ours->len - n_seen);
  expander = gtk_expander_new (more);
  gtk_expander_set_child (GTK_EXPANDER (expander), rest);
  gtk_box_append (GTK_BOX (box), expander);
}

/* Its words wrap, as a check button's own do not. */
static GtkWidget *
make_check (const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = make_label (text);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);

  return check;
}

static void
append_elsewhere (GtkWidget *box, Asking *asking)
{
  guint i;

  if (asking->elsewhere->len == 0)
    return;

  gtk_box_append (GTK_BOX (box),
                  make_label (_ ("Not started by Sublet. Tick those that are meant too:")));
  for (i = 0; i < asking->elsewhere->len; i++)
    {
      g_autofree char *line = dup_line (asking, g_ptr_array_index (asking->elsewhere, i));
      GtkWidget *check = make_check (line);

      g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), asking);
      g_ptr_array_add (asking->checks, g_object_ref_sink (check));
      gtk_box_append (GTK_BOX (box), check);
    }
}

static void
append_left (GtkWidget *box, Asking *asking)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;
  GtkWidget *label;
  guint i;

  for (i = 0; i < asking->left->len; i++)
    {
      g_autofree char *name = sublet_rental_text_dup_name (g_ptr_array_index (asking->left, i));

      add_part (names, name);
    }
  if (asking->left->len == 0)
    return;

  /* TRANSLATORS: %s are names of instances that an order cannot be given to */
  text = g_strdup_printf (_ ("Left as they are: %s."), names->str);
  label = make_label (text);
  gtk_widget_add_css_class (label, "subdued");
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_extra (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  asking->figures = g_object_ref_sink (GTK_LABEL (make_label (NULL)));
  gtk_widget_add_css_class (GTK_WIDGET (asking->figures), "numeric");
  gtk_widget_add_css_class (names, "numeric");
  append_ours (names, asking);
  append_elsewhere (names, asking);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), names);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (asking->figures));
  gtk_box_append (GTK_BOX (box), scrolled);
  append_left (box, asking);

  return box;
}

/* ---- asking ---- */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);
  g_autoptr (GPtrArray) meant = NULL;
  guint i;

  /* The ticks are read once: the buttons go with the question. */
  meant = list_meant (asking);
  for (i = 0; i < asking->checks->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (asking->checks, i), update, asking);
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_str_equal (answer, "order") || meant->len == 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted after all");
  else
    g_task_return_pointer (task,
                           sublet_order_run_new (asking->engine, asking->kind, meant),
                           g_object_unref);
}

/**
 * sublet_several_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what will give the orders
 * @kind: stop or destroy
 * @rentals: (element-type SubletRental): those that are chosen
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
sublet_several_ask_async (GtkWidget *parent,
                          SubletRentalEngine *engine,
                          SubletRunKind kind,
                          GPtrArray *rentals,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);
  g_autofree char *heading = NULL;
  g_autofree char *label = NULL;
  SubletAnswer answers[2];
  SubletQuestion question = { 0 };

  g_task_set_source_tag (task, sublet_several_ask_async);
  /* An answer that was given counts, even if the page behind it is gone since. */
  g_task_set_check_cancellable (task, FALSE);
  asking->engine = g_object_ref (engine);
  asking->kind = kind;
  asking->ours = make_list ();
  asking->elsewhere = make_list ();
  asking->left = make_list ();
  asking->checks = make_list ();
  sort_out (asking, rentals);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);

  heading = sublet_several_text_dup_heading (kind, asking->ours->len);
  label = sublet_several_text_dup_answer (kind, asking->ours->len);
  answers[0] = (SubletAnswer){ "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN };
  answers[1] = (SubletAnswer){
    "order",
    label,
    kind == SUBLET_RUN_DESTROY ? SUBLET_ANSWER_DESTRUCTIVE : SUBLET_ANSWER_PLAIN,
  };
  question.heading = heading;
  question.extra = make_extra (asking);
  question.answers = answers;
  question.n_answers = G_N_ELEMENTS (answers);
  question.default_answer = "cancel";
  question.close_answer = "cancel";
  sublet_ui_confirm_async (parent, &question, cancellable, on_answered, task);
  update (asking);
}

/**
 * sublet_several_ask_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when it was not wanted
 *
 * Returns: (transfer full) (nullable): what is to begin now
 */
SubletOrderRun *
sublet_several_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
