/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-strip.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-keyring-text.h"
#include "ui/common/sublet-money-text.h"
#include "ui/common/sublet-tight-text.h"

#include <glib/gi18n.h>

#define DEFAULT_LOW_CREDIT_HOURS 3

struct _SubletStrip
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine; /* (owned) */
  SubletProfile *profile;     /* (owned) */
  SubletKeyStore *key_store;  /* (owned) (nullable) */

  /* state */
  SubletSession *session; /* (owned) (nullable) */
  SubletStripKind kind;
  SubletRental *rental; /* (owned) (nullable): what it is about */
  int low_credit_hours;

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SubletStrip, sublet_strip, GTK_TYPE_WIDGET)

G_DEFINE_ENUM_TYPE (SubletStripKind,
                    sublet_strip_kind,
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_STILL_LISTED, "still-listed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_LOW_CREDIT, "low-credit"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_READ_ONLY, "read-only"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_SESSION_KEY, "session-key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_DEMO, "demo"))

typedef enum
{
  PROP_ENGINE = 1,
  PROP_PROFILE,
  PROP_KEY_STORE,
  PROP_LOW_CREDIT_HOURS,
  PROP_KIND,
} SubletStripProperty;

static GParamSpec *properties[PROP_KIND + 1];

/* How a kind looks; what it says is made when it is shown. */
typedef struct
{
  const char *icon_name;
  const char *icon_class;   /* (nullable) */
  const char *strip_class;  /* (nullable) */
  const char *button_label; /* (nullable) */
} Look;

static const Look looks[] = {
  [SUBLET_STRIP_KIND_NONE] = { "dialog-information-symbolic", NULL, NULL, NULL },
  [SUBLET_STRIP_KIND_STILL_LISTED] = {
    "sublet-state-still-listed-symbolic",
    "state-error",
    "error",
    N_ ("Show") },
    [SUBLET_STRIP_KIND_UNCLEAR] = {
      "sublet-state-unclear-symbolic",
      "state-warning",
      "warning",
      N_ ("Show") },
      [SUBLET_STRIP_KIND_LOW_CREDIT] = {
        "dialog-warning-symbolic",
        "state-warning",
        "warning",
        N_ ("Add Credit") },
        [SUBLET_STRIP_KIND_KEY] = {
          "changes-prevent-symbolic",
          "state-warning",
          "warning",
          N_ ("Replace the Key…") },
          [SUBLET_STRIP_KIND_UNKNOWN] = {
            "dialog-warning-symbolic",
            "state-warning",
            "warning",
            N_ ("Try Again") },
            [SUBLET_STRIP_KIND_READ_ONLY] = { "changes-prevent-symbolic", NULL, NULL, NULL },
            [SUBLET_STRIP_KIND_SESSION_KEY] = {
              "dialog-information-symbolic",
              NULL,
              NULL,
              N_ ("Try Again") },
              [SUBLET_STRIP_KIND_DEMO] = { "dialog-information-symbolic",
                                           NULL,
                                           NULL,
                                           N_ ("Use My Key") },
              };

/* (transfer full) (nullable): the first rental in a state. */
static SubletRental *
find_rental (SubletStrip *self, SubletRentalState state)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_state (rental) == state)
        return g_steal_pointer (&rental);
    }

  return NULL;
}

static char *
dup_unknown (const GError *error, const SubletMoneyFacts *facts)
{
  g_autofree char *time = sublet_format_time (facts->known_local_us, facts->now_local_us);

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT))
    return g_strdup_printf (
      /* TRANSLATORS: %s is a time, as in "14:02" */
      _ ("No answer from Vast since %s. You see what was known then; your instances keep running "
         "and billing."),
         time);

  /* TRANSLATORS: %1$s is a sentence that says why, %2$s a time, as in "14:02" */
  return g_strdup_printf (_ ("%1$s You see what was known at %2$s."),
                             sublet_error_text_get_sentence (error),
                             time);
}

/* NULL while a key is in use, or while that is not known. */
static char *
dup_no_key (SubletStrip *self)
{
  if (self->session == NULL)
    return NULL;

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_REJECTED:
      return sublet_error_text_dup_both (sublet_session_get_error (self->session));
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      return g_strdup (_ ("Sublet has no key, so it cannot see or end what is rented here."));
    case SUBLET_SESSION_STATE_STARTING:
    case SUBLET_SESSION_STATE_SIGNED_IN:
    default:
      return NULL;
    }
}

static char *
dup_read_only (SubletStrip *self)
{
  int pid = sublet_profile_get_holder_pid (self->profile);

  if (sublet_profile_get_locked (self->profile))
    return g_strdup (_ ("This data is from a newer Sublet. Renting is off."));
  if (pid <= 0)
    return g_strdup (_ ("Another Sublet has this profile. This window only shows."));

  /* TRANSLATORS: %d is a process number */
  return g_strdup_printf (_ ("Another Sublet, process %d, has this profile. This window only "
                             "shows."),
                             pid);
}

/* The first that holds, with its sentence and what it is about. */
static SubletStripKind
choose (SubletStrip *self, char **sentence, SubletRental **rental)
{
  const GError *error = sublet_rental_engine_get_error (self->engine);
  SubletMoneyFacts facts;

  sublet_money_facts_read (&facts, self->engine, self->low_credit_hours);

  if ((*rental = find_rental (self, SUBLET_RENTAL_STATE_STILL_LISTED)) != NULL)
    {
      /* TRANSLATORS: %s is an instance's label */
      *sentence = g_strdup_printf (_ ("%s is still listed and billing. Sublet tries again."),
                                      sublet_rental_get_label (*rental) != NULL
                                        ? sublet_rental_get_label (*rental)
                                        : _ ("An instance"));
      return SUBLET_STRIP_KIND_STILL_LISTED;
    }
  if ((*rental = find_rental (self, SUBLET_RENTAL_STATE_UNCLEAR)) != NULL)
    {
      *sentence = g_strdup (_ ("Vast's answer got lost. Sublet is looking for the instance and "
                               "will not rent a second one."));
      return SUBLET_STRIP_KIND_UNCLEAR;
    }
  if ((*sentence = dup_no_key (self)) != NULL)
    return SUBLET_STRIP_KIND_KEY;
  if (facts.low && facts.knowledge == SUBLET_KNOWLEDGE_KNOWN)
    {
      *sentence = sublet_money_facts_dup_low (&facts);
      return SUBLET_STRIP_KIND_LOW_CREDIT;
    }
  /* Without an error Vast is just being asked. */
  if (facts.knowledge == SUBLET_KNOWLEDGE_UNKNOWN && error != NULL)
    {
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
        {
          *sentence = sublet_error_text_dup_both (error);
          return SUBLET_STRIP_KIND_KEY;
        }
      *sentence = dup_unknown (error, &facts);
      return SUBLET_STRIP_KIND_UNKNOWN;
    }
  if (sublet_rental_engine_get_read_only (self->engine))
    {
      *sentence = dup_read_only (self);
      return SUBLET_STRIP_KIND_READ_ONLY;
    }
  if (sublet_profile_get_demo (self->profile))
    {
      *sentence = g_strdup (_ ("Demo market: nothing here costs money."));
      return SUBLET_STRIP_KIND_DEMO;
    }
  if (self->key_store != NULL &&
      sublet_key_store_get_keeping (self->key_store) == SUBLET_KEY_KEEPING_SESSION)
    {
      *sentence =
        g_strdup (sublet_keyring_text_get_kept (SUBLET_KEY_KEEPING_SESSION,
                                                sublet_key_store_get_storing (self->key_store),
                                                sublet_key_store_get_error (self->key_store)));
      return SUBLET_STRIP_KIND_SESSION_KEY;
    }

  *sentence = NULL;
  return SUBLET_STRIP_KIND_NONE;
}

static void
replace_class (GtkWidget *widget, const char *old_class, const char *new_class)
{
  if (g_strcmp0 (old_class, new_class) == 0)
    return;
  if (old_class != NULL)
    gtk_widget_remove_css_class (widget, old_class);
  if (new_class != NULL)
    gtk_widget_add_css_class (widget, new_class);
}

static void
update (SubletStrip *self)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *sentence = NULL;
  SubletStripKind kind;
  const Look *old_look = &looks[self->kind];
  const Look *look;
  bool has_button;

  kind = choose (self, &sentence, &rental);
  look = &looks[kind];
  g_set_object (&self->rental, rental);

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), kind != SUBLET_STRIP_KIND_NONE);
  /* What goes keeps its look while it slides away. */
  if (kind != SUBLET_STRIP_KIND_NONE)
    {
      has_button = look->button_label != NULL &&
                   (kind != SUBLET_STRIP_KIND_SESSION_KEY ||
                    sublet_key_store_get_error (self->key_store) != NULL);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon_name);
      gtk_label_set_label (GTK_LABEL (self->label), sentence);
      gtk_widget_set_visible (self->button, has_button);
      if (look->button_label != NULL)
        gtk_button_set_label (GTK_BUTTON (self->button), _ (look->button_label));
    }
  replace_class (self->icon, old_look->icon_class, look->icon_class);
  replace_class (self->box, old_look->strip_class, look->strip_class);

  if (self->kind != kind)
    {
      self->kind = kind;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    }
}

static void
on_clicked (SubletStrip *self)
{
  if (self->kind == SUBLET_STRIP_KIND_UNKNOWN)
    sublet_rental_engine_refresh (self->engine);
  g_signal_emit_by_name (self, "activated", self->kind);
}

static void
on_rentals_changed (GListModel *rentals,
                    guint position,
                    guint removed,
                    guint added,
                    SubletStrip *self)
{
  guint i;

  for (i = position; i < position + added; i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      g_signal_connect_object (rental,
                               "notify::state",
                               G_CALLBACK (update),
                               self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
sublet_strip_constructed (GObject *object)
{
  SubletStrip *self = SUBLET_STRIP (object);
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);

  G_OBJECT_CLASS (sublet_strip_parent_class)->constructed (object);

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (self->key_store != NULL)
    g_signal_connect_object (self->key_store,
                             "notify",
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (rentals, "items-changed", G_CALLBACK (on_rentals_changed), self, 0);
  on_rentals_changed (rentals, 0, 0, g_list_model_get_n_items (rentals), self);
}

static void
sublet_strip_dispose (GObject *object)
{
  SubletStrip *self = SUBLET_STRIP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_STRIP);
  g_clear_object (&self->rental);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);
  g_clear_object (&self->profile);
  g_clear_object (&self->key_store);

  G_OBJECT_CLASS (sublet_strip_parent_class)->dispose (object);
}

static void
sublet_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletStrip *self = SUBLET_STRIP (object);

  switch ((SubletStripProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_KEY_STORE:
      g_value_set_object (value, self->key_store);
      break;
    case PROP_LOW_CREDIT_HOURS:
      g_value_set_int (value, self->low_credit_hours);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_strip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletStrip *self = SUBLET_STRIP (object);

  switch ((SubletStripProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_KEY_STORE:
      self->key_store = g_value_dup_object (value);
      break;
    case PROP_LOW_CREDIT_HOURS:
      sublet_strip_set_low_credit_hours (self, g_value_get_int (value));
      break;
    case PROP_KIND:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, construct);
  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, SUBLET_TYPE_PROFILE, construct);
  properties[PROP_KEY_STORE] =
    g_param_spec_object ("key-store", NULL, NULL, SUBLET_TYPE_KEY_STORE, construct);
  properties[PROP_LOW_CREDIT_HOURS] =
    g_param_spec_int ("low-credit-hours",
                      NULL,
                      NULL,
                      0,
                      G_MAXINT,
                      DEFAULT_LOW_CREDIT_HOURS,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] = g_param_spec_enum ("kind",
                                             NULL,
                                             NULL,
                                             SUBLET_TYPE_STRIP_KIND,
                                             SUBLET_STRIP_KIND_NONE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_strip_class_init (SubletStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_strip_constructed;
  object_class->dispose = sublet_strip_dispose;
  object_class->get_property = sublet_strip_get_property;
  object_class->set_property = sublet_strip_set_property;

  install_properties (object_class);
  g_signal_new ("activated",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_STRIP_KIND);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, box);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, label);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
sublet_strip_init (SubletStrip *self)
{
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->label));
}

/**
 * sublet_strip_new:
 * @engine: what knows the rentals
 * @profile: whose data it is
 * @key_store: (nullable): where the key is kept
 *
 * Returns: (transfer floating): a strip
 */
GtkWidget *
sublet_strip_new (SubletRentalEngine *engine, SubletProfile *profile, SubletKeyStore *key_store)
{
  return g_object_new (SUBLET_TYPE_STRIP,
                       "engine",
                       engine,
                       "profile",
                       profile,
                       "key-store",
                       key_store,
                       NULL);
}

/**
 * sublet_strip_get_kind:
 * @self: a strip
 *
 * Returns: what it is about
 */
SubletStripKind
sublet_strip_get_kind (SubletStrip *self)
{
  g_return_val_if_fail (SUBLET_IS_STRIP (self), SUBLET_STRIP_KIND_NONE);

  return self->kind;
}

/**
 * sublet_strip_get_rental:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the rental it is about
 */
SubletRental *
sublet_strip_get_rental (SubletStrip *self)
{
  g_return_val_if_fail (SUBLET_IS_STRIP (self), NULL);

  return self->rental;
}

/**
 * sublet_strip_set_session:
 * @self: a strip
 * @session: (nullable): which key is in use; once
 */
void
sublet_strip_set_session (SubletStrip *self, SubletSession *session)
{
  g_return_if_fail (SUBLET_IS_STRIP (self));
  g_return_if_fail (self->session == NULL);

  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * sublet_strip_set_low_credit_hours:
 * @self: a strip
 * @low_credit_hours: when the credit lasts less than this it is low; 0: never
 */
void
sublet_strip_set_low_credit_hours (SubletStrip *self, int low_credit_hours)
{
  g_return_if_fail (SUBLET_IS_STRIP (self));

  if (self->low_credit_hours == low_credit_hours)
    return;

  self->low_credit_hours = low_credit_hours;
  if (self->engine != NULL)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_CREDIT_HOURS]);
}
