package io.azimuth.application.identity.backend;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A server with a scripted auth method at {@code auth/app/} and a policy that lists policies. */
abstract class IdentityFixture {

  static final String SELF = "auth/token/lookup-self";
  private static final String LISTED = "sys/policies/acl";

  final ScriptedMethod method = new ScriptedMethod();
  final TestServer server = new TestServer(method);
  final String root = server.initialize();
  String accessor = "";

  @BeforeEach
  final void mount() {
    accessor = mounted("app");
    policy("lists", "path \"" + LISTED + "\" { capabilities = [\"list\"] }");
  }

  /** Enables the method there; returns the accessor of the mount. */
  final String mounted(String path) {
    done(server.write(root, "sys/auth/" + path, Map.of("type", "scripted")));
    return text(data(server.read(root, "sys/auth/" + path)).get("accessor"));
  }

  final void policy(String name, String text) {
    done(server.write(root, "sys/policies/acl/" + name, Map.of("policy", text)));
  }

  static String text(Value value) {
    return ((Value.Text) value).text();
  }

  final Answer write(String path, Map<String, ?> body) {
    return server.write(root, "identity/" + path, body);
  }

  final String made(String path, Map<String, ?> body) {
    return text(data(write(path, body)).get("id"));
  }

  final void refused(String sentence, String path, Map<String, ?> body) {
    assertThat(refusal(write(path, body)).errors()).containsExactly(sentence);
  }

  final Map<String, Value> read(String path) {
    return data(server.read(root, "identity/" + path));
  }

  final Auth login() {
    return envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
  }

  /** Whether the token of the login may do what the policy {@code lists} grants. */
  final boolean lists(Auth login) {
    Answer answer = server.list(login.clientToken().expose(), LISTED);
    if (answer instanceof Answer.Envelope) {
      return true;
    }
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    return false;
  }

  final boolean isAlive(Auth login) {
    return server.read(login.clientToken().expose(), SELF) instanceof Answer.Envelope;
  }

  final Map<String, Value> looked(Auth login) {
    return data(server.read(login.clientToken().expose(), SELF));
  }

  final void entity(Auth login, Map<String, ?> changes) {
    done(write("entity/id/" + login.entityId(), changes));
  }

  /** Makes an external group with the policy {@code lists} of all who prove that they are in it. */
  final String external(String alias, String mountAccessor) {
    String group = made("group", Map.of("type", "external", "policies", "lists"));
    made(
        "group-alias",
        Map.of("name", alias, "mount_accessor", mountAccessor, "canonical_id", group));
    return group;
  }

  final Auth loginProving(String... groups) {
    method.prove(List.of(groups));
    return login();
  }
}
