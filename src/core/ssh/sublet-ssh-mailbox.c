/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

/* Without a lock: what was written before a note was put is seen by who takes it, and the thread
 * sanitizer can tell. */

SubletSshNote *
sublet_ssh_note_new (SubletSshNoteKind kind)
{
  SubletSshNote *note = g_new0 (SubletSshNote, 1);

  note->kind = kind;

  return note;
}

void
sublet_ssh_failure_free (SubletSshFailure *failure)
{
  g_clear_pointer (&failure->route, sublet_ssh_route_unref);
  g_clear_pointer (&failure->expected, sublet_ssh_host_key_unref);
  g_clear_pointer (&failure->presented, sublet_ssh_host_key_unref);
  g_clear_error (&failure->error);
  g_free (failure);
}

void
sublet_ssh_note_free (SubletSshNote *note)
{
  g_clear_pointer (&note->addresses, g_array_unref);
  g_free (note->problem);
  g_clear_pointer (&note->route, sublet_ssh_route_unref);
  g_clear_pointer (&note->key, sublet_ssh_host_key_unref);
  g_clear_pointer (&note->channel, sublet_ssh_channel_unref);
  g_clear_pointer (&note->result, sublet_ssh_exec_result_free);
  g_clear_pointer (&note->rest, g_byte_array_unref);
  g_clear_error (&note->error);
  g_clear_pointer (&note->failure, sublet_ssh_failure_free);
  g_free (note);
}

bool
sublet_ssh_mailbox_put (SubletSshMailbox *box, SubletSshNote *note)
{
  SubletSshNote *top;

  do
    {
      top = g_atomic_pointer_get (&box->top);
      note->next = top;
    }
  while (!g_atomic_pointer_compare_and_exchange (&box->top, top, note));

  return top == NULL;
}

SubletSshNote *
sublet_ssh_mailbox_take (SubletSshMailbox *box)
{
  SubletSshNote *first = NULL;
  SubletSshNote *note;

  do
    note = g_atomic_pointer_get (&box->top);
  while (!g_atomic_pointer_compare_and_exchange (&box->top, note, NULL));

  while (note != NULL)
    {
      SubletSshNote *next = note->next;

      note->next = first;
      first = note;
      note = next;
    }

  return first;
}
