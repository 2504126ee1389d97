# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances as real SSH servers: who gets in, and what is found inside."""

import base64
import concurrent.futures
import os
import subprocess
import tempfile

import servers
import sim

ONSTART = """echo "$CONTAINER_ID $CONTAINER_API_KEY $PLAIN" >/workspace/started
echo once >>/workspace/times
echo to the log
nvidia-smi -L >/workspace/gpus
"""
ODD = """a "quoted" 'text' with \\back\\slashes, $HOME and #"""
TEXT = """one 'line'

and	more: "$HOME" \\
"""


class Logins(servers.Case):
    def test_command(self):
        self.assertEqual(self.out("id -un; pwd"), "root\n/root\n")
        self.assertEqual(self.ssh("exit 7").returncode, 7)
        self.assertEqual(self.out("cat", text="said\n"), "said\n")

    def test_both_routes(self):
        for route in ("direct", "proxy"):
            self.assertEqual(self.out("echo", "here", route=route), "here\n")

    def test_terminal(self):
        text = self.out(options=["-tt"], text="tty; stty size; echo $TERM; exit\n")
        self.assertIn("/dev/pts/", text)
        self.assertIn(f"root@C.{self.contract}:~$ ", text)

    def test_much(self):
        size = 20_000_000
        data = os.urandom(65536).hex() * (size // 131072)
        self.assertEqual(self.out("cat", text=data), data)

    def test_keys_come_and_go(self):
        other = servers.Key(self.folder, "other")
        self.refused(self.ssh("true", key=other))
        self.sim.attach(self.contract, other)
        self.assertEqual(self.out("echo in", key=other), "in\n")
        self.assertEqual(self.sim.detach(self.contract, other).status, 200)
        self.refused(self.ssh("true", key=other))
        self.assertEqual(self.out("echo in"), "in\n")

    def test_keys_that_come_at_once(self):
        """Each gets in; of two requests with the same key one finds it there (fact sheet 6.2)."""
        keys = [servers.Key(self.folder, f"at-once-{n}") for n in range(4)]
        path = self.sim.keys_path(self.contract)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(
                lambda key: self.sim.ask("POST", path, {"ssh_key": key.public}), keys + keys))
        self.assertEqual(sorted(r.status for r in replies), [200] * 4 + [400] * 4)
        self.assertTrue(all("already associated" in r.json["msg"] for r in replies
                            if r.status == 400))
        for key in keys:
            self.assertEqual(self.out("echo in", key=key), "in\n")

    def test_key_that_goes_while_its_session_is_open(self):
        """Whoever is in stays in: a server looks at the keys at a login."""
        key = servers.Key(self.folder, "leaving")
        self.sim.attach(self.contract, key)
        with subprocess.Popen([servers.need("ssh"), *self.arguments_for(self.contract, key),
                               "root@127.0.0.1", "cat"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as ssh:
            for text in ("before\n", "after\n"):
                ssh.stdin.write(text)
                ssh.stdin.flush()
                self.assertEqual(ssh.stdout.readline(), text)
                self.sim.detach(self.contract, key)
            self.refused(self.ssh("true", key=key))
            ssh.stdin.close()
            self.assertEqual(ssh.wait(sim.TIMEOUT_S), 0)

    def test_only_keys(self):
        done = self.ssh("true", options=["-o", "PubkeyAuthentication=no"])
        self.refused(done)

    def test_another_instance(self):
        other = self.sim.rent_up()
        one, two = self.sim.links(self.contract), self.sim.links(other)
        self.assertNotEqual(one["host_key"].split()[1], two["host_key"].split()[1])
        self.assertEqual(len({link[route]["port"] for link in (one, two)
                              for route in ("direct", "proxy")}), 4)
        self.refused(self.ssh("true", contract=other))
        self.sim.destroy(other)

    def test_files(self):
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            name, back = os.path.join(folder, "file"), os.path.join(folder, "back")
            data = os.urandom(3_000_000)
            with open(name, "wb") as file:
                file.write(data)
            arguments = self.arguments_for(self.contract, None)
            for program, old in (("scp", []), ("scp", ["-O"])):
                for pair in ((name, "root@127.0.0.1:/workspace/f"),
                             ("root@127.0.0.1:/workspace/f", back)):
                    subprocess.run([servers.need(program), "-q", *old, *arguments, *pair], check=True,
                                   timeout=sim.TIMEOUT_S)
                with open(back, "rb") as file:
                    self.assertEqual(file.read(), data)
            done = subprocess.run([servers.need("sftp"), "-q", *arguments, "root@127.0.0.1"],
                                  input="rename /workspace/f /workspace/g\nls /workspace\n", text=True,
                                  capture_output=True, check=True, timeout=sim.TIMEOUT_S)
            self.assertIn("/workspace/g", done.stdout)

    def test_tunnel(self):
        done = self.ssh("-W", "localhost:9", options=["-o", "ExitOnForwardFailure=yes"])
        self.assertNotEqual(done.returncode, 0)
        text = self.out("python3 -m http.server -b 127.0.0.1 8123 >/dev/null 2>&1 & "
                        "for i in $(seq 150); do "
                        "(exec 3<>/dev/tcp/127.0.0.1/8123) 2>/dev/null && echo open && break; "
                        "sleep 0.2; done")
        self.assertEqual(text, "open\n")


class Wire(servers.Case):
    def test_addresses(self):
        row, links = self.sim.row(self.contract), self.sim.links(self.contract)
        self.assertEqual(int(row["ports"]["22/tcp"][0]["HostPort"]), links["direct"]["port"])
        self.assertEqual((row["public_ipaddr"], row["ssh_host"], row["ssh_port"]),
                         ("127.0.0.1", "127.0.0.1", links["proxy"]["port"]))

    def test_jupyter_is_one_port_on(self):
        contract = self.sim.rent_up(self.key, runtype="jupyter_direct")
        row, links = self.sim.row(contract), self.sim.links(contract)
        self.assertEqual(row["ssh_port"] + 1, links["proxy"]["port"])
        self.assertEqual(self.out("echo in", contract=contract, route="proxy"), "in\n")
        self.assertNotEqual(int(row["ports"]["8080/tcp"][0]["HostPort"]), links["direct"]["port"])
        self.sim.destroy(contract)

    def test_without_ssh(self):
        contract = self.sim.rent(runtype="args")
        sim.until(lambda: (self.sim.row(contract) or {}).get("actual_status") == "running")
        row = self.sim.row(contract)
        self.assertEqual((row["ssh_host"], row["ssh_port"]), (None, None))
        self.assertNotIn("22/tcp", row["ports"] or {})
        self.assertEqual(self.sim.links(contract), {"running": False})
        self.sim.destroy(contract)


class Inside(servers.Case):
    body = {"onstart": ONSTART, "env": {"PLAIN": "words", "ODD": ODD, "-p 8000:8000": "1",
                                        "TEXT": TEXT}}

    def test_no_capabilities(self):
        text = self.out("cat /proc/self/status")
        for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            self.assertIn(f"{name}:\t0000000000000000\n", text)
        self.assertIn("NoNewPrivs:\t1\n", text)

    def test_system_cannot_be_changed(self):
        for command in ("mount -o remount,rw /usr", "mount -t tmpfs none /mnt", "chroot / true",
                        "touch /usr/x", "touch /etc/sim/x", "echo x >>/etc/passwd", "hostname other",
                        "unshare -Ur true", "unshare -Ur mount -o remount,rw /usr",
                        ": >>/proc/sys/vm/drop_caches"):
            with self.subTest(command):
                self.assertNotEqual(self.ssh(command).returncode, 0)
        # To the kernel our user may be root: without a capability it could still write these.
        self.assertEqual(self.out("find /proc -path '/proc/[0-9]*' -prune -o -type f -writable -print "
                                  "2>/dev/null || true"), "")
        self.assertEqual(self.out("touch /root/x /workspace/x /tmp/x && echo fine"), "fine\n")

    def test_nothing_of_the_computer(self):
        home = os.path.expanduser("~")
        marker = tempfile.mktemp(prefix="sublet-test-marker-")
        with open(marker, "w", encoding="ascii"):
            self.addCleanup(os.unlink, marker)
        for path in (marker, self.folder, self.sim.runtime, "/home", "/tmp/.X11-unix", "/run/user",
                     "/run/dbus", "/etc/shadow", "/etc/hostname", "/mnt", "/sys", "/boot",
                     os.path.dirname(__file__), *([home] if home != "/root" else [])):
            with self.subTest(path):
                self.assertNotEqual(self.ssh(f"ls -d '{path}'").returncode, 0)
        self.assertEqual(self.out("ls -A /tmp | sed /^x$/d; ls -A /var/tmp; ls -A /root | sed /^x$/d"), "")

    def test_no_environment_of_the_computer(self):
        text = self.out("env; cat /proc/*/environ | tr '\\0' '\\n'")
        for word in ("not-for-inside", "DBUS", "DISPLAY", "XDG_RUNTIME_DIR", self.sim.runtime):
            self.assertNotIn(word, text)
        self.assertIn(f"CONTAINER_ID={self.contract}", text)

    def test_no_port_and_no_socket_of_the_computer(self):
        links = self.sim.links(self.contract)
        for port in (links["direct"]["port"], links["proxy"]["port"]):
            self.assertNotEqual(self.ssh(f"exec 3<>/dev/tcp/127.0.0.1/{port}").returncode, 0)
        self.assertEqual(self.out("tail -n +2 /proc/net/unix | grep -c '[@/]' || true"), "0\n")
        self.assertEqual(self.out("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"), "lo\n")

    def test_no_process_of_the_computer(self):
        text = self.out("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
        self.assertNotIn("sublet-simulator ", text)
        self.assertNotIn("test-sshd.py", text)
        self.assertLess(int(self.out("ls -d /proc/[0-9]* | wc -l")), 20)

    def test_onstart(self):
        sim.until(lambda: self.ssh("test -s /workspace/gpus").returncode == 0)
        number, key, plain = self.out("cat /workspace/started").split()
        self.assertEqual((int(number), plain), (self.contract, "words"))
        self.assertRegex(key, r"^[0-9a-f]{16}$")
        self.assertEqual(self.out("cat /workspace/times"), "once\n")
        self.assertEqual(self.out("cat /var/log/onstart.log"), "to the log\n")

    def test_environment(self):
        for options in ([], ["-tt"]):
            text = self.out('printf "%s|" "$CONTAINER_ID" "$PLAIN" "$ODD"; test -n "$CONTAINER_API_KEY"',
                            options=options)
            self.assertEqual(text, f"{self.contract}|words|{ODD}|")

    def test_environment_with_lines(self):
        self.assertEqual(self.out("printenv TEXT"), TEXT + "\n")
        self.assertEqual(self.out("TEXT=other bash -c 'printenv TEXT'; TEXT= bash -c 'printenv TEXT'"),
                         "other\n\n")
        # A terminal ends lines in its own way.
        text = self.out(options=["-tt"], text="unset HISTFILE; stty -echo; printenv TEXT | base64 -w 0; exit\n")
        self.assertIn(base64.b64encode(TEXT.encode() + b"\n").decode(), text)

    def test_nvidia_smi(self):
        row = self.sim.row(self.contract)
        line = self.out("nvidia-smi --query-gpu=name,memory.total,driver_version,count "
                        "--format=csv,noheader,nounits")
        name, memory, driver, count = line.strip().split(", ")
        self.assertIn(row["gpu_name"], name)
        self.assertEqual((int(memory), driver, int(count)),
                         (row["gpu_ram"], row["driver_version"], row["num_gpus"]))
        text = self.out("nvidia-smi --query-gpu=index,gpu_name,memory.used,utilization.gpu --format=csv")
        self.assertEqual(text, "index, name, memory.used [MiB], utilization.gpu [%]\n"
                               f"0, {name}, 1 MiB, 0 %\n")
        table = self.out("nvidia-smi")
        self.assertRegex(table, rf"Driver Version: {driver} +CUDA Version: {row['cuda_max_good']:.1f} ")
        self.assertIn(name, table)
        self.assertEqual({len(line) for line in table.splitlines()}, {91})
        self.assertRegex(self.out("nvidia-smi -L"), rf"^GPU 0: {name} \(UUID: GPU-[0-9a-f-]{{36}}\)\n$")
        for wrong in ("--query-gpu=nonsense --format=csv", "--query-gpu=name", "--nonsense"):
            self.assertEqual(self.ssh(f"nvidia-smi {wrong}").returncode, 2)

    def test_several_gpus(self):
        offer = self.sim.search(**sim.USUAL, num_gpus={"gte": 2}, direct_port_count={"gte": 4},
                                order=[["dph_total", "asc"]], limit=1)[0]
        contract = self.sim.rent(offer["id"])
        self.sim.attach(contract, self.key)
        self.sim.wait_up(contract)
        text = self.out("nvidia-smi --query-gpu=uuid --format=csv,noheader", contract=contract)
        self.assertEqual(len(set(text.split())), offer["num_gpus"])
        self.sim.destroy(contract)

    def test_torch(self):
        text = self.out("python3 -c 'import torch; print(torch.__version__, torch.version.cuda, "
                        "torch.cuda.is_available(), torch.cuda.device_count(), "
                        "torch.cuda.get_device_name(0), sep=\"|\")'")
        row = self.sim.row(self.contract)
        version, cuda, available, count, name = text.strip().split("|")
        self.assertRegex(version, r"^\d+\.\d+\.\d+\+cu\d+$")
        self.assertEqual((cuda, available, int(count)),
                         (f"{row['cuda_max_good']:.1f}", "True", row["num_gpus"]))
        self.assertIn(row["gpu_name"], name)


sim.main()
