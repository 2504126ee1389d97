/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What newer platforms do differently. Only the files of this folder may use what the floor
 * deprecates later or lacks.
 */

/* ---- questions ---- */

typedef enum
{
  SUBLET_ANSWER_PLAIN,
  SUBLET_ANSWER_SUGGESTED,
  SUBLET_ANSWER_DESTRUCTIVE,
} SubletAnswerLook;

typedef struct
{
  const char *id;    /* what the question answers with, as in "stop" */
  const char *label; /* translated, verb and name: "Destroy ada-1" */
  SubletAnswerLook look;
} SubletAnswer;

typedef struct
{
  const char *heading;         /* translated, the question */
  const char *body;            /* translated, the figures; (nullable) */
  GtkWidget *extra;            /* (nullable) (transfer floating): a check button or the like */
  const SubletAnswer *answers; /* in their order on screen */
  gsize n_answers;
  const char *default_answer; /* id; (nullable) */
  const char *close_answer;   /* id of what Escape means */
} SubletQuestion;

void sublet_ui_confirm_async (GtkWidget *parent,
                              const SubletQuestion *question,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *sublet_ui_confirm_finish (GAsyncResult *result, GError **error);
/* Of the question that a widget stands in, while it is asked: whether an answer can be given. */
void sublet_ui_confirm_set_enabled (GtkWidget *widget, const char *answer, gboolean enabled);
/* What is asked then: what is ticked or typed in it names itself. */
void sublet_ui_confirm_set_heading (GtkWidget *widget, const char *heading);
/* What it says then: an answer whose amount is typed names it. */
void sublet_ui_confirm_rename (GtkWidget *widget, const char *answer, const char *label);

/* ---- files ---- */

void sublet_ui_choose_file_async (GtkWidget *parent,
                                  const char *title,
                                  GtkFileChooserAction action,
                                  const char *suggested_name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *sublet_ui_choose_file_finish (GAsyncResult *result, GError **error);
/* One or several, to open: files, or folders with SELECT_FOLDER. */
void sublet_ui_choose_files_async (GtkWidget *parent,
                                   const char *title,
                                   GtkFileChooserAction action,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) (element-type GFile) */
GListModel *sublet_ui_choose_files_finish (GAsyncResult *result, GError **error);

/* ---- fonts ---- */

void sublet_ui_choose_font_async (GtkWidget *parent,
                                  const char *title,
                                  const char *font,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *sublet_ui_choose_font_finish (GAsyncResult *result, GError **error);

/* ---- preferences ---- */

GType sublet_ui_get_preferences_type (void);
void sublet_ui_add_preferences_page (GtkWindow *window, GtkWidget *page);
void sublet_ui_show_preferences_page (GtkWindow *window, const char *name);

/* ---- others ---- */

void sublet_ui_present_about (GtkWindow *parent, const char *troubleshooting);
void sublet_ui_announce (GtkWidget *widget, const char *sentence);
void sublet_ui_get_color (GtkWidget *widget, GdkRGBA *color);
void sublet_ui_decorate_column_header (GtkColumnViewColumn *column,
                                       float xalign,
                                       const char *tooltip);
void sublet_ui_set_column_header_class (GtkColumnViewColumn *column,
                                        const char *css_class,
                                        gboolean set);
gboolean sublet_ui_forward_key (GtkEventControllerKey *controller, GtkWidget *widget);

gboolean sublet_ui_toplevel_is_hidden (GdkToplevel *toplevel);

G_END_DECLS
