/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-templates.h"

/* Who makes what is recommended, and somebody else. */
#define SERVICE_ID 1
#define STRANGER_ID 2

const SimTemplate sim_templates[] = {
  { 62897,
    "a1b2c3d4e5f60718293a4b5c6d7e8f90",
    "PyTorch (Vast)",
    "vastai/pytorch",
    "cuda-12.8-auto",
    "-p 1111:1111 -p 8080:8080 -e OPEN_BUTTON_PORT=1111",
    "jupyter",
    32,
    "echo ready > /workspace/ready\n",
    NULL,
    true,
    false },
  { 62899,
    "b2c3d4e5f60718293a4b5c6d7e8f90a1",
    "NVIDIA CUDA",
    "vastai/base-image",
    "cuda-12.8-auto",
    "-p 1111:1111 -e DATA_DIRECTORY=/workspace/",
    "ssh",
    16,
    NULL,
    NULL,
    true,
    false },
  { 70112,
    "c3d4e5f60718293a4b5c6d7e8f90a1b2",
    "vLLM",
    "vllm/vllm-openai",
    "latest",
    "-p 8000:8000",
    "args",
    64,
    NULL,
    "--model mistralai/Mistral-7B-v0.1 --port 8000",
    true,
    false },
  { 70950,
    "d4e5f60718293a4b5c6d7e8f90a1b2c3",
    "ComfyUI by somebody",
    "somebody/comfyui",
    "latest",
    "-p 8188:8188 -e TITLE=\"two words\"",
    "ssh_direct",
    48,
    NULL,
    NULL,
    false,
    false },
  { 81007,
    "e5f60718293a4b5c6d7e8f90a1b2c3d4",
    "My training",
    "pytorch/pytorch",
    "2.6.0-cuda12.4-cudnn9-runtime",
    "-p 6006:6006 -p 9000:9000/udp -e HF_HOME=/data/hf -h trainer",
    "ssh_direct",
    100,
    "cd /workspace && ls\n",
    NULL,
    false,
    true },
};

const int sim_template_count = G_N_ELEMENTS (sim_templates);

/**
 * sim_template_get_creator:
 * @self: a template
 * @account_id: who asks
 *
 * Returns: the account that made it
 */
gint64
sim_template_get_creator (const SimTemplate *self, gint64 account_id)
{
  if (self->own)
    return account_id;

  return self->recommended ? SERVICE_ID : STRANGER_ID;
}

/**
 * sim_template_find:
 * @hash_id: what a create names
 * @account_id: who asks
 *
 * Returns: (transfer none) (nullable): the template
 */
const SimTemplate *
sim_template_find (const char *hash_id, gint64 account_id)
{
  int i;

  for (i = 0; i < sim_template_count; i++)
    if (g_str_equal (sim_templates[i].hash_id, hash_id))
      return &sim_templates[i];

  return NULL;
}

/**
 * sim_template_write:
 * @self: a template
 * @account_id: who asks
 * @json: where to; an array
 *
 * Source: fact sheet 8.1.
 */
void
sim_template_write (const SimTemplate *self, gint64 account_id, SimJson *json)
{
  bool jupyter = g_str_equal (self->runtype, "jupyter");

  sim_json_begin_object (json, NULL);
  sim_json_int (json, "id", self->id);
  sim_json_string (json, "hash_id", self->hash_id);
  sim_json_string (json, "name", self->name);
  sim_json_string (json, "image", self->image);
  sim_json_string (json, "tag", self->tag);
  sim_json_string (json, "desc", self->name);
  sim_json_string (json, "readme", "");
  sim_json_null (json, "href");
  sim_json_null (json, "repo");
  sim_json_string (json, "env", self->env);
  sim_json_string (json, "onstart", self->onstart);
  sim_json_string (json, "args_str", self->args);
  sim_json_string (json, "runtype", self->runtype);
  sim_json_bool (json, "ssh_direct", !g_str_equal (self->runtype, "args"));
  sim_json_bool (json, "use_ssh", !g_str_equal (self->runtype, "args"));
  sim_json_bool (json, "jup_direct", jupyter);
  sim_json_bool (json, "use_jupyter_lab", jupyter);
  sim_json_null (json, "jupyter_dir");
  sim_json_double (json, "recommended_disk_space", self->disk_gb);
  sim_json_bool (json, "recommended", self->recommended);
  sim_json_bool (json, "private", self->own);
  sim_json_int (json, "creator_id", sim_template_get_creator (self, account_id));
  sim_json_int (json, "count_created", self->id % 9973);
  sim_json_null (json, "volume_info");
  sim_json_null (json, "docker_login_repo");
  sim_json_end_object (json);
}
