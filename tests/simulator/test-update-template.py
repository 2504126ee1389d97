# SPDX-License-Identifier: GPL-3.0-or-later
"""Another image, environment or on-start script for a contract that runs."""

import sim


class Update(sim.Case):
    scenario = {"clock": {"virtual": True}, "set": {"history": False}}

    def setUp(self):
        super().setUp()
        self.contract = self.sim.rent_running(env={"SUBLET_RENTAL": "a/b", "OLD": "1"},
                                              onstart="echo old")

    def update(self, **body):
        return self.sim.put(f"update_template/{self.contract}", body)

    def env(self):
        return dict(self.sim.row(self.contract)["extra_env"])

    def test_all(self):
        answer = self.fine(self.update(id=self.contract, image="vllm/vllm-openai:latest",
                                       env={"SUBLET_RENTAL": "a/b", "NEW": "2", "-p 80:80": "1"},
                                       onstart="echo new"))
        self.assertEqual(answer["updated_instance"]["id"], self.contract)
        row = self.sim.row(self.contract)
        self.assertEqual(row["actual_status"], "recycling")
        self.assertEqual(row["image_uuid"], "vllm/vllm-openai:latest")
        self.assertEqual(row["onstart"], "echo new")
        self.assertEqual(self.env(), {"SUBLET_RENTAL": "a/b", "NEW": "2", "-p 80:80": "1"})
        self.sim.advance(120)
        self.assertEqual(self.sim.row(self.contract)["actual_status"], "running")

    def test_one_member(self):
        before = self.sim.row(self.contract)["image_uuid"]
        self.fine(self.update(env={"ONLY": "3"}))
        row = self.sim.row(self.contract)
        self.assertEqual((row["image_uuid"], row["onstart"]), (before, "echo old"))
        self.assertEqual(self.env(), {"ONLY": "3"})

    def test_refused(self):
        for body, status, word in (({}, 400, "invalid_args"),
                                   ({"image": ""}, 400, "invalid_args"),
                                   ({"onstart": "x" * 4049}, 400, "invalid_args"),
                                   ({"env": {"not a name": "1"}}, 400, "invalid_args")):
            self.error(self.update(**body), status, word)
        self.error(self.sim.put("update_template/5", {"image": "a:b"}), 404, "no_such_instance")
        self.assertEqual(self.sim.row(self.contract)["actual_status"], "running")

    def test_stopped(self):
        self.fine(self.sim.put(f"{self.contract}", {"state": "stopped"}))
        self.sim.advance(120)
        self.error(self.update(image="a:b"), 400, "invalid_request")


if __name__ == "__main__":
    sim.main()
