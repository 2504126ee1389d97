/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A stand-in for nvidia-smi: the table, -L and --query-gpu, saying what the offer said. A field it
 * does not know is refused in the words of the real one (as of driver 550; unconfirmed for others).
 */

#include "simulator/inside/inside-nvidia-smi.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FACTS_FILE "/etc/sim/gpu"
#define MAX_TEXT 128
#define MAX_FIELDS 64

typedef struct
{
  char name[MAX_TEXT];
  char driver[MAX_TEXT];
  char cuda[MAX_TEXT];
  char compute_cap[MAX_TEXT];
  char serial[MAX_TEXT]; /* what the GPUs' UUIDs end with */
  int count;
  int memory_mib;
  int power_w;
} Facts;

typedef struct
{
  const char *name;
  const char *alias; /* nullable */
  const char *unit;  /* nullable */
  void (*write) (const Facts *facts, int index);
} Field;

static void
copy (char *to, const char *from)
{
  snprintf (to, MAX_TEXT, "%s", from);
}

static bool
read_facts (Facts *facts)
{
  FILE *file = fopen (FACTS_FILE, "re");
  char line[2 * MAX_TEXT];

  memset (facts, 0, sizeof *facts);
  if (file == NULL)
    return false;

  while (fgets (line, sizeof line, file) != NULL)
    {
      char *value = strchr (line, '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      value[strcspn (value, "\n")] = '\0';
      if (strcmp (line, "name") == 0)
        copy (facts->name, value);
      else if (strcmp (line, "driver") == 0)
        copy (facts->driver, value);
      else if (strcmp (line, "cuda") == 0)
        copy (facts->cuda, value);
      else if (strcmp (line, "compute_cap") == 0)
        copy (facts->compute_cap, value);
      else if (strcmp (line, "serial") == 0)
        copy (facts->serial, value);
      else if (strcmp (line, "count") == 0)
        facts->count = atoi (value);
      else if (strcmp (line, "memory_mib") == 0)
        facts->memory_mib = atoi (value);
      else if (strcmp (line, "power_w") == 0)
        facts->power_w = atoi (value);
    }
  fclose (file);

  return facts->count > 0;
}

static void
write_name (const Facts *facts, int index)
{
  printf ("%s", facts->name);
}

static void
write_index (const Facts *facts, int index)
{
  printf ("%d", index);
}

static void
write_count (const Facts *facts, int index)
{
  printf ("%d", facts->count);
}

static void
write_uuid (const Facts *facts, int index)
{
  printf ("GPU-5b1e7000-0000-4000-8%03d-%.12s", index, facts->serial);
}

static void
write_bus (const Facts *facts, int index)
{
  printf ("00000000:%02X:00.0", index + 1);
}

static void
write_driver (const Facts *facts, int index)
{
  printf ("%s", facts->driver);
}

static void
write_compute_cap (const Facts *facts, int index)
{
  printf ("%s", facts->compute_cap);
}

static void
write_total (const Facts *facts, int index)
{
  printf ("%d", facts->memory_mib);
}

static void
write_used (const Facts *facts, int index)
{
  printf ("1");
}

static void
write_free (const Facts *facts, int index)
{
  printf ("%d", facts->memory_mib - 1);
}

static void
write_idle (const Facts *facts, int index)
{
  printf ("0");
}

static void
write_temperature (const Facts *facts, int index)
{
  printf ("%d", 34 + index);
}

static void
write_draw (const Facts *facts, int index)
{
  printf ("%.2f", facts->power_w / 20.0);
}

static void
write_limit (const Facts *facts, int index)
{
  printf ("%.2f", (double) facts->power_w);
}

static void
write_pstate (const Facts *facts, int index)
{
  printf ("P8");
}

static const Field fields[] = {
  { "name", "gpu_name", NULL, write_name },
  { "index", NULL, NULL, write_index },
  { "count", NULL, NULL, write_count },
  { "uuid", "gpu_uuid", NULL, write_uuid },
  { "pci.bus_id", "gpu_bus_id", NULL, write_bus },
  { "driver_version", NULL, NULL, write_driver },
  { "compute_cap", NULL, NULL, write_compute_cap },
  { "memory.total", NULL, "MiB", write_total },
  { "memory.used", NULL, "MiB", write_used },
  { "memory.free", NULL, "MiB", write_free },
  { "utilization.gpu", NULL, "%", write_idle },
  { "utilization.memory", NULL, "%", write_idle },
  { "temperature.gpu", NULL, NULL, write_temperature },
  { "power.draw", NULL, "W", write_draw },
  { "power.limit", NULL, "W", write_limit },
  { "pstate", NULL, NULL, write_pstate },
};

static const Field *
find_field (const char *name)
{
  size_t i;

  for (i = 0; i < sizeof fields / sizeof *fields; i++)
    if (strcmp (fields[i].name, name) == 0 ||
        (fields[i].alias != NULL && strcmp (fields[i].alias, name) == 0))
      return &fields[i];

  return NULL;
}

static bool
has_word (const char *list, const char *word)
{
  size_t length = strlen (word);
  const char *at;

  for (at = list; at != NULL; at = strchr (at, ','))
    {
      at += *at == ',';
      if (strncmp (at, word, length) == 0 && (at[length] == ',' || at[length] == '\0'))
        return true;
    }

  return false;
}

static void
write_heads (const Field *const *chosen, size_t count, bool units)
{
  size_t i;

  for (i = 0; i < count; i++)
    {
      printf ("%s%s", i > 0 ? ", " : "", chosen[i]->name);
      if (units && chosen[i]->unit != NULL)
        printf (" [%s]", chosen[i]->unit);
    }
  printf ("\n");
}

static int
write_query (const Facts *facts, char *query, const char *format)
{
  const Field *chosen[MAX_FIELDS];
  size_t count = 0;
  bool units = !has_word (format, "nounits");
  char *rest = query;
  char *word;
  size_t i;
  int gpu;

  while ((word = strsep (&rest, ",")) != NULL && count < MAX_FIELDS)
    {
      word += strspn (word, " ");
      chosen[count] = find_field (word);
      if (chosen[count] == NULL)
        {
          printf ("Field \"%s\" is not a valid field to query.\n\n", word);
          return 2;
        }
      count++;
    }

  if (!has_word (format, "noheader"))
    write_heads (chosen, count, units);
  for (gpu = 0; gpu < facts->count; gpu++)
    {
      for (i = 0; i < count; i++)
        {
          printf ("%s", i > 0 ? ", " : "");
          chosen[i]->write (facts, gpu);
          if (units && chosen[i]->unit != NULL)
            printf (" %s", chosen[i]->unit);
        }
      printf ("\n");
    }

  return 0;
}

static int
write_list (const Facts *facts)
{
  int gpu;

  for (gpu = 0; gpu < facts->count; gpu++)
    {
      printf ("GPU %d: %s (UUID: ", gpu, facts->name);
      write_uuid (facts, gpu);
      printf (")\n");
    }

  return 0;
}

/* As wide as the real one's. */
static const char first_line[] =
  "+-----------------------------------------------------------------------------------------+\n";
static const char line[] =
  "+-----------------------------------------+------------------------+----------------------+\n";

static int
write_table (const Facts *facts)
{
  int gpu;

  printf ("%s", first_line);
  printf ("| NVIDIA-SMI %-22.22s Driver Version: %-14.14s CUDA Version: %-8.8s |\n",
          facts->driver,
          facts->driver,
          facts->cuda);
  printf ("%s", line);
  printf ("| GPU  %-34.34s | %22.22s | %20.20s |\n", "Name", "Memory-Usage", "GPU-Util");
  printf ("%s", line);
  for (gpu = 0; gpu < facts->count; gpu++)
    printf ("| %3d  %-34.34s | %7dMiB / %6dMiB | %19d%% |\n",
            gpu,
            facts->name,
            1,
            facts->memory_mib,
            0);
  printf ("%s", line);

  return 0;
}

/* The value of --name=value, or NULL. */
static char *
get_value (char *argument, const char *name)
{
  size_t length = strlen (name);

  return strncmp (argument, name, length) == 0 && argument[length] == '=' ? argument + length + 1
                                                                          : NULL;
}

/**
 * inside_nvidia_smi:
 * @argc: how many arguments
 * @argv: the program's name, then any of -L, --query-gpu=FIELDS, --format=csv[,noheader][,nounits]
 *
 * Returns: the status to exit with
 */
int
inside_nvidia_smi (int argc, char *argv[])
{
  Facts facts;
  char *query = NULL;
  char *format = NULL;
  bool list = false;
  int i;

  if (!read_facts (&facts))
    {
      printf ("No devices were found\n");
      return 6;
    }

  for (i = 1; i < argc; i++)
    {
      char *value;

      if ((value = get_value (argv[i], "--query-gpu")) != NULL)
        query = value;
      else if ((value = get_value (argv[i], "--format")) != NULL)
        format = value;
      else if (strcmp (argv[i], "-L") == 0 || strcmp (argv[i], "--list-gpus") == 0)
        list = true;
      else
        {
          printf (
            "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n\n");
          return 2;
        }
    }

  if (list)
    return write_list (&facts);
  if (query == NULL)
    return write_table (&facts);
  if (format == NULL || !has_word (format, "csv"))
    {
      printf ("\"--format=\" switch is missing. Please run 'nvidia-smi -h' for help.\n\n");
      return 2;
    }

  return write_query (&facts, query, format);
}
