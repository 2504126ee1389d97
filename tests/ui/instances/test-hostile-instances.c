/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"
#include "support/sublet-test.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/instance/sublet-instance-sections.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

#include <libsoup/soup.h>

/*
 * Rows that nobody should send, from a server's bytes to what a person reads, on cards, in the
 * table and on the page of each: each is shown for what it is, and nothing of it is markup, a
 * command or a figure gone mad.
 */

#define NULLS                                                                            \
  "\"machine_id\":null,\"host_id\":null,\"label\":null,\"actual_status\":null,"          \
  "\"intended_status\":null,\"cur_state\":null,\"next_state\":null,\"status_msg\":null," \
  "\"image_uuid\":null,\"image_runtype\":null,\"extra_env\":null,\"ssh_host\":null,"     \
  "\"ssh_port\":null,\"ssh_idx\":null,\"public_ipaddr\":null,\"ports\":null,"            \
  "\"num_gpus\":null,\"gpu_name\":null,\"gpu_ram\":null,\"gpu_util\":null,"              \
  "\"gpu_temp\":null,\"vmem_usage\":null,\"cpu_util\":null,\"mem_limit\":null,"          \
  "\"mem_usage\":null,\"disk_space\":null,\"disk_usage\":null,\"disk_util\":null,"       \
  "\"inet_up\":null,\"inet_down\":null,\"inet_up_cost\":null,\"dph_base\":null,"         \
  "\"dph_total\":null,\"storage_cost\":null,\"is_bid\":null,\"min_bid\":null,"           \
  "\"start_date\":null,\"end_date\":null,\"geolocation\":null,\"reliability2\":null,"    \
  "\"template_hash_id\":null,\"cuda_max_good\":null,\"duration\":null,\"verification\":null"

#define RUNNING                                                                       \
  "\"actual_status\":\"running\",\"intended_status\":\"running\",\"gpu_name\":\"RTX " \
  "4090\",\"num_gpus\":1"

#define BIDI     \
  "\xe2\x80\xae" \
  "gnp.ada"

static const char *const rows[] = {
  "{\"id\":1," NULLS "}",
  "{\"id\":2," RUNNING ",\"label\":\"<b>ada</b> & <span size='99999'>\","
  "\"status_msg\":\"<a href='x'>x</a>\",\"dph_total\":0.3,\"geolocation\":\"<i>, FI\","
  "\"image_uuid\":\"<b>x</b>\\n\\u001b[1m\\u202etalf\","
  "\"extra_env\":[[\"<i>A\\u001b[1m\\u202e\\nB\",\"v\"]],"
  "\"public_ipaddr\":\"<u>\\u202e\",\"ssh_host\":\"<s>\\u0007\",\"ssh_port\":22}",
  "{\"id\":3," RUNNING
  ",\"label\":\"a\\u001b[31m\\nb\\u0000c\\t\",\"gpu_name\":\"RTX\\n4090\\u0007\"}",
  "{\"id\":4," RUNNING ",\"label\":\"" BIDI "\",\"dph_total\":\"0.3\"}",
  "{\"id\":5," RUNNING
  ",\"label\":\"huge\",\"dph_total\":1e300,\"gpu_util\":1e300,\"gpu_temp\":-1e300,"
  "\"disk_space\":1e300,\"disk_usage\":1e300,\"start_date\":1e300,\"end_date\":-1e300,\"num_gpus\":"
  "2147483647,"
  "\"mem_limit\":1e300,\"mem_usage\":-5,\"cpu_util\":-1e9,\"storage_cost\":1e300}",
  "{\"id\":6," RUNNING ",\"label\":\"ports\",\"ports\":[22,\"22/tcp\",null,{}],\"ssh_port\":99999}",
  "{\"id\":7," RUNNING ",\"label\":\"ports\",\"ports\":{\"22/tcp\":[null,{\"HostPort\":\"x\"}]}}",
  "{\"id\":8," RUNNING ",\"label\":\"ports\",\"ports\":\"22/tcp\"}",
  "{\"id\":9,\"actual_status\":\"levitating\",\"intended_status\":{},\"label\":[\"x\"],\"extra_"
  "env\":\"x\"}",
};

#define N_ROWS (int) G_N_ELEMENTS (rows)

typedef struct
{
  SoupServer *server;
  SubletClient *client;
  SubletClock *clock;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  char *folder;
  GtkWidget *page;
  GtkWidget *window;
} Scene;

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  g_autoptr (GString) body = g_string_new (NULL);
  int i;

  if (g_str_has_prefix (path, "/api/v1/instances/"))
    {
      g_string_printf (body,
                       "{\"success\":true,\"total_instances\":%d,\"next_token\":null,\"instances\":"
                       "[",
                       N_ROWS);
      for (i = 0; i < N_ROWS; i++)
        g_string_append_printf (body, "%s%s", i > 0 ? "," : "", rows[i]);
      g_string_append (body, "]}");
    }
  else if (g_str_has_prefix (path, "/api/v0/users/current/"))
    g_string_append (body, "{\"id\":900,\"username\":\"ada\",\"credit\":31.27}");
  else
    g_string_append (body, "{\"success\":true}");

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_COPY,
                                    body->str,
                                    body->len);
}

static void
serve (Scene *scene)
{
  g_autoptr (GSList) uris = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  scene->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (scene->server, NULL, on_request, NULL, NULL);
  soup_server_listen_local (scene->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (scene->server);
  url = g_uri_to_string (uris->data);
  g_slist_foreach (uris, (GFunc) (void (*) (void)) g_uri_unref, NULL);
  scene->clock = sublet_clock_new ();
  scene->client = sublet_client_new (url, scene->clock, &error);
  g_assert_no_error (error);
}

static bool
is_known (gpointer user_data)
{
  return sublet_rental_engine_get_knowledge (user_data) == SUBLET_KNOWLEDGE_KNOWN;
}

static void
sign_in (Scene *scene)
{
  SecretValue *value = secret_value_new ("key-0123456789abcdef", -1, "text/plain");
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_set_key (scene->client, value);
  secret_value_unref (value);
  sublet_client_get_account_async (scene->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  account = sublet_client_get_account_finish (scene->client, result, &error);
  g_assert_no_error (error);
  sublet_rental_engine_set_account (scene->engine, account, TRUE);
  g_assert_true (sublet_test_wait_for (is_known, scene->engine, SUBLET_TEST_TIMEOUT_MS));
}

static void
scene_set_up (Scene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  serve (scene);
  scene->folder = sublet_test_make_folder ();
  scene->profile = sublet_profile_new_for_folder (scene->folder, &error);
  g_assert_no_error (error);
  scene->engine = sublet_rental_engine_new (scene->client, scene->profile);
  sublet_rental_engine_open_async (scene->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_open_finish (scene->engine, result, &error));
  scene->page = sublet_instances_page_new (scene->engine, NULL);
  scene->window = sublet_ui_test_present (scene->page, 1200, 4000);
  sign_in (scene);
  sublet_ui_test_settle (scene->window);
}

static bool
is_alone (gpointer user_data)
{
  return G_OBJECT (user_data)->ref_count == 1;
}

static void
scene_tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_rental_engine_set_account (scene->engine, NULL, FALSE);
  sublet_test_wait_for (is_alone, scene->engine, SUBLET_TEST_TIMEOUT_MS);
  g_assert_finalize_object (g_steal_pointer (&scene->engine));
  g_clear_object (&scene->client);
  sublet_test_wait_for (is_alone, scene->profile, SUBLET_TEST_TIMEOUT_MS);
  g_assert_finalize_object (g_steal_pointer (&scene->profile));
  g_clear_object (&scene->clock);
  soup_server_disconnect (scene->server);
  g_clear_object (&scene->server);
  sublet_test_remove_folder (scene->folder);
}

/* ---- what is read ---- */

static void
assert_decent (const char *text)
{
  const char *at;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 400);
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '\n' && g_unichar_iscntrl (c))
        g_error ("a control character (%x) in \"%s\"", (guint) c, text);
    }
  if (strstr (text, "nan") != NULL || strstr (text, "inf") != NULL ||
      strstr (text, "null") != NULL || strstr (text, "922337203685477") != NULL ||
      strstr (text, "e+") != NULL)
    g_error ("\"%s\"", text);
  /* What turns the text around it is isolated, or not there. */
  if (strstr (text, "\xe2\x80\xae") != NULL && strstr (text, "\xe2\x81\xa9") == NULL)
    g_error ("it turns around what follows: \"%s\"", text);
}

/* Every text that is seen below it; how many there are. */
static int
read_all (GtkWidget *widget, GString *all)
{
  GtkWidget *child;
  const char *text = NULL;
  int n = 0;

  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (text != NULL && gtk_widget_get_mapped (widget))
    {
      assert_decent (text);
      g_string_append_printf (all, "%s\n", text);
      n++;
    }
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    assert_decent (gtk_widget_get_tooltip_text (widget));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += read_all (child, all);

  return n;
}

static void
test_view (Scene *scene, gconstpointer data)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_object_set (scene->page, "view", data, NULL);
  sublet_ui_test_settle (scene->window);
  g_assert_cmpint (g_list_model_get_n_items (sublet_rental_engine_get_rentals (scene->engine)),
                   ==,
                   N_ROWS);
  g_assert_cmpint (read_all (scene->page, all), >, 5 * N_ROWS);
  /* Letter for letter. */
  g_assert_nonnull (strstr (all->str, "<b>ada</b> & <span size='99999'>"));
  g_assert_nonnull (strstr (all->str, "huge"));
}

/* All of its sections, one after the other. */
static void
read_page (Scene *scene, SubletRental *rental, GString *all)
{
  g_autoptr (SubletInstanceSubject)
    subject = sublet_instance_subject_new (scene->engine, NULL, NULL, rental, NULL);
  const SubletInstanceSectionMaker *section;
  GtkWidget *page = sublet_instance_page_new (subject);
  GtkWidget *window = sublet_ui_test_present (page, 1200, 2000);

  for (section = sublet_instance_sections_get (); section->name != NULL; section++)
    {
      sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (page), section->name);
      sublet_ui_test_settle (window);
      g_assert_cmpint (read_all (page, all), >, 5);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pages (Scene *scene, gconstpointer data)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (scene->engine);
  g_autoptr (GString) all = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      read_page (scene, rental, all);
    }
  /* Letter for letter; what would turn or break the line is replaced. */
  g_assert_nonnull (
    strstr (all->str, "Ports are reached while <b>ada</b> & <span size='99999'> runs."));
  g_assert_nonnull (strstr (all->str, "<b>x</b>\uFFFD\uFFFD[1m\uFFFDtalf"));
  g_assert_nonnull (strstr (all->str, "<i>A\uFFFD[1m\uFFFD\uFFFDB"));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/instances/hostile/cards",
              Scene,
              "cards",
              scene_set_up,
              test_view,
              scene_tear_down);
  g_test_add ("/ui/instances/hostile/table",
              Scene,
              "table",
              scene_set_up,
              test_view,
              scene_tear_down);

  g_test_add ("/ui/instances/hostile/pages",
              Scene,
              NULL,
              scene_set_up,
              test_pages,
              scene_tear_down);

  return g_test_run ();
}
