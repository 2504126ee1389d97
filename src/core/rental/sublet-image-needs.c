/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-image-needs.h"

#include <math.h>
#include <string.h>

/*
 * What common images need. A tag that names a CUDA version is believed whatever the repository;
 * the table is for those that do not, and for sizes. First match wins. What is not here is not
 * known, and the person is told so.
 */
typedef struct
{
  const char *repository; /* without registry, as people write it */
  const char *tag;        /* (nullable) pattern with * and ?; NULL: any */
  double cuda;
  bool cuda_least;
  double size_gb;
} Entry;

#define UNKNOWN NAN

static const Entry entries[] = {
  /* The service picks the tag that fits the host. Source: fact sheet 3.1, "resolved by the server";
   * built on nvidia/cuda's cudnn-devel (README of vast-ai/base-image), so at least as large. */
  { "vastai/base-image", "@vastai-automatic-tag", 0, false, 9.6 },
  /* Built on nvidia/cuda:*-cudnn-devel-ubuntu*, tags cuda-12.8.1-…: README of vast-ai/base-image.
   */
  { "vastai/base-image", "cuda-*", UNKNOWN, false, 9.6 },
  /* No CUDA libraries of their own: README of vast-ai/base-image, "Stock". */
  { "vastai/base-image", "stock-*", 0, false, UNKNOWN },

  /* `latest` followed 2.6.0-cuda12.4-cudnn9-runtime, and moves on. Size: screens.md 4.4; the same
   * makeup (CUDA runtime, torch, torchvision, torchaudio) measured 7.6 GB elsewhere (mveg.es,
   * "Optimizing PyTorch Docker images"). */
  { "pytorch/pytorch", "latest", 12.4, true, 7.9 },
  { "pytorch/pytorch", "*-runtime", UNKNOWN, false, 7.9 },

  /* 9,550 MB: rocker-org's report on rocker/cuda, which is nvidia/cuda:11.8.0-cudnn8-devel. */
  { "nvidia/cuda", "*-cudnn*-devel-*", UNKNOWN, false, 9.6 },

  /* Source: tensorflow.org, "Build from source", table of tested GPU builds. */
  { "tensorflow/tensorflow", "2.15.*gpu*", 12.2, false, UNKNOWN },
  { "tensorflow/tensorflow", "2.16.*gpu*", 12.3, false, UNKNOWN },
  { "tensorflow/tensorflow", "2.17.*gpu*", 12.3, false, UNKNOWN },
  { "tensorflow/tensorflow", "2.18.*gpu*", 12.5, false, UNKNOWN },
  { "tensorflow/tensorflow", "2.19.*gpu*", 12.5, false, UNKNOWN },

  /* Plain distributions bring no CUDA, and under 0.2 GB. Source: their pages on Docker Hub. */
  { "ubuntu", NULL, 0, false, 0.2 },
  { "debian", NULL, 0, false, 0.2 },
};

/* Registries that are another way to write the same repository. */
static const char *const hub_prefixes[] = { "docker.io/library/",
                                            "docker.io/",
                                            "index.docker.io/",
                                            "registry-1.docker.io/",
                                            "library/" };

static bool
read_number (const char *text, int *number, const char **end)
{
  char *after;
  gint64 value;

  if (!g_ascii_isdigit (*text))
    return false;
  value = g_ascii_strtoll (text, &after, 10);
  if (value > 999)
    return false;

  *number = (int) value;
  *end = after;
  return true;
}

static double
make_version (int major, int minor)
{
  return major + minor / 10.0;
}

/* "12.4" or "12.4.1" */
static double
read_version (const char *text)
{
  const char *end;
  int major;
  int minor;

  if (!read_number (text, &major, &end) || *end != '.' || !read_number (end + 1, &minor, &end) ||
      major < 7 || major > 99 || minor > 9)
    return NAN;

  return make_version (major, minor);
}

/* "128" as in cu128: the last digit is the minor version. */
static double
read_short (const char *text)
{
  const char *end;
  int number;

  if (!read_number (text, &number, &end) || end - text != 3 || number < 70)
    return NAN;

  return make_version (number / 10, number % 10);
}

/* "cuda12.4", "cuda-12.4.1", "cu128", at the start of a word. */
static double
find_named (const char *words)
{
  const char *at;

  for (at = strstr (words, "cu"); at != NULL; at = strstr (at + 1, "cu"))
    {
      const char *after = g_str_has_prefix (at, "cuda") ? at + strlen ("cuda") : at + strlen ("cu");
      double version;

      if (at > words && g_ascii_isalnum (at[-1]))
        continue;
      if (*after == '-' || *after == '_' || *after == ':' || *after == ' ')
        after++;
      version = read_version (after);
      if (!isfinite (version))
        version = read_short (after);
      if (isfinite (version))
        return version;
    }

  return NAN;
}

/**
 * sublet_image_needs_parse_cuda:
 * @words: a tag, or what a person typed
 *
 * Understands "cuda12.4", "cuda-12.4.1", "cu128" and a plain "12.4".
 *
 * Returns: the CUDA version it names, NAN when it names none
 */
double
sublet_image_needs_parse_cuda (const char *words)
{
  g_autofree char *lower = g_ascii_strdown (words, -1);
  double version = find_named (lower);

  return isfinite (version) ? version : read_version (lower);
}

/* "repository" and "tag" of a reference; "latest" when it names none. */
static void
split (const char *image, char **repository, char **tag)
{
  g_autofree char *name = g_strdup (image);
  char *digest;
  char *colon;
  const char *start = name;
  gsize i;

  /* A tag may begin with @ here, a digest is behind one and has a colon. */
  digest = strstr (name, "@sha256:");
  if (digest != NULL)
    *digest = '\0';
  colon = strrchr (name, ':');
  if (colon != NULL && strchr (colon, '/') == NULL)
    *colon++ = '\0';
  else
    colon = NULL;

  for (i = 0; i < G_N_ELEMENTS (hub_prefixes); i++)
    {
      if (g_str_has_prefix (start, hub_prefixes[i]))
        {
          start += strlen (hub_prefixes[i]);
          break;
        }
    }
  *tag = g_strdup (colon != NULL && *colon != '\0' ? colon : digest != NULL ? "" : "latest");
  *repository = g_strdup (start);
}

/**
 * sublet_image_needs_find:
 * @image: (nullable): an image's reference
 * @needs: (out caller-allocates): what it needs
 *
 * Returns: whether anything is known of it
 */
bool
sublet_image_needs_find (const char *image, SubletImageNeeds *needs)
{
  g_autofree char *repository = NULL;
  g_autofree char *tag = NULL;
  double named;
  gsize i;

  *needs = (SubletImageNeeds){ .cuda = NAN, .size_gb = NAN };
  if (image == NULL || *image == '\0')
    return false;

  split (image, &repository, &tag);
  for (i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const Entry *entry = &entries[i];

      if (strcmp (entry->repository, repository) == 0 &&
          (entry->tag == NULL || g_pattern_match_simple (entry->tag, tag)))
        {
          needs->cuda = entry->cuda;
          needs->cuda_least = entry->cuda_least;
          needs->size_gb = entry->size_gb;
          break;
        }
    }

  /* nvidia/cuda's tags begin with the version; a plain number elsewhere is the image's own. */
  named = strcmp (repository, "nvidia/cuda") == 0 ? sublet_image_needs_parse_cuda (tag)
                                                  : find_named (tag);
  if (isfinite (named))
    {
      needs->cuda = named;
      needs->cuda_least = false;
    }

  return isfinite (needs->cuda) || isfinite (needs->size_gb);
}

/**
 * sublet_image_needs_get_pull_us:
 * @needs: what an image needs
 * @inet_down_mbps: the machine's link, megabits per second
 *
 * What lies on the disk over the link: layers travel compressed, and are unpacked meanwhile, which
 * about makes up for it. What the host has already comes for nothing, so this is the most.
 *
 * Returns: microseconds; 0 when size or link is not known
 */
gint64
sublet_image_needs_get_pull_us (const SubletImageNeeds *needs, double inet_down_mbps)
{
  if (!isfinite (needs->size_gb) || !isfinite (inet_down_mbps) || inet_down_mbps <= 0)
    return 0;

  return (gint64) (needs->size_gb * 8000 / inet_down_mbps * (double) G_USEC_PER_SEC);
}
