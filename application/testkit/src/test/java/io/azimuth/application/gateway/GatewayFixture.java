package io.azimuth.application.gateway;

import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.util.Map;

/** A server with a scripted auth method at {@code auth/app/}. */
abstract class GatewayFixture {

  final ScriptedMethod method = new ScriptedMethod();
  final TestServer server = new TestServer(method);
  final String root = server.initialize();

  GatewayFixture() {
    TestServer.done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
  }

  /** A token with a policy of this text, and without the default policy. */
  final String tokenWith(String policyText) {
    server.write(root, "sys/policies/acl/of-test", Map.of("policy", policyText));
    return TestServer.clientToken(
        server.write(
            root,
            "auth/token/create",
            Map.of("policies", "of-test", "no_default_policy", true, "ttl", "1h")));
  }
}
