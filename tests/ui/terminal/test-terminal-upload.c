/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tab-scene.h"

#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab-private.h"

/* The strip over a terminal that tells of files on their way: its words, its buttons, and how files
 * come to it. */

#define GB G_GUINT64_CONSTANT (1000000000)

/* ---- words ---- */

typedef struct
{
  SubletUploadFacts facts;
  const char *sentence;
} Sentence;

#define STOPPED(problem)                                                                           \
  {                                                                                                \
    SUBLET_UPLOAD_QUEUE_STOPPED, SUBLET_UPLOAD_PROBLEM_##problem, "model", "/root", 1, 1, 0, 0, 0, \
      0, -1                                                                                        \
  }

static const Sentence sentences[] = {
  { { SUBLET_UPLOAD_QUEUE_RUNNING, 0, "model", NULL, 1, 1, 0, 0, 0, 0, -1 }, "Uploading “model”" },
  { { SUBLET_UPLOAD_QUEUE_RUNNING, 0, "model", NULL, 2, 5, 1, 0, 0, 0, -1 },
    "Uploading “model” (2 of 5)" },
  { { SUBLET_UPLOAD_QUEUE_DONE, 0, "model", "/workspace", 1, 1, 1, 0, 0, 0, -1 },
    "“model” is in /workspace." },
  { { SUBLET_UPLOAD_QUEUE_DONE, 0, "model", "/root", 3, 3, 1, 0, 0, 0, -1 },
    "1 file is in /root." },
  { { SUBLET_UPLOAD_QUEUE_DONE, 0, "model", "/root", 3, 3, 3, 0, 0, 0, -1 },
    "3 files are in /root." },
  /* What is no name for a screen is not shown as it is. */
  { { SUBLET_UPLOAD_QUEUE_STOPPED, SUBLET_UPLOAD_PROBLEM_NAME, "a\nb", NULL, 1, 1, 0, 0, 0, 0, -1 },
    "“a�b” has characters in its name that a terminal would take for something else. Rename it "
    "first." },
  { { SUBLET_UPLOAD_QUEUE_STOPPED,
      SUBLET_UPLOAD_PROBLEM_NAME,
      "latin\xe9",
      NULL,
      1,
      1,
      0,
      0,
      0,
      0,
      -1 },
    "“latin\357\277\275” has characters in its name that a terminal would take for something else. "
    "Rename it first." },
  { STOPPED (NOT_A_FILE), "“model” is neither a file nor a folder." },
  { STOPPED (TOO_MANY), "“model” has more than a million files. Pack it into one file first." },
  { STOPPED (NO_TAR),
    "“model” was not uploaded: folders need the program tar, which the instance’s image does not "
    "have." },
  { STOPPED (UNREADABLE), "“model” cannot be read on this computer." },
  { STOPPED (CHANGED), "“model” changed while it was read. Nothing of it was kept." },
  { STOPPED (EXISTS), "In /root there is a “model” already." },
  { STOPPED (IS_FOLDER), "In /root there is a folder called “model”. It is left as it is." },
  { STOPPED (NO_ROOM), "The instance’s disk has no room for “model”. Nothing of it was kept." },
  { STOPPED (NOT_ALLOWED), "Nothing may be written to /root: “model” is not there." },
  { STOPPED (LINK), "“model” was not uploaded: there is no connection." },
  { STOPPED (OTHER), "The instance did not take “model”." },
  /* Of folders. */
  { { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
      .problem = SUBLET_UPLOAD_PROBLEM_EXISTS,
      .name = "data",
      .folder = "/root",
      .is_folder = true },
    "In /root there is a “data” already. It is left as it is; rename one of the two first." },
  { { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
      .problem = SUBLET_UPLOAD_PROBLEM_UNREADABLE,
      .name = "data",
      .place = "sub/latin\xe9",
      .is_folder = true },
    "In “data”, “sub/latin\357\277\275” cannot be read on this computer. Nothing of the folder was "
    "kept." },
  { { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
      .problem = SUBLET_UPLOAD_PROBLEM_CHANGED,
      .name = "data",
      .place = "log",
      .is_folder = true },
    "In “data”, “log” changed while it was read. Nothing of the folder was kept." },
  /* As long as it may be, and one more. */
  { { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
      .problem = SUBLET_UPLOAD_PROBLEM_CHANGED,
      .name = "data",
      .place = "größe/3456789012345678901234567890123456789012345678901234.7",
      .is_folder = true },
    "In “data”, “größe/3456789012345678901234567890123456789012345678901234.7” changed while it "
    "was "
    "read. Nothing of the folder was kept." },
  { { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
      .problem = SUBLET_UPLOAD_PROBLEM_UNREADABLE,
      .name = "data",
      .place = "größe/34567890123456789012345678901234567890123456789012345.8",
      .is_folder = true },
    "In “data”, “größe/34567890123456…9012345678901234567890123456789012345.8” cannot be read on "
    "this computer. Nothing of the folder was kept." },
  { { .state = SUBLET_UPLOAD_QUEUE_DONE,
      .name = "data",
      .folder = "/root",
      .n_files = 1,
      .n_arrived = 1,
      .n_folders = 1,
      .n_links = 2,
      .n_special = 1 },
    "“data” is in /root. 2 symbolic links were left out. 1 special file was left out." },
  { { .state = SUBLET_UPLOAD_QUEUE_DONE,
      .name = "data",
      .folder = "/root",
      .n_files = 3,
      .n_arrived = 3,
      .n_folders = 1 },
    "3 items are in /root." },
};

static void
test_sentences (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *sentence = sublet_terminal_upload_dup_sentence (&sentences[i].facts);

      g_assert_cmpstr (sentence, ==, sentences[i].sentence);
    }
}

static void
test_progress (void)
{
  SubletUploadFacts facts = { .state = SUBLET_UPLOAD_QUEUE_RUNNING,
                              .size = 5 * GB,
                              .sent = GB,
                              .left_us = -1 };
  g_autofree char *first = sublet_terminal_upload_dup_progress (&facts, 0);
  g_autofree char *later = NULL;
  g_autofree char *looking = NULL;
  g_autofree char *unknown = NULL;

  g_assert_cmpstr (first, ==, "1.0\302\240GB of 5.0\302\240GB");
  facts.looking = true;
  looking = sublet_terminal_upload_dup_progress (&facts, 0);
  g_assert_cmpstr (looking, ==, "Looking at what is in it…");
  /* A file, of which there is nothing to look at. */
  facts.looking = false;
  facts.size = facts.sent = 0;
  unknown = sublet_terminal_upload_dup_progress (&facts, 4 * G_GINT64_CONSTANT (1000000000));
  g_assert_cmpstr (unknown, ==, "");
  facts.size = 5 * GB;
  facts.sent = GB;
  facts.rate = 12000000;
  facts.left_us = 333 * G_TIME_SPAN_SECOND;
  /* $4 a TB. */
  later = sublet_terminal_upload_dup_progress (&facts, 4 * G_GINT64_CONSTANT (1000000000));
  g_assert_cmpstr (later,
                   ==,
                   "1.0\302\240GB of 5.0\302\240GB · 12.0\302\240MB/s · 5\302\240min left · costs "
                   "$0.02");
}

/* ---- the strip ---- */

static SubletTerminalUpload *
get_strip (TabScene *scene)
{
  return SUBLET_TERMINAL_TAB (scene->tab)->upload;
}

static SubletUploadQueueState
get_state (TabScene *scene)
{
  SubletUploadFacts facts;

  sublet_upload_queue_read (sublet_terminal_line_get_uploads (SUBLET_TERMINAL_LINE (scene->line)),
                            &facts);
  return facts.state;
}

static void
assert_buttons (TabScene *scene, const char *labels)
{
  const char *const all[] = { "Replace", "Try Again", "Skip", "Cancel", "Close" };
  g_autoptr (GString) found = g_string_new (NULL);
  gsize i;

  sublet_ui_test_settle (scene->tab);
  for (i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GtkWidget *button = sublet_ui_test_find_button (GTK_WIDGET (get_strip (scene)), all[i]);

      if (button != NULL && gtk_widget_get_visible (button))
        g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", all[i]);
    }
  g_assert_cmpstr (found->str, ==, labels);
}

static void
test_buttons (void)
{
  TabScene scene = { 0 };
  SubletUploadFacts facts = sentences[0].facts;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  /* What is not to be seen takes no width either. */
  assert_buttons (&scene, "");
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Cancel");
  facts.n_files = 2;
  facts.state = SUBLET_UPLOAD_QUEUE_STOPPED;
  facts.problem = SUBLET_UPLOAD_PROBLEM_EXISTS;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Replace, Skip");
  facts.is_folder = true;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Try Again, Skip");
  facts.is_folder = false;
  facts.problem = SUBLET_UPLOAD_PROBLEM_NO_ROOM;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Try Again, Skip");
  facts.position = 2;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Try Again, Close");
  facts.state = SUBLET_UPLOAD_QUEUE_DONE;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  assert_buttons (&scene, "Close");
  tab_scene_clear (&scene);
}

static void
test_bar (void)
{
  TabScene scene = { 0 };
  SubletUploadFacts facts = sentences[0].facts;
  GtkWidget *bar;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  facts.size = 5 * GB;
  facts.sent = GB;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  bar = sublet_ui_test_find_type (GTK_WIDGET (get_strip (&scene)), GTK_TYPE_PROGRESS_BAR);
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)),
                                  0.2,
                                  0.001);
  g_assert_true (gtk_widget_get_visible (bar));
  facts.state = SUBLET_UPLOAD_QUEUE_DONE;
  sublet_terminal_upload_show (get_strip (&scene), &facts);
  g_assert_false (gtk_widget_get_visible (bar));
  tab_scene_clear (&scene);
}

/* ---- how files come to it ---- */

static GtkEventController *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }

  return NULL;
}

static void
drop (TabScene *scene, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  g_signal_emit_by_name (find_target (scene->tab), "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
}

/* There is nowhere to go: it is said, and the person decides. */
static void
test_dropped (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  g_assert_cmpint (get_state (&scene), ==, SUBLET_UPLOAD_QUEUE_IDLE);
  /* What was said before has been heard. */
  sublet_manual_clock_advance (scene.fixture->clock, 3000);
  sublet_test_drain ();
  drop (&scene, "/tmp/model");
  g_assert_cmpint (get_state (&scene), ==, SUBLET_UPLOAD_QUEUE_STOPPED);
  assert_buttons (&scene, "Try Again, Close");
  g_assert_true (tab_scene_shows (&scene, "“model” was not uploaded: there is no connection."));
  g_assert_cmpstr (tab_scene_get_said (&scene),
                   ==,
                   "“model” was not uploaded: there is no connection.");

  tab_scene_click (&scene, "Try Again");
  g_assert_cmpint (get_state (&scene), ==, SUBLET_UPLOAD_QUEUE_STOPPED);
  drop (&scene, "/tmp/other");
  assert_buttons (&scene, "Try Again, Skip");
  tab_scene_click (&scene, "Skip");
  g_assert_true (tab_scene_shows (&scene, "“other” was not uploaded: there is no connection."));
  tab_scene_click (&scene, "Close");
  g_assert_cmpint (get_state (&scene), ==, SUBLET_UPLOAD_QUEUE_IDLE);
  tab_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/upload/sentences", test_sentences);
  g_test_add_func ("/ui/terminal/upload/progress", test_progress);
  g_test_add_func ("/ui/terminal/upload/buttons", test_buttons);
  g_test_add_func ("/ui/terminal/upload/bar", test_bar);
  g_test_add_func ("/ui/terminal/upload/dropped", test_dropped);

  return g_test_run ();
}
