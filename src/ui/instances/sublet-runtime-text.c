/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-text-private.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define NO_BREAK_SPACE "\u00a0"

static const SubletRuntimeLook looks[] = {
  [SUBLET_RUNTIME_SIGN_FINE] = {
    "object-select-symbolic",
    "state-success",
    N_ ("Fine") },
    [SUBLET_RUNTIME_SIGN_ABSENT] = {
      "list-remove-symbolic",
      NULL,
      N_ ("Optional") },
      [SUBLET_RUNTIME_SIGN_GAP] = { "dialog-warning-symbolic", "state-warning", N_ ("Gap") },
                                    [SUBLET_RUNTIME_SIGN_UNFIT] = { "window-close-symbolic",
                                                                    "state-error",
                                                                    N_ ("Not fit") },
                                    };

/* The first is the one that is named; the worse one is the one that is told. */
static const SubletRuntimeTopic topics[SUBLET_RUNTIME_N_LINES][2] = {
  [SUBLET_RUNTIME_LINE_GPU] = { SUBLET_RUNTIME_TOPIC_GPUS, SUBLET_RUNTIME_TOPIC_MEMORY },
  [SUBLET_RUNTIME_LINE_DRIVER] = { SUBLET_RUNTIME_TOPIC_DRIVER, SUBLET_RUNTIME_TOPIC_CUDA },
  [SUBLET_RUNTIME_LINE_TOOLKIT] = { SUBLET_RUNTIME_TOPIC_TOOLKIT, SUBLET_RUNTIME_TOPIC_TOOLKIT },
  [SUBLET_RUNTIME_LINE_PYTHON] = { SUBLET_RUNTIME_TOPIC_PYTHON, SUBLET_RUNTIME_TOPIC_PYTHON },
  [SUBLET_RUNTIME_LINE_TORCH] = { SUBLET_RUNTIME_TOPIC_TORCH, SUBLET_RUNTIME_TOPIC_TORCH },
  [SUBLET_RUNTIME_LINE_FLASH_ATTN] = { SUBLET_RUNTIME_TOPIC_FLASH_ATTN,
                                       SUBLET_RUNTIME_TOPIC_FLASH_ATTN },
  [SUBLET_RUNTIME_LINE_XFORMERS] = { SUBLET_RUNTIME_TOPIC_XFORMERS, SUBLET_RUNTIME_TOPIC_XFORMERS },
  [SUBLET_RUNTIME_LINE_BITSANDBYTES] = { SUBLET_RUNTIME_TOPIC_BITSANDBYTES,
                                         SUBLET_RUNTIME_TOPIC_BITSANDBYTES },
  [SUBLET_RUNTIME_LINE_TRITON] = { SUBLET_RUNTIME_TOPIC_TRITON, SUBLET_RUNTIME_TOPIC_TRITON },
  [SUBLET_RUNTIME_LINE_DISK] = { SUBLET_RUNTIME_TOPIC_DISK, SUBLET_RUNTIME_TOPIC_SPACE },
  [SUBLET_RUNTIME_LINE_NETWORK] = { SUBLET_RUNTIME_TOPIC_NETWORK, SUBLET_RUNTIME_TOPIC_NETWORK },
};

static const SubletRuntimeItem *
get (const SubletRuntimeReport *report, SubletRuntimeTopic topic)
{
  return sublet_runtime_report_get_item (report, topic);
}

/* What stands in one of the person's lines. */
static const SubletRuntimeFound *
get_package (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  return sublet_runtime_report_get_package (report, (guint) line - SUBLET_RUNTIME_N_LINES);
}

static const SubletRuntimeItem *
get_first (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  return line < SUBLET_RUNTIME_N_LINES ? get (report, topics[line][0])
                                       : &get_package (report, line)->item;
}

static const SubletRuntimeItem *
get_worse (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const SubletRuntimeItem *first = get_first (report, line);
  const SubletRuntimeItem *second = line < SUBLET_RUNTIME_N_LINES ? get (report, topics[line][1])
                                                                  : first;

  return second->verdict > first->verdict ? second : first;
}

/* "570" of "570.86.15"; "2.6" of "2.6.0+cu126" */
static char *
dup_short (const char *version, guint n_parts)
{
  gsize length = 0;

  if (version == NULL)
    return NULL;
  while (version[length] != '\0' && version[length] != '+' &&
         (version[length] != '.' || --n_parts > 0))
    length++;

  return g_strndup (version, length);
}

/* Without the maker, as the market names it. */
static char *
dup_gpu (const SubletRuntimeReport *report)
{
  const char *value = get (report, SUBLET_RUNTIME_TOPIC_GPUS)->value;
  GString *name;

  if (value == NULL)
    return NULL;
  name = g_string_new (value);
  g_string_replace (name, "NVIDIA ", "", 0);
  g_string_replace (name, "GeForce ", "", 0);
  g_string_replace (name, " × ", NO_BREAK_SPACE "×" NO_BREAK_SPACE, 0);

  return g_string_free (name, FALSE);
}

/* "24 GB"; NULL when it is not known */
static char *
dup_memory (const SubletRuntimeReport *report)
{
  const char *value = get (report, SUBLET_RUNTIME_TOPIC_MEMORY)->value;
  double mib = value == NULL ? 0 : g_ascii_strtod (value, NULL);
  g_autofree char *gb = NULL;

  if (!(mib > 0))
    return NULL;
  gb = sublet_format_ram_gb (mib);

  /* TRANSLATORS: memory of a GPU, as in "24 GB"; the blank is a no-break space */
  return g_strdup_printf (_ ("%s\u00a0GB"), gb);
}

/* What a GPU is called here, with its memory where that is known. */
static char *
dup_gpu_and_memory (const SubletRuntimeReport *report)
{
  g_autofree char *gpu = dup_gpu (report);
  g_autofree char *memory = dup_memory (report);

  if (gpu == NULL || memory == NULL)
    return g_steal_pointer (&gpu);

  /* TRANSLATORS: a GPU and its memory, as in "RTX 4090, 24 GB" */
  return g_strdup_printf (_ ("%1$s, %2$s"), gpu, memory);
}

static char *
dup_gpu_line (const SubletRuntimeReport *report)
{
  g_autofree char *gpu = dup_gpu_and_memory (report);

  if (gpu == NULL)
    return g_strdup (_ ("The GPUs could not be read"));

  switch (get_worse (report, SUBLET_RUNTIME_LINE_GPU)->finding)
    {
    case SUBLET_RUNTIME_FINDING_FINE:
      /* TRANSLATORS: %s is a GPU, as in "RTX 4090, 24 GB" */
      return g_strdup_printf (_ ("%s, as rented"), gpu);
    case SUBLET_RUNTIME_FINDING_FEWER:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("Fewer GPUs than were rented: %s"), gpu);
    case SUBLET_RUNTIME_FINDING_OTHER:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("Another GPU than was rented: %s"), gpu);
    case SUBLET_RUNTIME_FINDING_LESS:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("Less memory than was rented: %s"), gpu);
    case SUBLET_RUNTIME_FINDING_BROKEN:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("Something is wrong with a GPU: %s"), gpu);
    case SUBLET_RUNTIME_FINDING_MISSING:
    case SUBLET_RUNTIME_FINDING_UNREADABLE:
    case SUBLET_RUNTIME_FINDING_NO_CUDA:
    case SUBLET_RUNTIME_FINDING_TOO_OLD:
    case SUBLET_RUNTIME_FINDING_VERSION:
    case SUBLET_RUNTIME_FINDING_SKIPPED:
    default:
      /* TRANSLATORS: as above */
      return g_strdup_printf (_ ("%s, could not be compared"), gpu);
    }
}

static char *
dup_driver_line (const SubletRuntimeReport *report)
{
  const SubletRuntimeItem *driver = get (report, SUBLET_RUNTIME_TOPIC_DRIVER);
  const SubletRuntimeItem *cuda = get (report, SUBLET_RUNTIME_TOPIC_CUDA);
  g_autofree char *version = dup_short (driver->value, 1);

  if (driver->finding == SUBLET_RUNTIME_FINDING_MISSING)
    return g_strdup (_ ("There is no NVIDIA driver"));
  if (driver->finding == SUBLET_RUNTIME_FINDING_BROKEN)
    return g_strdup (_ ("The NVIDIA driver fails"));
  if (version == NULL)
    return g_strdup (_ ("The NVIDIA driver could not be read"));
  if (cuda->value == NULL)
    /* TRANSLATORS: %s is the version of a GPU's driver, as in "570" */
    return g_strdup_printf (_ ("Driver %s, CUDA version not known"), version);

  if (cuda->finding == SUBLET_RUNTIME_FINDING_TOO_OLD)
    /* TRANSLATORS: versions of a GPU's driver, of its CUDA, and of the CUDA that programs need */
    return g_strdup_printf (_ ("Driver %1$s, CUDA %2$s, which is too old for CUDA %3$s"),
                               version,
                               cuda->value,
                               get (report, SUBLET_RUNTIME_TOPIC_TOOLKIT)->value);

  /* TRANSLATORS: versions of a GPU's driver and of its CUDA, as in "Driver 570, CUDA 12.8" */
  return g_strdup_printf (_ ("Driver %1$s, CUDA %2$s"), version, cuda->value);
}

static char *
dup_program_line (const SubletRuntimeReport *report, SubletRuntimeTopic topic)
{
  const char *name = sublet_runtime_text_get_name (topic);
  const SubletRuntimeItem *item = get (report, topic);
  /* What is below 1.0 says all in its third part. */
  g_autofree char *version =
    dup_short (item->value,
               topic == SUBLET_RUNTIME_TOPIC_PYTHON || topic == SUBLET_RUNTIME_TOPIC_TORCH ? 2 : 3);

  if (item->finding != SUBLET_RUNTIME_FINDING_FINE)
    return sublet_runtime_text_dup_problem (report, topic);
  if (topic == SUBLET_RUNTIME_TOPIC_TORCH)
    return version == NULL
      ? g_strdup (_ ("PyTorch multiplies on the GPU"))
      /* TRANSLATORS: %s is a version, as in "2.6"; it was tried with a small multiplication */
      : g_strdup_printf (_ ("PyTorch %s multiplies on the GPU"), version);
  if (version == NULL)
    return g_strdup (name);

  /* TRANSLATORS: a program and its version, as in "Python 3.11" */
  return g_strdup_printf (_ ("%1$s %2$s"), name, version);
}

/**
 * sublet_runtime_text_get_look:
 * @sign: a sign
 *
 * Returns: (transfer none): its shape and colour, and its word, still to be translated
 */
const SubletRuntimeLook *
sublet_runtime_text_get_look (SubletRuntimeSign sign)
{
  g_return_val_if_fail ((gsize) sign < G_N_ELEMENTS (looks), &looks[0]);

  return &looks[sign];
}

/**
 * sublet_runtime_text_get_verdict_sign:
 * @verdict: of the whole
 *
 * Returns: the headline's sign
 */
SubletRuntimeSign
sublet_runtime_text_get_verdict_sign (SubletRuntimeVerdict verdict)
{
  if (verdict == SUBLET_RUNTIME_VERDICT_FINE)
    return SUBLET_RUNTIME_SIGN_FINE;

  return verdict == SUBLET_RUNTIME_VERDICT_GAPS ? SUBLET_RUNTIME_SIGN_GAP
                                                : SUBLET_RUNTIME_SIGN_UNFIT;
}

/**
 * sublet_runtime_text_get_sign:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: the line's sign
 */
SubletRuntimeSign
sublet_runtime_text_get_sign (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const SubletRuntimeItem *item = get_worse (report, line);

  if (item->verdict == SUBLET_RUNTIME_VERDICT_FINE &&
      (item->finding == SUBLET_RUNTIME_FINDING_MISSING ||
       item->finding == SUBLET_RUNTIME_FINDING_SKIPPED))
    return SUBLET_RUNTIME_SIGN_ABSENT;

  return sublet_runtime_text_get_verdict_sign (item->verdict);
}

/**
 * sublet_runtime_text_dup_line:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: (transfer full): what is said
 */
char *
sublet_runtime_text_dup_line (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  if (line >= SUBLET_RUNTIME_N_LINES)
    return sublet_runtime_text_dup_package_line (get_package (report, line));
  if (line == SUBLET_RUNTIME_LINE_GPU)
    return dup_gpu_line (report);
  if (line == SUBLET_RUNTIME_LINE_DRIVER)
    return dup_driver_line (report);
  if (line == SUBLET_RUNTIME_LINE_TOOLKIT)
    return sublet_runtime_text_dup_toolkit_line (report);
  if (line == SUBLET_RUNTIME_LINE_DISK)
    return sublet_runtime_text_dup_disk_line (report);
  if (line == SUBLET_RUNTIME_LINE_NETWORK)
    return sublet_runtime_text_dup_network_line (report);

  return dup_program_line (report, topics[line][0]);
}

/**
 * sublet_runtime_text_dup_value:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: (transfer full) (nullable): the exact value, as the machine said it, and how long it
 *   took where that was measured
 */
char *
sublet_runtime_text_dup_value (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const SubletRuntimeItem *item = line == SUBLET_RUNTIME_LINE_GPU
                                    ? get (report, SUBLET_RUNTIME_TOPIC_MEMORY)
                                    : get_first (report, line);
  g_autofree char *seconds = NULL;

  if (item->value == NULL || item->duration_ms <= 0)
    return g_strdup (item->value);

  seconds = sublet_format_number ((double) item->duration_ms / 1000, 1);
  /* TRANSLATORS: a version and how many seconds a test took; a no-break space */
  return g_strdup_printf (_ ("%1$s · %2$s\u00a0s"), item->value, seconds);
}

/**
 * sublet_runtime_text_get_n_lines:
 * @report: what was found
 *
 * Returns: how many lines there are, with those of the person's packages
 */
guint
sublet_runtime_text_get_n_lines (const SubletRuntimeReport *report)
{
  return SUBLET_RUNTIME_N_LINES + sublet_runtime_report_get_n_packages (report);
}

/**
 * sublet_runtime_text_has_line:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: whether it was asked for, or there is a reason why not
 */
gboolean
sublet_runtime_text_has_line (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const SubletRuntimeItem *worse = get_worse (report, line);

  return worse->finding != SUBLET_RUNTIME_FINDING_SKIPPED || worse->detail != NULL;
}

/**
 * sublet_runtime_text_get_stage:
 * @progress: of checks that run
 * @line: what it is about
 *
 * Returns: how far they are with it
 */
SubletRuntimeStage
sublet_runtime_text_get_stage (const SubletRuntimeProgress *progress, SubletRuntimeLine line)
{
  SubletRuntimeStage first;
  SubletRuntimeStage second;

  if (line >= SUBLET_RUNTIME_N_LINES)
    return sublet_runtime_progress_get_package (progress, (guint) line - SUBLET_RUNTIME_N_LINES);

  first = sublet_runtime_progress_get_topic (progress, topics[line][0]);
  second = sublet_runtime_progress_get_topic (progress, topics[line][1]);

  return first == second ? first : SUBLET_RUNTIME_STAGE_RUNNING;
}

/**
 * sublet_runtime_text_dup_subject:
 * @report: what was found until now
 * @line: one of which nothing is known yet
 *
 * Returns: (transfer full): what it is about
 */
char *
sublet_runtime_text_dup_subject (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  if (line >= SUBLET_RUNTIME_N_LINES)
    return g_strdup (get_package (report, line)->package->name);
  if (line == SUBLET_RUNTIME_LINE_GPU)
    return g_strdup (_ ("GPUs"));
  if (line == SUBLET_RUNTIME_LINE_DRIVER)
    return g_strdup (_ ("Driver and CUDA"));
  if (line == SUBLET_RUNTIME_LINE_TOOLKIT)
    return g_strdup (_ ("CUDA of programs"));
  if (line == SUBLET_RUNTIME_LINE_DISK)
    return g_strdup (_ ("Disk"));
  if (line == SUBLET_RUNTIME_LINE_NETWORK)
    return g_strdup (_ ("Network"));

  return g_strdup (sublet_runtime_text_get_name (topics[line][0]));
}

/**
 * sublet_runtime_text_get_detail:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: (transfer none) (nullable): the program's own words
 */
const char *
sublet_runtime_text_get_detail (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const SubletRuntimeItem *worse = get_worse (report, line);

  return worse->detail != NULL ? worse->detail : get_first (report, line)->detail;
}

/**
 * sublet_runtime_text_dup_sentence:
 * @report: what was found
 * @line: what it is about
 *
 * Returns: (transfer full): all of it, for those who listen
 */
char *
sublet_runtime_text_dup_sentence (const SubletRuntimeReport *report, SubletRuntimeLine line)
{
  const char *word = _ (looks[sublet_runtime_text_get_sign (report, line)].word);
  g_autofree char *text = sublet_runtime_text_dup_line (report, line);

  /* TRANSLATORS: read aloud: a verdict and what it is about, "Fine: RTX 4090, 24 GB, as rented" */
  return g_strdup_printf (_ ("%1$s: %2$s"), word, text);
}
